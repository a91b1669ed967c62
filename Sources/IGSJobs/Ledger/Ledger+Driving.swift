import GRDB
import IGSClient

/// What the engine writes. Every entry that it writes belongs to its own process.
extension Ledger {
    /// Returns the entry with an id, or nil if the ledger has none.
    func entry(_ id: OutTaskID) async throws(LedgerError) -> LedgerEntry? {
        try await read { database, path in
            try Self.row(of: id, in: database).map { try LedgerEntry(row: $0, path: path) }
        }
    }

    /// Returns the newest entry of a service's task, or nil if the ledger has none.
    func entry(
        ofTask task: TaskID, service: String
    ) async throws(LedgerError) -> LedgerEntry? {
        try await read { try Self.entry(ofTask: task, service: service, in: $0, path: $1) }
    }

    /// Commits an intent as a new entry, owned by this process. Returns the entry with its place.
    ///
    /// - Throws: `LedgerError`, with `duplicateID` if the ledger has a job with that id.
    @discardableResult
    func insert(_ entry: LedgerEntry) async throws(LedgerError) -> LedgerEntry {
        try await insert([entry]).first ?? entry
    }

    /// Commits intents in one transaction, with what they reserve of their budgets: all of them or none.
    ///
    /// - Parameter check: inspects the ledger first, in the same transaction.
    /// - Throws: `LedgerError`, with `duplicateID`, `overBudget` or `unknownBudget`; or what `check` throws.
    func insert(
        _ entries: [LedgerEntry],
        if check: @escaping @Sendable (Database) throws -> Void = { _ in }
    ) async throws(LedgerError) -> [LedgerEntry] {
        try own()
        try checkPresence()
        let owner = ownership.id
        let path = path
        let entries = try await write { database in
            try check(database)
            try Self.reserve(for: entries, in: database, path: path)
            let last =
                try Int64.fetchOne(
                    database.cachedStatement(sql: "SELECT MAX(number) FROM job")) ?? 0
            return try zip(entries, (last + 1)...).map { entry, number in
                try Self.insert(entry, as: number, owner: owner, in: database, path: path)
            }
        }
        if let number = entries.first?.place?.number { noteSubmitted(number) }
        return entries
    }

    /// Commits an entry's change, and its effect on its budgets.
    ///
    /// - Parameters:
    ///   - entry: the entry as ``insert(_:)`` or a claim returned it, with the change.
    ///   - keep: whether this process continues to drive it.
    /// - Throws: `LedgerError`, with `notOwned` if the entry belongs to another process.
    func update(_ entry: LedgerEntry, keep: Bool) async throws(LedgerError) {
        let owner = ownership.id
        let path = path
        try await write { database in
            try Self.update(
                entry, owner: keep ? owner : nil, ownedBy: owner, in: database, path: path)
        }
    }

    /// Releases the entries that this process owns but no longer drives.
    func disown(_ ids: [OutTaskID]) async throws(LedgerError) {
        guard !ids.isEmpty else { return }
        let owner = ownership.id
        let path = path
        try await write { database in
            for id in ids {
                guard let row = try Self.row(of: id, in: database),
                    String.fromDatabaseValue(row["owner"] ?? .null) == owner,
                    // An entry that cannot be read is released when the process ends.
                    let entry = try? LedgerEntry(row: row, path: path)
                else { continue }
                try Self.update(entry, owner: nil, ownedBy: owner, in: database, path: path)
            }
        }
    }
}

/// Takes over entries that nobody drives. Each claim is one transaction, so only one of two processes gets the entry.
extension Ledger {
    /// Which of the service's unfinished entries to claim.
    enum Claim {
        /// All of them.
        case unfinished
        /// Those that need nothing to be sent.
        case sent
        /// Those for which it is not known whether the service has the task.
        case doubtful
    }

    /// The result of a claim on one entry.
    enum ClaimResult {
        /// The entry now belongs to this process.
        case claimed(LedgerEntry)
        /// There is nothing to take over: the entry has ended, or waits for the user.
        case settled(LedgerEntry)
        /// A living process drives it, perhaps this one.
        case driven(LedgerEntry)
    }

    /// Takes the service's unfinished entries that nobody drives, and returns them, oldest first.
    ///
    /// Entries that cannot be read stay as they are; see ``damage()``.
    ///
    /// - Parameter driven: the entries that this process drives; any others that it owns have slipped from it, and may
    ///   be taken again.
    /// - Throws: `LedgerError`.
    func claim(
        _ claim: Claim = .unfinished, service: String, except driven: Set<OutTaskID>
    ) async throws(LedgerError) -> [LedgerEntry] {
        try own()
        let path = path
        let ownership = ownership
        return try await write { database in
            var aliveness: [String: Bool] = [:]
            let rows = try Row.fetchAll(
                database,
                sql: """
                    \(LedgerTable.job.selection) WHERE service = ? AND is_open = 1 \(claim.condition)
                    ORDER BY number
                    """,
                arguments: [service])
            return try rows.compactMap { row in
                guard let entry = try? LedgerEntry(row: row, path: path),
                    entry.lifecycle.isTakenUp, !driven.contains(entry.id),
                    !ownership.isAlive(row, &aliveness)
                else { return nil }
                try Self.update(
                    entry, owner: ownership.id, ownedBy: nil, in: database, path: path)
                return entry
            }
        }
    }

    /// Takes one entry, if it is unfinished and nobody drives it; returns nil if the service has no such job.
    ///
    /// - Parameters:
    ///   - driven: the entries that this process drives; any others that it owns have slipped from it, and may be taken
    ///     again.
    ///   - mayBeSent: whether an entry that has not been sent yet may be taken, too.
    ///   - reviving: whether an entry that has ended may be taken, too, if asking once more may bring its picture.
    ///   - followingRetries: whether to take the newest retry in place of a job that was tried again.
    /// - Throws: `LedgerError`, with `corrupt` if the entry cannot be read.
    func claim(
        _ id: OutTaskID, service: String, except driven: Set<OutTaskID> = [],
        mayBeSent: Bool = true, reviving: Bool = false, followingRetries: Bool = false
    ) async throws(LedgerError) -> ClaimResult? {
        try own()
        let path = path
        let ownership = ownership
        return try await write { database in
            guard var row = try Self.row(of: id, in: database) else { return nil }
            while followingRetries, let retry = try Self.retry(of: row, in: database) {
                row = retry
            }
            let entry = try LedgerEntry(row: row, path: path)
            guard entry.service == service else { return nil }
            let state = entry.lifecycle.state
            guard state.isUnfinished || reviving && entry.canBeRevived,
                mayBeSent || state != .queued
            else { return .settled(entry) }
            var aliveness: [String: Bool] = [:]
            guard !driven.contains(entry.id), !ownership.isAlive(row, &aliveness) else {
                return .driven(entry)
            }
            try Self.update(entry, owner: ownership.id, ownedBy: nil, in: database, path: path)
            return .claimed(entry)
        }
    }
}

/// The user's requests in the ledger, each decided and written in one transaction.
///
/// A refusal is a `LedgerError` around a `JobActionError`.
extension Ledger {
    /// Commits another try of a job that ended without a picture, and that is not being tried again already.
    func insertRetry(
        _ entry: LedgerEntry, of id: OutTaskID
    ) async throws(LedgerError) -> [LedgerEntry] {
        let path = path
        let ownership = ownership
        return try await insert([entry]) { database in
            guard let row = try Self.row(of: id, in: database) else {
                throw JobActionError(.unknownJob)
            }
            let old = try LedgerEntry(row: row, path: path)
            switch old.lifecycle.state {
            case .parked, .failed, .rejected, .expired, .abandoned:
                // Another igs may be asking for it, or fetching its picture, at this moment.
                if let owner = String.fromDatabaseValue(row["owner"] ?? .null),
                    owner != ownership.id, !ownership.isDead(owner)
                {
                    throw JobActionError(.drivenElsewhere, job: old.job)
                }
            case .uncertain: throw JobActionError(.uncertain, job: old.job)
            case .queued, .sending, .accepted, .running, .downloading, .completed, .detached,
                .paused:
                throw JobActionError(.notOver, job: old.job)
            }
            let retries = try Row.fetchAll(
                database, sql: "\(LedgerTable.job.selection) WHERE retry_of = ?",
                arguments: [id.rawValue])
            for row in retries {
                let retry = try LedgerEntry(row: row, path: path)
                let state = retry.lifecycle.state
                guard !state.isUnfinished, state != .completed else {
                    throw JobActionError(.alreadyRetried, job: retry.job)
                }
            }
        }
    }

    /// Commits an entry for a task that the ledger does not have.
    func insertAttachment(
        _ entry: LedgerEntry, of task: TaskID
    ) async throws(LedgerError) -> [LedgerEntry] {
        let path = path
        return try await insert([entry]) { database in
            let known = try Self.entry(
                ofTask: task, service: entry.service, in: database, path: path)
            guard let known else { return }
            throw JobActionError(.drivenElsewhere, job: known.job)
        }
    }

    /// Gives a completed job another picture.
    func replaceImage(
        of id: OutTaskID, by image: StoredImage
    ) async throws(LedgerError) -> LedgerEntry {
        let path = path
        return try await write { database in
            guard let row = try Self.row(of: id, in: database) else {
                throw JobActionError(.unknownJob)
            }
            var entry = try LedgerEntry(row: row, path: path)
            entry.lifecycle.image = image
            try Self.update(
                entry, owner: String.fromDatabaseValue(row["owner"] ?? .null), ownedBy: nil,
                in: database, path: path)
            return entry
        }
    }

    /// Marks an entry as forgotten, and abandons it if it is unfinished or parked.
    ///
    /// The process that drives it must be this one, or dead.
    func forget(_ id: OutTaskID, now: Double) async throws(LedgerError) -> LedgerEntry {
        let path = path
        let ownership = ownership
        return try await write { database in
            guard let row = try Self.row(of: id, in: database) else {
                throw JobActionError(.unknownJob)
            }
            var entry = try LedgerEntry(row: row, path: path)
            let owner = String.fromDatabaseValue(row["owner"] ?? .null)
            if let owner, owner != ownership.id, !ownership.isDead(owner) {
                throw JobActionError(.drivenElsewhere, job: entry.job)
            }
            if !entry.lifecycle.handle(.abandoned).isEmpty { entry.completedAt = now }
            entry.forgottenAt = entry.forgottenAt ?? now
            try Self.update(entry, owner: nil, ownedBy: nil, in: database, path: path)
            return entry
        }
    }

    /// Restores a forgotten entry. If it was abandoned and its picture may still come, it is unfinished again.
    func unforget(_ id: OutTaskID) async throws(LedgerError) -> LedgerEntry {
        let path = path
        return try await write { database in
            guard let row = try Self.row(of: id, in: database) else {
                throw JobActionError(.unknownJob)
            }
            var entry = try LedgerEntry(row: row, path: path)
            guard entry.forgottenAt != nil else { return entry }
            entry.forgottenAt = nil
            if entry.lifecycle.state == .abandoned, entry.canBeRevived {
                entry.lifecycle.takeUp()
                entry.completedAt = nil
            }
            try Self.update(
                entry, owner: String.fromDatabaseValue(row["owner"] ?? .null), ownedBy: nil,
                in: database, path: path)
            return entry
        }
    }
}

extension Ledger {
    static func row(of id: OutTaskID, in database: Database) throws -> Row? {
        try Row.fetchOne(
            database.cachedStatement(sql: "\(LedgerTable.job.selection) WHERE id = ?"),
            arguments: [id.rawValue])
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

    private static func update(
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

    private static func entry(
        ofTask task: TaskID, service: String, in database: Database, path: String
    ) throws -> LedgerEntry? {
        try Row.fetchOne(
            database.cachedStatement(
                sql:
                    "\(LedgerTable.job.selection) WHERE task_id = ? AND service = ? ORDER BY number DESC"
            ),
            arguments: [task.rawValue, service]
        ).map { try LedgerEntry(row: $0, path: path) }
    }

    /// Returns the newest retry of the job in a row.
    private static func retry(of row: Row, in database: Database) throws -> Row? {
        let number = Int64.fromDatabaseValue(row["number"] ?? .null) ?? .max
        // A retry comes later than the job that it retries, so this ends even in a damaged ledger.
        return try Row.fetchOne(
            database,
            sql:
                "\(LedgerTable.job.selection) WHERE retry_of = ? AND number > ? ORDER BY number DESC",
            arguments: [String.fromDatabaseValue(row["id"] ?? .null), number])
    }
}

extension Ledger.Claim {
    fileprivate var condition: String {
        switch self {
        case .unfinished:
            ""
        case .sent:
            "AND state <> 'queued'"
        case .doubtful:
            """
            AND (state IN ('sending', 'uncertain', 'parked')
                OR is_acceptance_known = 0 AND state IN ('detached', 'paused'))
            """
        }
    }
}

extension LedgerOwnership {
    /// Whether another process owns the row's job and is alive; remembers what it has found out.
    func isAlive(_ row: Row, _ known: inout [String: Bool]) -> Bool {
        guard let owner = String.fromDatabaseValue(row["owner"] ?? .null), owner != id else {
            return false
        }
        let isAlive = known[owner] ?? !isDead(owner)
        known[owner] = isAlive
        return isAlive
    }
}
