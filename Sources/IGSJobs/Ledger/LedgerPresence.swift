import Synchronization

/// Tells whether the files that SQLite has open are still those that the ledger's path leads to.
///
/// Whoever deletes, moves or replaces them leaves an open ledger that goes on as if nothing had happened, and that nobody
/// finds again.
final class LedgerPresence: Sendable {
    private let path: String
    private let ledger: Disk.Place?
    /// The log, which is there from the first write on until the last process lets go of the ledger.
    private let log = Mutex<Disk.Place?>(nil)

    /// Notes which file the path leads to now.
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
