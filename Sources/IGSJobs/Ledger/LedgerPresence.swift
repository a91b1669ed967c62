import Synchronization

/// Checks whether the files that SQLite has open are still those that the ledger's path leads to.
///
/// If somebody deletes, moves or replaces them, the open ledger works on as if nothing had happened, and nobody can
/// find it again.
final class LedgerPresence: Sendable {
    private let path: String
    private let ledger: Disk.Place?
    /// The log, which exists from the first write until the last process closes the ledger.
    private let log = Mutex<Disk.Place?>(nil)

    /// Records which file the path leads to now.
    init(path: String) {
        self.path = path
        ledger = Disk.place(of: path)
    }

    /// Whether nothing has changed.
    var isIntact: Bool {
        guard let ledger, Disk.place(of: path) == ledger else { return false }
        return log.withLock { log in
            let now = Disk.place(of: path + "-wal")
            defer { log = log ?? now }
            return log == nil || log == now
        }
    }
}
