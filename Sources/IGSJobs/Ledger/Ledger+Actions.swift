import GRDB
import IGSClient

/// What the user's requests come to in the ledger, each decided and written in one transaction.
///
/// A refusal is a `LedgerError` around a `JobActionError`.
extension Ledger {
    /// The entry of an id, or nil where the ledger has none.
    func entry(_ id: OutTaskID) async throws(LedgerError) -> LedgerEntry? {
        try await read { database, path in
            try Self.row(of: id, in: database).map { try LedgerEntry(row: $0, path: path) }
        }
    }

    /// The newest entry of a service's task, or nil where the ledger has none.
    func entry(
        ofTask task: TaskID, service: String
    ) async throws(LedgerError) -> LedgerEntry? {
        try await read { try Self.entry(ofTask: task, service: service, in: $0, path: $1) }
    }

    /// Commits another try of a job that came to no picture and is not being tried again already.
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
                database, sql: "SELECT * FROM job WHERE retry_of = ?", arguments: [id.rawValue])
            for row in retries {
                let retry = try LedgerEntry(row: row, path: path)
                let state = retry.lifecycle.state
                guard !state.isUnfinished, state != .completed else {
                    throw JobActionError(.alreadyRetried, job: retry.job)
                }
            }
        }
    }

    /// Commits the entry of a task that the ledger does not have.
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

    /// Marks an entry as forgotten, and abandons it where it is unfinished or parked.
    ///
    /// The process that drives it has to be this one, or dead.
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

    /// Takes back that an entry was forgotten. What was abandoned, and whose picture may still come, is unfinished again.
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

    /// The jobs of a service that the user forgot last, together; none if nothing is forgotten.
    ///
    /// - Throws: `LedgerError`.
    public func lastForgotten(service: String) async throws(LedgerError) -> [Job] {
        try await read { database, path in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT * FROM job WHERE service = :service AND forgotten_at =
                        (SELECT max(forgotten_at) FROM job WHERE service = :service)
                    ORDER BY number
                    """, arguments: ["service": service]
            ).compactMap { try? LedgerEntry(row: $0, path: path).job }
        }
    }

    private static func entry(
        ofTask task: TaskID, service: String, in database: Database, path: String
    ) throws -> LedgerEntry? {
        try Row.fetchOne(
            database,
            sql: "SELECT * FROM job WHERE task_id = ? AND service = ? ORDER BY number DESC",
            arguments: [task.rawValue, service]
        ).map { try LedgerEntry(row: $0, path: path) }
    }
}
