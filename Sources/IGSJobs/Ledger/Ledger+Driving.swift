import GRDB
import IGSClient
import Synchronization

/// What the engine writes. Every entry that it writes is its own process's.
extension Ledger {
    /// Commits an intent: a new entry, owned by this process.
    ///
    /// - Throws: `LedgerError`, with `duplicateID` where the ledger has a job of that id.
    func insert(_ entry: LedgerEntry) async throws(LedgerError) {
        try own()
        let owner = ownership.id
        let path = path
        try await writer.commit { database in
            var arguments = try entry.fixedColumns()
            arguments += try entry.changingColumns(owner: owner)
            do {
                try database.cachedStatement(sql: Self.insertion).execute(arguments: arguments)
            } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
                throw LedgerError(
                    code: .duplicateID, path: path, message: entry.id.rawValue, underlying: error)
            }
        }
    }

    /// Commits an entry's change.
    ///
    /// - Parameter keep: whether this process goes on driving it.
    /// - Throws: `LedgerError`, with `notOwned` where the entry is another process's.
    func update(_ entry: LedgerEntry, keep: Bool) async throws(LedgerError) {
        let owner = ownership.id
        let path = path
        try await writer.commit { database in
            var arguments: StatementArguments = ["id": entry.id.rawValue, "self": owner]
            arguments += try entry.changingColumns(owner: keep ? owner : nil)
            try database.cachedStatement(sql: Self.change).execute(arguments: arguments)
            guard database.changesCount == 1 else {
                throw LedgerError(code: .notOwned, path: path, message: entry.id.rawValue)
            }
        }
    }

    /// Takes the service's unfinished entries that nobody drives, and answers them, oldest first.
    ///
    /// - Parameter driven: what this process drives; its other entries it has let slip, and may take again.
    /// - Throws: `LedgerError`.
    func claim(
        service: String, except driven: Set<OutTaskID>
    ) async throws(LedgerError) -> [LedgerEntry] {
        try await claim(
            where: "service = :service AND is_open = 1", ["service": service], except: driven)
    }

    /// Takes one entry that this process does not drive, where it is unfinished and nobody else does; else answers nil.
    ///
    /// - Throws: `LedgerError`.
    func claim(_ id: OutTaskID, service: String) async throws(LedgerError) -> LedgerEntry? {
        try await claim(
            where: "id = :id AND service = :service AND is_open = 1",
            ["id": id.rawValue, "service": service], except: []
        ).first
    }

    /// Lets go of the entries that this process owns and drives no longer.
    func disown(_ ids: [OutTaskID]) async throws(LedgerError) {
        let owner = ownership.id
        try await writer.commit { database in
            let statement = try database.cachedStatement(
                sql: "UPDATE job SET owner = NULL WHERE id = ? AND owner = ?")
            for id in ids { try statement.execute(arguments: [id.rawValue, owner]) }
        }
    }
}

extension Ledger {
    private static let insertion = """
        INSERT INTO job (id, service, name, request, pacing, created_at, submitted_at,
            completed_at, state, is_open, owner, task_id, is_acceptance_known, polls, progress,
            result_url, credits_used, failure, image)
        VALUES (:id, :service, :name, :request, :pacing, :created_at, :submitted_at,
            :completed_at, :state, :is_open, :owner, :task_id, :is_acceptance_known, :polls,
            :progress, :result_url, :credits_used, :failure, :image)
        """
    private static let change = """
        UPDATE job SET submitted_at = :submitted_at, completed_at = :completed_at,
            state = :state, is_open = :is_open, owner = :owner, task_id = :task_id,
            is_acceptance_known = :is_acceptance_known, polls = :polls, progress = :progress,
            result_url = :result_url, credits_used = :credits_used, failure = :failure,
            image = :image
        WHERE id = :id AND owner = :self
        """

    private func own() throws(LedgerError) {
        do throws(DiskError) {
            try ownership.acquire()
        } catch {
            throw LedgerError(error)
        }
    }

    /// In one transaction, so that of two processes that ask for the same entry one gets it.
    private func claim(
        where condition: String, _ arguments: StatementArguments, except driven: Set<OutTaskID>
    ) async throws(LedgerError) -> [LedgerEntry] {
        try own()
        let path = path
        let ownership = ownership
        let claimed = Claimed()
        try await writer.commit { database in
            var alive: [String: Bool] = [:]
            let rows = try Row.fetchAll(
                database, sql: "SELECT * FROM job WHERE \(condition) ORDER BY number",
                arguments: arguments)
            let statement = try database.cachedStatement(
                sql: "UPDATE job SET owner = ? WHERE id = ?")
            var entries: [LedgerEntry] = []
            for row in rows {
                let entry = try LedgerEntry(row: row, path: path)
                guard entry.lifecycle.state.isUnfinished, !driven.contains(entry.id) else {
                    continue
                }
                let stored: DatabaseValue = row["owner"] ?? .null
                if let owner = String.fromDatabaseValue(stored), owner != ownership.id {
                    let isAlive = alive[owner] ?? !ownership.isDead(owner)
                    alive[owner] = isAlive
                    guard !isAlive else { continue }
                }
                try statement.execute(arguments: [ownership.id, entry.id.rawValue])
                entries.append(entry)
            }
            claimed.entries.withLock { $0 = entries }
        }
        return claimed.entries.withLock { $0 }
    }

    /// Carries entries out of a write.
    private final class Claimed: Sendable {
        let entries = Mutex<[LedgerEntry]>([])
    }
}
