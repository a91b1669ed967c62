import IGSJobs
import IGSScript

/// What is said of the ledger as a whole, beside why it cannot be used: some of the identifiers `W03xx`.
enum LedgerMessages {
    /// The ledger is used, as far as it can be read.
    ///
    /// - Parameter holdsUp: Whether nothing new is paid for before it is repaired.
    static func damaged(
        _ damage: LedgerError, unreadableCount count: Int, holdsUp: Bool
    ) -> Diagnostic {
        let entries = count == 1 ? "1 entry" : "\(count) entries"
        return Diagnostic(
            .warning, id: "W0350",
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
            .warning, id: "W0351", "the ledger '\(path)' is missing; igs has created a new one",
            notes: [
                "it does not know the earlier jobs: 'attach TASK' adds one by its task id",
                "the pictures are still in the folder 'store' beside it",
            ])
    }

    /// The ledger was taken away while igs runs: what comes of the jobs stands nowhere.
    ///
    /// - Parameter tasks: The service's ids of the jobs that are on their way.
    static func underFoot(_ path: String, tasks: [String]) -> Diagnostic {
        Diagnostic(
            .warning, id: "W0352", "the ledger '\(path)' was deleted, moved or replaced",
            notes: [
                "put it back: what comes of the jobs is not written down, and nothing more is sent"
            ]
                + tasks.prefix(10).map { "'attach \($0)' adds this job to another ledger" })
    }

    /// What helps a ledger that is damaged.
    static let wayOut =
        "'igs ledger repair' keeps what can be read, and sets the damaged file aside"
}
