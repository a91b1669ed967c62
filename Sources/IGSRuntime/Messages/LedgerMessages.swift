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
                    ? "what can be read goes on; nothing new is sent before it is repaired"
                    : "what can be read goes on; these jobs had come to their end",
                wayOut,
            ])
    }

    static func replacesLost(_ path: String) -> Diagnostic {
        Diagnostic(
            .warning, id: "W0351", "the ledger '\(path)' is gone, and a new one begins",
            notes: [
                "it knows no job of before: 'attach TASK' takes one in by its task's id",
                "the pictures are still in the folder 'store' beside it",
            ])
    }

    /// What helps a ledger that is damaged.
    static let wayOut =
        "'igs ledger repair' keeps what can be read, and sets the damaged file aside"
}
