import IGSJobs
import IGSScript

/// Messages about runs that are resumed: some of the identifiers `E04xx`.
enum RunMessages {
    /// - Parameter changes: What has changed since the run began, in words.
    static func resumed(_ id: RunID, changes: [String]) -> Diagnostic {
        guard !changes.isEmpty else {
            return Diagnostic(
                .note, "run \(id) continues: what it submitted is not submitted again")
        }
        return Diagnostic(
            .runChanged,
            "\(ListText.format(changes)) \(Self.haveChanged(changes)) since run \(id) began",
            notes: [
                "unchanged requests are not submitted again; changed ones are, and cost money"
            ])
    }

    private static func haveChanged(_ changes: [String]) -> String {
        changes.count == 1 && changes[0].hasPrefix("'") ? "has changed" : "have changed"
    }

    static func nothingToResume() -> Diagnostic {
        Diagnostic(.note, "this script has no unfinished run: a new one begins")
    }

    static func unknownRun(_ id: String) -> Failure {
        Failure(
            Diagnostic(
                .unknownRun, "this script has no run '\(id)'",
                notes: ["'--resume' alone continues the last unfinished one"]))
    }

    static func runsElsewhere() -> Failure {
        Failure(
            Diagnostic(
                .runElsewhere, "another igs is executing that run",
                notes: ["nothing was sent from here"]))
    }

    static func unfinished(_ id: RunID) -> Diagnostic {
        Diagnostic(
            .note, "run \(id) is unfinished: 'igs FILE --resume' continues it",
            notes: ["what it has paid for is not paid for again"])
    }
}
