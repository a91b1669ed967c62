public import IGSClient
import GRDB

/// The record of every job: what was intended, what was sent, what came of it. A SQLite file that processes share.
///
/// A call that writes returns when the write is on the disk (`synchronous=FULL`). The file is 0600 whatever the umask;
/// a folder that is made for it is 0700. An entry that is being driven belongs to one process.
public final class Ledger: Sendable {
    /// The file; absolute.
    public let path: String
    let ownership: LedgerOwnership
    let pool: DatabasePool
    let writer: LedgerWriter

    /// Opens the ledger, making it where it is not there yet. Reads no entries.
    ///
    /// - Throws: `LedgerError` where the file cannot be had, is no ledger, or is a later version's.
    public init(path: String) throws(LedgerError) {
        let path = Disk.absolute(path)
        let folder = Disk.folder(of: path)
        do throws(DiskError) {
            try Disk.makeFolder(folder)
            // Made before SQLite would, for its permissions, which SQLite gives the files beside it too. An existing
            // one is not opened here: closing it again would drop the locks that this process holds on it.
            if !Disk.exists(path) { _ = try? OpenFile(creating: path) }
            Disk.makePrivate(path)
        } catch {
            throw LedgerError(error)
        }
        do {
            pool = try DatabasePool(path: path, configuration: Self.configuration)
            try Self.migrate(pool, path: path)
        } catch {
            throw LedgerError(error, path: path)
        }
        self.path = path
        writer = LedgerWriter(pool: pool)
        ownership = LedgerOwnership(folder: folder + "/owners")
    }

    /// The jobs in the ledger, oldest first.
    ///
    /// - Parameters:
    ///   - service: whose jobs; nil for those of every service.
    ///   - all: whether those in a final status are wanted too.
    /// - Throws: `LedgerError`.
    public func entries(
        service: String? = nil, all: Bool = true
    ) async throws(LedgerError) -> [Job] {
        try await read { database, path in
            let sql = """
                SELECT * FROM job WHERE (:service IS NULL OR service = :service)
                \(all ? "" : "AND is_open = 1") ORDER BY number
                """
            return try Row.fetchAll(database, sql: sql, arguments: ["service": service])
                .map { try LedgerEntry(row: $0, path: path).job }
        }
    }

    /// The job of an id, or nil where the ledger has none.
    ///
    /// - Throws: `LedgerError`.
    public func job(_ id: OutTaskID) async throws(LedgerError) -> Job? {
        try await read { database, path in
            try Row.fetchOne(
                database, sql: "SELECT * FROM job WHERE id = ?", arguments: [id.rawValue]
            ).map { try LedgerEntry(row: $0, path: path).job }
        }
    }

    /// Lets go of every entry that this process owns, and closes the file. Later calls fail with `closed`.
    public func close() {
        ownership.release()
        try? pool.close()
    }
}

extension Ledger {
    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.label = "igs.ledger"
        configuration.busyMode = .timeout(10)
        configuration.maximumReaderCount = 2
        return configuration
    }

    private static func migrate(_ pool: DatabasePool, path: String) throws {
        let migrator = LedgerSchema.migrator
        try pool.writeWithoutTransaction { database in
            // GRDB makes it NORMAL when it turns WAL on; then a loss of power may lose the last commits.
            try database.execute(sql: "PRAGMA synchronous = FULL")
        }
        if try pool.unsafeRead(migrator.hasBeenSuperseded) {
            throw LedgerError(code: .newer, path: path)
        }
        try migrator.migrate(pool)
    }

    /// Reads on a connection of its own, never behind a write.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database, _ path: String) throws -> Value
    ) async throws(LedgerError) -> Value {
        let path = path
        let result: Result<Value, LedgerError> = await withCheckedContinuation { continuation in
            pool.asyncRead { access in
                do {
                    continuation.resume(returning: .success(try body(access.get(), path)))
                } catch {
                    continuation.resume(returning: .failure(LedgerError(error, path: path)))
                }
            }
        }
        return try result.get()
    }
}
