import GRDB
import Synchronization

/// Commits writes durably and in groups: writes that arrive while a commit waits for the disk share the next one.
///
/// Each write returns only when it is on the disk, and fails alone if it alone is at fault. A write that has begun is
/// completed even if its caller is cancelled.
final class LedgerWriter: Sendable {
    typealias Write = @Sendable (Database) throws -> Void

    private struct Pending: Sendable {
        let write: Write
        let finish: @Sendable (LedgerError?) -> Void
    }

    private let pool: DatabasePool
    /// Receives the count of commits; nil if they are not counted.
    private let ownership: LedgerOwnership?
    private let access: Ledger.Access
    private let pending = Mutex<[Pending]>([])

    init(pool: DatabasePool, ownership: LedgerOwnership?, access: Ledger.Access) {
        self.access = access
        self.pool = pool
        self.ownership = ownership
    }

    /// Performs a write in a transaction, and waits until it is on the disk.
    func commit(_ write: @escaping Write) async throws(LedgerError) {
        if case .blocking(let mayTake) = access { return try commitBlocking(mayTake, write) }
        let failure: LedgerError? = await withCheckedContinuation { continuation in
            let one = Pending(write: write) { continuation.resume(returning: $0) }
            let isFirst = pending.withLock {
                $0.append(one)
                return $0.count == 1
            }
            guard isFirst else { return }
            pool.asyncWriteWithoutTransaction { self.commitPending($0) }
        }
        if let failure { throw failure }
    }
}

extension LedgerWriter {
    private func commitBlocking(
        _ mayTake: (Ledger.Access.Step) -> Bool, _ write: @escaping Write
    ) throws(LedgerError) {
        guard mayTake(.write) else { throw LedgerError(code: .closed, path: pool.path) }
        let failure = Mutex<LedgerError?>(nil)
        let one = Pending(write: write) { error in failure.withLock { $0 = error } }
        pending.withLock { $0.append(one) }
        pool.writeWithoutTransaction { commitPending($0) }
        if let failure = failure.withLock(\.self) { throw failure }
        guard mayTake(.goOn) else { throw LedgerError(code: .closed, path: pool.path) }
    }

    private func commitPending(_ database: Database) {
        let batch = pending.withLock { pending in
            defer { pending = [] }
            return pending
        }
        var failures: [LedgerError?] = []
        do {
            var commits: Int?
            let changes = database.totalChangesCount
            try database.inTransaction(.immediate) {
                failures = batch.map { failure(of: $0.write, in: database) }
                // If the disk was full, SQLite has rolled back the whole transaction by itself.
                guard database.isInsideTransaction else {
                    throw failures.lazy.compactMap(\.self).first
                        ?? LedgerError(code: .failed, path: pool.path)
                }
                commits = try countCommit(since: changes, in: database)
                return .commit
            }
            if let commits { ownership?.note(commits: commits) }
        } catch {
            let failure = LedgerError(error, path: pool.path)
            failures = batch.map { _ in failure }
        }
        for (one, failure) in zip(batch, failures) { one.finish(failure) }
    }

    /// Counts the coming commit, if it changes anything, and returns the count.
    private func countCommit(since changes: Int, in database: Database) throws -> Int? {
        guard ownership != nil, database.totalChangesCount != changes else { return nil }
        let version = try database.cachedStatement(sql: "PRAGMA user_version")
        let commits = (try Int.fetchOne(version) ?? 0) + 1
        try database.execute(sql: "PRAGMA user_version = \(commits)")
        return commits
    }

    /// Performs a write so that it leaves nothing behind if it fails.
    private func failure(of write: Write, in database: Database) -> LedgerError? {
        do {
            try database.cachedStatement(sql: "SAVEPOINT write").execute()
            do {
                try write(database)
            } catch {
                // Nothing is left to roll back if SQLite has rolled back everything by itself.
                if database.isInsideTransaction {
                    try database.cachedStatement(sql: "ROLLBACK TO write").execute()
                    try database.cachedStatement(sql: "RELEASE write").execute()
                }
                throw error
            }
            try database.cachedStatement(sql: "RELEASE write").execute()
            return nil
        } catch {
            return LedgerError(error, path: pool.path)
        }
    }
}
