import Glibc
import IGSClient
package import IGSJobs
import IGSScript

/// What running says: the catalogue of the identifiers `E03xx`, with the exit code of each.
package enum RuntimeMessages {
    static func notDone(_ entry: JobEntry) -> Failure {
        Failure(
            Diagnostic(
                .error, id: "E0301",
                "job \(entry.number) '\(entry.label)' is not done: \(entry.job.status.rawValue)",
                notes: ["'wait \(entry.label)' waits for it"]))
    }

    /// - Parameter purpose: The command's verb.
    static func noPictures(to purpose: String) -> Failure {
        Failure(
            Diagnostic(
                .error, id: "E0302", "there is no finished picture to \(purpose)",
                notes: ["'gen' asks for one, 'wait' waits for it"]))
    }

    static func fileExists(_ path: String) -> Failure {
        Failure(
            Diagnostic(
                .error, id: "E0303", "'\(path)' is there already, and is another file",
                notes: [
                    "--force replaces a picture; or save under another name: the picture is in the store"
                ]))
    }

    static func notReplaceable(_ path: String) -> Failure {
        Failure(
            Diagnostic(
                .error, id: "E0304", "'\(path)' is there already, and is no picture",
                notes: ["--force replaces pictures only; save under another name"]))
    }

    static func cannotWrite(_ path: String, errno: Int32) -> Failure {
        Failure(
            Diagnostic(
                .error, id: "E0305", "'\(path)' cannot be written: \(SystemError.text(errno))",
                notes: ["the picture is safe in the store: save it elsewhere"]))
    }

    static func outsideFolder(_ path: String, folder: String) -> Failure {
        Failure(
            Diagnostic(
                .error, id: "E0306", "'\(path)' lies outside \(folder)",
                notes: [
                    "a script writes below the current folder; 'igs --out DIR FILE' gives it another"
                ]))
    }

    static func badTemplate(_ text: String) -> Failure {
        Failure(
            Diagnostic(
                .error, id: "E0307", "'\(text)' is no file name with fields",
                notes: [
                    "the fields are \(Template.fields.map { "{\($0)}" }.joined(separator: " "))"
                ]))
    }

    static func storeUnreadable(_ path: String) -> Failure {
        Failure(
            Diagnostic(
                .error, id: "E0308", "the stored picture '\(path)' cannot be read",
                notes: ["was the state folder cleaned?"]))
    }

    /// The picture of a job is gone from the store, or damaged there, and was fetched again.
    static func restored(_ entry: JobEntry) -> Diagnostic {
        Diagnostic(
            .note,
            "the stored picture of job \(entry.number) '\(entry.label)' was gone or damaged: it was fetched again"
        )
    }

    /// A job without a picture is left out where all are meant: its failure was told before.
    static func leftOut(_ entry: JobEntry) -> Diagnostic {
        Diagnostic(
            .note,
            "job \(entry.number) '\(entry.label)' has no picture: \(entry.job.status.rawValue)")
    }

    static func waitTimedOut(_ entries: [JobEntry]) -> Failure {
        let count = entries.count
        let troubles = entries.compactMap { entry in
            JobMessages.words(of: entry.job.failure).first.map { "'\(entry.label)': \($0)" }
        }
        return Failure(
            Diagnostic(
                .error, id: "E0309", "\(count) \(count == 1 ? "job is" : "jobs are") not done yet",
                notes: troubles.prefix(3) + [
                    "the time to wait is over; they go on: 'wait' waits again, 'jobs' lists them"
                ]),
            code: .timedOut)
    }

    /// - Parameter number: `nil`: the newest.
    static func noSuchLine(_ number: Int?, of lines: [HistoryLine]) -> Diagnostic {
        guard let number, let first = lines.first, let last = lines.last else {
            return Diagnostic(.error, id: "E0341", "the history is empty")
        }
        return Diagnostic(
            .error, id: "E0341", "the history has no line \(number)",
            notes: ["'history' lists them, from \(first.number) to \(last.number)"])
    }

    /// - Parameter picture: The word that the user named it by.
    static func noMaker(_ picture: String) -> Diagnostic {
        Diagnostic(
            .error, id: "E0342", "the ledger knows no job that made '\(picture)'",
            notes: ["a picture that was changed after it was saved is another one"])
    }

    static func madeElsewhere(_ picture: String) -> Diagnostic {
        Diagnostic(
            .error, id: "E0343", "'\(picture)' was not asked for from here",
            notes: ["of a task that was attached only its id is known"])
    }

    /// The user stopped a command, which stops no job.
    static func stopped(_ live: [JobEntry]) -> Diagnostic {
        let names = live.map(\.label).joined(separator: ", ")
        return Diagnostic(
            .note,
            live.isEmpty ? "stopped" : "stopped; \(names) \(live.count == 1 ? "goes" : "go") on")
    }

    /// The ledger or the store of references cannot be used.
    package static func failure(_ error: LedgerError) -> Failure {
        if let storeError = error.underlying as? ImageStoreError { return failure(storeError) }
        if let refusal = error.underlying as? BudgetExceeded {
            return JobMessages.overBudget(refusal)
        }
        let reason =
            switch error.code {
            case .unwritable: "it cannot be written"
            case .openToOthers: "others can write to its folder"
            case .link: "it is a link"
            case .full: "the disk is full"
            case .disk: "the disk fails"
            case .corrupt: "it is damaged, or not a ledger"
            case .replaced: "it was deleted, moved or replaced while igs was running"
            case .newer: "it was written by a later version of igs"
            case .busy: "another process keeps it locked"
            case .duplicateID: "it has a job of that id already"
            case .notOwned: "another process drives that job"
            case .closed: "it was closed"
            case .overBudget: "the budget would be passed"
            case .unknownBudget: "it has no such budget"
            case .reference, .failed: "SQLite refused"
            }
        let words =
            error.message.isEmpty
            ? [] : [error.underlying == nil ? error.message : "the system said: \(error.message)"]
        let wayOut =
            switch error.code {
            case .corrupt: LedgerMessages.wayOut
            case .openToOthers:
                "see that nobody has changed what is there, then 'chmod go-w' it; 'igs --home DIR' keeps the state elsewhere"
            case .link:
                "to keep the state elsewhere, 'igs --home DIR', or let the folder be the link"
            case .replaced: "put it back, or start igs again: until then nothing more is sent"
            default: "'igs --home DIR' keeps the state elsewhere"
            }
        return Failure(
            Diagnostic(
                .error, id: "E0310", "the ledger '\(error.path)' cannot be used: \(reason)",
                notes: words + ["nothing was sent", wayOut]))
    }

    static func failure(_ error: ImageStoreError) -> Failure {
        if case .badReference(let code) = error.code {
            return Failure(
                ServiceCheckMessages.unusableReference(
                    ReferenceError(code: code, subject: error.path, errno: error.errno)))
        }
        return Failure(
            Diagnostic(
                .error, id: "E0311",
                "the store cannot keep '\(error.path)': \(error.errno.map(SystemError.text) ?? "it is full")",
                notes: ["nothing was sent; 'igs --home DIR' keeps the state elsewhere"]))
    }

    /// A `forget all`, or `forget failed`, that means no job.
    static func nothingToForget() -> Diagnostic {
        Diagnostic(
            .note,
            "this session has no such jobs; those of earlier ones go by name or number: 'jobs --all'"
        )
    }

    /// A question that was answered with a no.
    static func nothingForgotten() -> Diagnostic {
        Diagnostic(.error, id: "E0318", "nothing was forgotten")
    }

    static func nothingWasForgotten() -> Diagnostic {
        Diagnostic(
            .error, id: "E0319", "there is nothing to list again",
            notes: ["no job of this service was forgotten"])
    }

    static func fieldNotKnown(_ field: String, of entry: JobEntry) -> Diagnostic {
        Diagnostic(
            .error, id: "E0312",
            "job \(entry.number) '\(entry.label)' has no \(field)"
                + (entry.job.status.isLive ? " yet" : "") + ": \(entry.job.status.rawValue)",
            notes: [
                "'wait \(entry.label)' waits for it; ${\(entry.label).\(field):-TEXT} gives a default"
            ])
    }

    /// A condition of `expect` that does not hold.
    static func unmetExpectation(_ condition: String, notes: [String]) -> Diagnostic {
        Diagnostic(.error, id: "E0314", "expected \(condition)", notes: notes)
    }

    /// A block of `expect fails` that ran well.
    static func nothingFailed() -> Diagnostic {
        Diagnostic(
            .error, id: "E0315", "expected a failure, and nothing failed",
            notes: ["neither a command of the block nor one of its jobs"])
    }

    static func callsTooDeep(_ name: String) -> Diagnostic {
        Diagnostic(
            .error, id: "E0316", "'\(name)' is called too deep",
            notes: [
                "calls nest at most \(Interpreter.maximumCallDepth) deep; does it call itself?"
            ])
    }

    static func variablesTooLarge(_ limit: Int) -> Diagnostic {
        Diagnostic(
            .error, id: "E0317", "the variables hold more than \(limit >> 20) MiB",
            notes: ["does one grow in a loop?"])
    }
}

/// The operating system's words for its error numbers.
enum SystemError {
    static func text(_ number: Int32) -> String {
        String(cString: strerror(number))
    }
}
