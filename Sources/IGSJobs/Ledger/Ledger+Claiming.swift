import GRDB
import IGSClient

/// Taking entries over that nobody drives. Each claim is one transaction, so that of two processes one gets the entry.
extension Ledger {
    /// Which of the service's unfinished entries are wanted.
    enum Claim {
        /// All of them.
        case unfinished
        /// Those that nothing has to be sent for.
        case sent
        /// Those of which it is not known whether the service has the task.
        case doubtful
    }

    /// What became of a claim on one entry.
    enum ClaimResult {
        /// It is this process's now.
        case claimed(LedgerEntry)
        /// There is nothing to take over: it has come to an end, or waits for the user.
        case settled(LedgerEntry)
        /// A living process drives it, perhaps this one.
        case driven(LedgerEntry)
    }

    /// Takes the service's unfinished entries that nobody drives, and answers them, oldest first.
    ///
    /// Entries that cannot be read are left where they are; see ``damage()``.
    ///
    /// - Parameter driven: what this process drives; its other entries it has let slip, and may take again.
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
                    SELECT * FROM job WHERE service = ? AND is_open = 1 \(claim.condition)
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

    /// Takes one entry, where it is unfinished and nobody drives it; nil where the service has no such job.
    ///
    /// - Parameters:
    ///   - driven: what this process drives; its other entries it has let slip, and may take again.
    ///   - mayBeSent: whether one that was not sent yet may be taken, too.
    ///   - reviving: whether one that has ended may be taken, too, where asking once more may bring its picture.
    ///   - followingRetries: whether the newest retry is meant in place of a job that was tried again.
    /// - Throws: `LedgerError`, with `corrupt` where the entry cannot be read.
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

    /// The newest retry of the job in a row.
    private static func retry(of row: Row, in database: Database) throws -> Row? {
        let number = Int64.fromDatabaseValue(row["number"] ?? .null) ?? .max
        // A retry comes later than what it is a retry of, so this comes to an end even in a damaged ledger.
        return try Row.fetchOne(
            database,
            sql: "SELECT * FROM job WHERE retry_of = ? AND number > ? ORDER BY number DESC",
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
    /// Whether another process owns the row's job and lives; remembers what it has found out.
    fileprivate func isAlive(_ row: Row, _ known: inout [String: Bool]) -> Bool {
        guard let owner = String.fromDatabaseValue(row["owner"] ?? .null), owner != id else {
            return false
        }
        let isAlive = known[owner] ?? !isDead(owner)
        known[owner] = isAlive
        return isAlive
    }
}
