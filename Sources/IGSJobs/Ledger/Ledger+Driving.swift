import GRDB
import IGSClient

/// What the engine writes. Every entry that it writes is its own process's.
extension Ledger {
    /// Commits an intent: a new entry, owned by this process. Answers it with its place.
    ///
    /// - Throws: `LedgerError`, with `duplicateID` where the ledger has a job of that id.
    @discardableResult
    func insert(_ entry: LedgerEntry) async throws(LedgerError) -> LedgerEntry {
        try await insert([entry]).first ?? entry
    }

    /// Commits intents in one transaction, with what they reserve of their budgets: all of them or none.
    ///
    /// - Parameter check: looks at the ledger first, in the same transaction.
    /// - Throws: `LedgerError`, with `duplicateID`, `overBudget` or `unknownBudget`; or what `check` throws.
    func insert(
        _ entries: [LedgerEntry],
        if check: @escaping @Sendable (Database) throws -> Void = { _ in }
    ) async throws(LedgerError) -> [LedgerEntry] {
        try own()
        try checkPresence()
        let owner = ownership.id
        let path = path
        return try await write { database in
            try check(database)
            try Self.reserve(for: entries, in: database, path: path)
            let last = try Int64.fetchOne(database, sql: "SELECT MAX(number) FROM job") ?? 0
            return try zip(entries, (last + 1)...).map { entry, number in
                try Self.insert(entry, as: number, owner: owner, in: database, path: path)
            }
        }
    }

    /// Commits an entry's change, and what it means for its budgets.
    ///
    /// - Parameters:
    ///   - entry: as ``insert(_:)`` or a claim answered it, with the change.
    ///   - keep: whether this process goes on driving it.
    /// - Throws: `LedgerError`, with `notOwned` where the entry is another process's.
    func update(_ entry: LedgerEntry, keep: Bool) async throws(LedgerError) {
        let owner = ownership.id
        let path = path
        try await write { database in
            try Self.update(
                entry, owner: keep ? owner : nil, ownedBy: owner, in: database, path: path)
        }
    }

    /// Lets go of the entries that this process owns and drives no longer.
    func disown(_ ids: [OutTaskID]) async throws(LedgerError) {
        guard !ids.isEmpty else { return }
        let owner = ownership.id
        let path = path
        try await write { database in
            for id in ids {
                guard let row = try Self.row(of: id, in: database),
                    String.fromDatabaseValue(row["owner"] ?? .null) == owner,
                    // One that cannot be read is let go by the process's end.
                    let entry = try? LedgerEntry(row: row, path: path)
                else { continue }
                try Self.update(entry, owner: nil, ownedBy: owner, in: database, path: path)
            }
        }
    }
}

extension Ledger {
    static func row(of id: OutTaskID, in database: Database) throws -> Row? {
        try Row.fetchOne(
            database, sql: "SELECT * FROM job WHERE id = ?", arguments: [id.rawValue])
    }

    static func insert(
        _ entry: LedgerEntry, as number: Int64, owner: String?, in database: Database, path: String
    ) throws -> LedgerEntry {
        let fixed = [number.databaseValue] + (try entry.fixedValues(path: path))
        do {
            try LedgerTable.job.insert(
                fixed, entry.changingValues(owner: owner, path: path), in: database)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            throw LedgerError(
                code: .duplicateID, path: path, message: entry.id.rawValue, underlying: error)
        }
        var entry = entry
        entry.place = LedgerEntry.Place(number: number, seal: LedgerTable.seal(fixed))
        return entry
    }

    static func update(
        _ entry: LedgerEntry, owner: String?, ownedBy expected: String?, in database: Database,
        path: String
    ) throws {
        let notOwned = LedgerError(code: .notOwned, path: path, message: entry.id.rawValue)
        guard let place = entry.place else { throw notOwned }
        try reconcile(entry, at: place, in: database, path: path)
        let isThere = try LedgerTable.job.update(
            key: place.number.databaseValue, seal: place.seal,
            entry.changingValues(owner: owner, path: path), ownedBy: expected, in: database)
        guard isThere else { throw notOwned }
    }

    func own() throws(LedgerError) {
        guard mayOwn else { throw LedgerError(code: .closed, path: path) }
        do throws(DiskError) {
            try ownership.acquire()
        } catch {
            throw LedgerError(error)
        }
    }
}
