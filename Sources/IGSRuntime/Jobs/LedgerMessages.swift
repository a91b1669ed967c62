import IGSClient
package import IGSJobs
import IGSScript

/// Messages about the ledger and the store as a whole: why they cannot be used, and what is wrong with them.
package enum LedgerMessages {
    /// Returns the failure for a ledger or a store of references that cannot be used.
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
            case .disk: "the disk reports errors"
            case .corrupt: "it is damaged, or not a ledger"
            case .replaced: "it was deleted, moved or replaced while igs was running"
            case .newer: "it was written by a later version of igs"
            case .busy: "another process keeps it locked"
            case .duplicateID: "it already has a job of that id"
            case .notOwned: "another process drives that job"
            case .closed: "it was closed"
            case .overBudget: "the budget would be exceeded"
            case .unknownBudget: "it has no such budget"
            case .reference, .failed: "SQLite refused"
            }
        let words =
            error.message.isEmpty
            ? [] : [error.underlying == nil ? error.message : "the system said: \(error.message)"]
        let wayOut =
            switch error.code {
            case .corrupt: wayOut
            case .openToOthers:
                "check that nobody has changed what is there, then 'chmod go-w' it; 'igs --home DIR' keeps the state elsewhere"
            case .link:
                "to keep the state elsewhere, use 'igs --home DIR', or make the folder itself the link"
            case .replaced: "put it back, or start igs again: until then nothing more is sent"
            default: "'igs --home DIR' keeps the state elsewhere"
            }
        return Failure(
            Diagnostic(
                .ledgerUnusable, "the ledger '\(error.path)' cannot be used: \(reason)",
                notes: words + ["nothing was sent", wayOut]))
    }

    static func failure(_ error: ImageStoreError) -> Failure {
        if case .badReference(let code) = error.code {
            return Failure(
                ReferenceMessages.unusableReference(
                    ReferenceError(code: code, subject: error.path, errno: error.errno)))
        }
        return Failure(
            Diagnostic(
                .storeUnwritable,
                "the store cannot keep '\(error.path)': \(error.errno.map(SystemError.text) ?? "it is full")",
                notes: ["nothing was sent; 'igs --home DIR' keeps the state elsewhere"]))
    }

    /// Says that the ledger is damaged, and is used as far as it can be read.
    ///
    /// - Parameter holdsUp: Whether nothing new is paid for before it is repaired.
    static func damaged(
        _ damage: LedgerError, unreadableCount count: Int, holdsUp: Bool
    ) -> Diagnostic {
        let entries = count == 1 ? "1 entry" : "\(count) entries"
        return Diagnostic(
            .ledgerDamaged,
            count == 0
                ? "the ledger '\(damage.path)' is damaged"
                : "the ledger '\(damage.path)' is damaged: \(entries) cannot be read",
            notes: (damage.message.isEmpty ? [] : [damage.message]) + [
                holdsUp
                    ? "igs uses what it can read, and sends nothing new until the ledger is repaired"
                    : "igs uses what it can read; the damaged jobs had ended",
                wayOut,
            ])
    }

    static func replacesLost(_ path: String) -> Diagnostic {
        Diagnostic(
            .ledgerMissing, "the ledger '\(path)' is missing; igs has created a new one",
            notes: [
                "it does not know the earlier jobs: 'attach TASK' adds one by its task id",
                "the pictures are still in the folder 'store' beside it",
            ])
    }

    /// Says that the ledger was taken away while igs runs, so that the results of the jobs are not
    /// recorded anywhere.
    ///
    /// - Parameter tasks: The service's ids of the jobs in progress.
    static func underFoot(_ path: String, tasks: [String]) -> Diagnostic {
        Diagnostic(
            .ledgerReplaced, "the ledger '\(path)' was deleted, moved or replaced",
            notes: [
                "put it back: until then igs records no results and sends nothing more"
            ]
                + tasks.prefix(10).map { "'attach \($0)' adds this job to another ledger" })
    }

    /// How to repair a damaged ledger.
    static let wayOut =
        "'igs ledger repair' keeps what can be read, and sets the damaged file aside"
}
