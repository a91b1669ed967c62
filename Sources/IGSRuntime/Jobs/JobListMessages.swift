import IGSJobs
import IGSScript

/// Messages about jobs that are named, listed or waited for: that no job has the name, or that jobs are not done.
enum JobListMessages {
    static func unknownJob(_ spec: String, known: [String]) -> Diagnostic {
        let name = String(spec.drop { $0 == "%" })
        return Diagnostic(
            .unknownJob, "there is no job '\(spec)'",
            correction: Correction(
                of: name, to: Suggestion.nearest(to: name, in: known + ["all", "last", "failed"])),
            notes: ["'jobs' lists the jobs of this session, 'jobs --all' those of earlier ones too"]
        )
    }

    /// Whether a finding, or the same finding as a warning, says that a spec means no job.
    static func isAboutUnknownJob(_ finding: Diagnostic) -> Bool {
        finding.id == .unknownJob
    }

    /// Returns a finding, with a note if the input makes the missing job later, or may make it.
    static func explained(_ finding: Diagnostic, given: Set<String>) -> Diagnostic {
        guard isAboutUnknownJob(finding),
            let name = given.first(where: {
                finding.message.hasSuffix("'\($0)'") || finding.message.hasSuffix("'%\($0)'")
            })
        else { return finding }
        var finding = finding
        finding.notes = [
            "'\(name)' is named later in this input; earlier sessions' jobs of that name are not used"
        ]
        return finding
    }

    static func notDone(_ entry: JobEntry) -> Failure {
        Failure(
            Diagnostic(
                .jobNotDone,
                "job \(entry.number) '\(entry.label)' is not done: \(entry.job.status.rawValue)",
                notes: ["'wait \(entry.label)' waits for it"]))
    }

    static func fieldNotKnown(_ field: String, of entry: JobEntry) -> Diagnostic {
        Diagnostic(
            .fieldNotKnown,
            "job \(entry.number) '\(entry.label)' has no \(field)"
                + (entry.job.status.isLive ? " yet" : "") + ": \(entry.job.status.rawValue)",
            notes: [
                "'wait \(entry.label)' waits for it; ${\(entry.label).\(field):-TEXT} gives a default"
            ])
    }

    static func waitTimedOut(_ entries: [JobEntry]) -> Failure {
        let count = entries.count
        let troubles = entries.compactMap { entry in
            JobMessages.words(of: entry.job.failure).first.map { "'\(entry.label)': \($0)" }
        }
        return Failure(
            Diagnostic(
                .waitTimedOut, "\(count) \(count == 1 ? "job is" : "jobs are") not done yet",
                notes: troubles.prefix(3) + [
                    "the time is up; they keep running: 'wait' waits again, 'jobs' lists them"
                ]))
    }

    /// Says that the user stopped a command, which stops no job.
    static func stopped(_ live: [JobEntry]) -> Diagnostic {
        let names = live.map(\.label).joined(separator: ", ")
        return Diagnostic(
            .note,
            live.isEmpty
                ? "stopped" : "stopped; \(names) \(live.count == 1 ? "keeps" : "keep") running")
    }
}
