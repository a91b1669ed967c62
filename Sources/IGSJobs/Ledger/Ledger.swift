import GRDB
import Synchronization

/// The record of every job: what was intended, what was sent, and the outcome. A SQLite file that processes share.
///
/// A call that writes returns when the write is on the disk (`synchronous=FULL`). The file is 0600 whatever the umask;
/// a folder that is made for it is 0700. An entry that is being driven belongs to one process.
public final class Ledger: Sendable {
    /// The absolute path of the file.
    public let path: String
    /// The id that marks the entries of this use of the ledger: one process, for as long as it has the ledger open.
    public var session: String { ownership.id }
    let ownership: LedgerOwnership
    let pool: DatabasePool
    private let writer: LedgerWriter
    private let access: Access
    /// Whether commits were missing when the ledger was opened. This does not change: none are counted from then on.
    let isBehind: Bool
    /// Whether an earlier ledger here is gone: this one knows nothing of its jobs.
    public let replacesLost: Bool
    private let presence: LedgerPresence
    private let isOpen = Mutex(true)
    private let first = Mutex<Int64?>(nil)

    /// Opens the ledger, creating it if it does not exist. Reads no entries.
    ///
    /// - Throws: `LedgerError` if the file cannot be opened, is not a ledger, or belongs to a later version.
    public convenience init(path: String) throws(LedgerError) {
        try self.init(path: path, access: .queued)
    }

    /// Opens the ledger for another kind of access.
    ///
    /// - Throws: `LedgerError`, as ``init(path:)`` does.
    package init(path: String, access: Access) throws(LedgerError) {
        let path = Disk.absolute(path)
        let folder = Disk.folder(of: path)
        let ownership = LedgerOwnership(folder: folder + "/owners")
        var replacesLost = false
        do {
            try Disk.makeFolder(folder)
            try Self.distrust(path, in: folder)
            // Created here rather than by SQLite, for its permissions, which SQLite also gives the files beside it. An
            // existing one is not opened here: closing it again would drop the locks that this process holds on it.
            if !Disk.exists(path) {
                // What dead owners recorded was about another ledger, and so is a log without a ledger, which SQLite
                // would remove.
                replacesLost = ownership.commitsKnown() > 0 || Disk.exists(path + "-wal")
                ownership.forgetCommits()
                Disk.setAside(path + "-wal")
                _ = try? OpenFile(creating: path)
            }
            Disk.makePrivate(path)
        } catch {
            throw error as? LedgerError ?? (error as? DiskError).map(LedgerError.init)
                ?? LedgerError(error, path: path)
        }
        do {
            // One after the other: SQLite does not wait for another process that turns WAL on, nor GRDB for one that
            // creates tables.
            let turn = Self.turn(at: folder)
            guard !Self.isEmptied(path, ownership) else {
                throw LedgerError(code: .corrupt, path: path, message: "the file is empty")
            }
            pool = try DatabasePool(path: path, configuration: Self.configuration)
            try Self.migrate(pool, path: path)
            _ = consume turn
            let known = ownership.commitsKnown()
            let commits = try pool.read { try Int.fetchOne($0, sql: "PRAGMA user_version") }
            isBehind = (commits ?? 0) < known
        } catch {
            throw LedgerError(error, path: path)
        }
        self.path = path
        self.ownership = ownership
        self.replacesLost = replacesLost
        presence = LedgerPresence(path: path)
        self.access = access
        writer = LedgerWriter(
            pool: pool, ownership: isBehind ? nil : ownership, access: access)
    }

    /// Refuses files that another user may have put there.
    private static func distrust(_ path: String, in folder: String) throws(LedgerError) {
        guard !FolderTrust.isOpenToOthers(folder) else {
            throw LedgerError(code: .openToOthers, path: folder)
        }
        for file in ["", "-wal", "-shm", "-journal"].map({ path + $0 }) where Disk.isLink(file) {
            throw LedgerError(code: .link, path: file)
        }
    }

    /// Where reads and writes run.
    package enum Access: Sendable {
        /// On SQLite's queues; the calling thread does not wait.
        case queued
        /// On the calling thread. For simulations, which decide before every step whether it may be taken. If not, the
        /// call fails with `closed`: it is lost as it would be with a process that ends there.
        case blocking(_ mayTake: @Sendable (Step) -> Bool)

        /// A step of a call.
        package enum Step: Sendable {
            case own, read, write
            /// Continuing after a commit.
            case goOn
        }
    }

    /// The number of the first job that was submitted here; nil until there is one.
    var firstNumber: Int64? { first.withLock(\.self) }

    /// Notes that a job was submitted here.
    func noteSubmitted(_ number: Int64) {
        first.withLock { $0 = min($0 ?? number, number) }
    }

    /// Whether the path still leads to the file that was opened. If it does not, what is written is lost.
    public var isInPlace: Bool { presence.isIntact }

    /// Releases every entry that this process owns, and closes the file. Later calls fail with `closed`; closing again
    /// does nothing.
    public func close() {
        let wasOpen = isOpen.withLock { isOpen in
            defer { isOpen = false }
            return isOpen
        }
        // SQLite does not survive a checkpoint of a connection that is closed.
        guard wasOpen else { return }
        ownership.release()
        // Done here, because SQLite would leave it to the last connection, a reader.
        try? pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        try? pool.close()
    }

    /// Gives up what this process owns as its sudden end would: nothing is written.
    package func vanish() { ownership.vanish() }
}

extension Ledger {
    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.label = "igs.ledger"
        configuration.busyMode = .timeout(10)
        configuration.maximumReaderCount = 2
        return configuration
    }

    /// Waits until no other ledger is being opened in a folder, but not for ever; the next one's turn comes when the
    /// value is released.
    private static func turn(at folder: String) -> OpenFile? {
        guard let file = try? OpenFile(reading: folder) else { return nil }
        var attempts = 0
        while !file.lock(), attempts < 1_000 {
            attempts += 1
            Disk.pause()
        }
        return file
    }

    /// Whether an empty file was a ledger once. SQLite would take it for a new one, and remove its log.
    private static func isEmptied(_ path: String, _ ownership: LedgerOwnership) -> Bool {
        // In this order: a ledger that is being created has bytes before its log does.
        let hasLog = Disk.byteCount(of: path + "-wal") ?? 0 > 0
        return Disk.byteCount(of: path) == 0 && (hasLog || ownership.commitsKnown() > 0)
    }

    private static func migrate(_ pool: DatabasePool, path: String) throws {
        let migrator = LedgerSchema.migrator
        try pool.writeWithoutTransaction { database in
            // GRDB sets it to NORMAL when it turns WAL on; then a power failure may lose the last commits.
            try database.execute(sql: "PRAGMA synchronous = FULL")
        }
        if try pool.read(migrator.hasBeenSuperseded) {
            throw LedgerError(code: .newer, path: path)
        }
        try migrator.migrate(pool)
    }

    /// Checks that the ledger is still the file that was opened.
    ///
    /// - Throws: `LedgerError` with `replaced`: what is written now is lost with the file, so nothing may be paid for.
    func checkPresence() throws(LedgerError) {
        guard presence.isIntact else { throw LedgerError(code: .replaced, path: path) }
    }

    /// Writes in a transaction, together with other waiting writes, and returns when it is on the disk.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(LedgerError) -> Value {
        let result = Mutex<Value?>(nil)
        try await writer.commit { database in
            let value = try body(database)
            result.withLock { $0 = value }
        }
        guard let value = result.withLock({ $0 }) else {
            throw LedgerError(code: .failed, path: path)
        }
        return value
    }

    /// Reads on a connection of its own, never behind a write.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database, _ path: String) throws -> Value
    ) async throws(LedgerError) -> Value {
        if case .blocking(let mayTake) = access { return try readBlocking(mayTake, body) }
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

    /// Reads on the calling thread, and blocks it.
    func readNow<Value>(
        _ body: (Database, _ path: String) throws -> Value
    ) throws(LedgerError) -> Value {
        if case .blocking(let mayTake) = access { return try readBlocking(mayTake, body) }
        return try readBlocking({ _ in true }, body)
    }

    private func readBlocking<Value>(
        _ mayTake: (Access.Step) -> Bool, _ body: (Database, _ path: String) throws -> Value
    ) throws(LedgerError) -> Value {
        guard mayTake(.read) else { throw LedgerError(code: .closed, path: path) }
        do {
            return try pool.read { try body($0, path) }
        } catch {
            throw LedgerError(error, path: path)
        }
    }

    /// Registers this process as an owner of entries. Once is enough.
    func own() throws(LedgerError) {
        guard mayOwn else { throw LedgerError(code: .closed, path: path) }
        do throws(DiskError) {
            try ownership.acquire()
        } catch {
            throw LedgerError(error)
        }
    }

    /// Whether this process may make itself an owner.
    private var mayOwn: Bool {
        if case .blocking(let mayTake) = access { mayTake(.own) } else { true }
    }
}
