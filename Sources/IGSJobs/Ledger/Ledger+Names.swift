import GRDB
import IGSClient

/// Jobs by what people call them. These calls wait on the calling thread, for some milliseconds: an expansion in the
/// middle of a statement has no other time.
extension Ledger {
    /// The jobs that a name means: the newest job of this name, or the newest jobs that were made together as `name-1`,
    /// `name-2` and so on, whichever are newer. Another try stands for the first. What the user forgot is not found.
    ///
    /// - Returns: the jobs in the order of their numbers; none if the name means none.
    /// - Throws: `LedgerError`.
    public func jobs(named name: String, service: String) throws(LedgerError) -> [Job] {
        try readNow { database, path in
            let single = try Self.firstWhole(
                """
                SELECT * FROM job WHERE service = ? AND name = ? AND forgotten_at IS NULL
                ORDER BY number DESC
                """, [service, name], in: database, path: path)
            let group = try Self.group(named: name, service: service, in: database)
            guard let first = group.first?.first, first > single?.place?.number ?? 0 else {
                return [single?.job].compactMap(\.self)
            }
            return try group.compactMap { tries in
                let numbers = tries.map(\.description).joined(separator: ", ")
                return try Self.firstWhole(
                    "SELECT * FROM job WHERE number IN (\(numbers)) ORDER BY number DESC", [],
                    in: database, path: path
                )?.job
            }
        }
    }

    /// The names of a service's jobs, each once, and those of jobs that were made together. What the user forgot is left out.
    ///
    /// - Throws: `LedgerError`.
    public func jobNames(service: String) throws(LedgerError) -> Set<String> {
        try readNow { database, _ in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT DISTINCT name, created_at FROM job
                    WHERE service = ? AND name IS NOT NULL AND forgotten_at IS NULL
                    """, arguments: [service])
            var names: Set<String> = []
            var groups: Set<String> = []
            var firsts: [String: Set<Double>] = [:]
            for row in rows {
                let name: String = row["name"]
                names.insert(name)
                guard let group = Job.group(of: name) else { continue }
                // A second one of the same moment: they were made together.
                if !firsts[group, default: []].insert(row["created_at"]).inserted {
                    groups.insert(group)
                }
            }
            return names.union(groups)
        }
    }

    /// The numbers in the ledger of the newest jobs that were made together under a name, and of which not all are
    /// forgotten: for each member the tries of it, the first try first.
    private static func group(
        named name: String, service: String, in database: Database
    ) throws -> [[Int64]] {
        let members = try Row.fetchAll(
            database,
            sql: """
                SELECT number, id, name, created_at, retry_of, forgotten_at
                FROM job WHERE service = ? AND name > ? AND name < ? ORDER BY number
                """, arguments: [service, name + "-", name + "."]
        ).map(Member.init).filter { Job.group(of: $0.name) == name }
        var retries: [String: Member] = [:]
        for member in members { if let first = member.retryOf { retries[first] = member } }
        /// The tries of a member that are not forgotten.
        func tries(of member: Member) -> [Int64] {
            var tries = [member]
            while let retry = tries.last.flatMap({ retries[$0.id] }),
                retry.number > tries[0].number,
                tries.count <= members.count
            {
                tries.append(retry)
            }
            return tries.filter { !$0.isForgotten }.map(\.number)
        }
        // What was made one by one, though under such a name, is not a group.
        let groups = Dictionary(grouping: members.filter { $0.retryOf == nil }, by: \.time).values
            .filter { $0.count > 1 }
            .sorted { $0[0].number > $1[0].number }
        return groups.lazy.map { $0.map(tries).filter { !$0.isEmpty } }.first { !$0.isEmpty } ?? []
    }

    /// A job whose name may be that of a group's member.
    private struct Member {
        let number: Int64
        let id: String
        let name: String
        let time: Double
        let retryOf: String?
        let isForgotten: Bool

        init(_ row: Row) {
            number = row["number"]
            id = row["id"]
            name = row["name"]
            time = row["created_at"]
            retryOf = row["retry_of"]
            isForgotten = (row["forgotten_at"] as Double?) != nil
        }
    }

    /// The first entry of a query that can be read: what is damaged in one must not be in the way of another.
    private static func firstWhole(
        _ sql: String, _ arguments: StatementArguments, in database: Database, path: String
    ) throws -> LedgerEntry? {
        let rows = try Row.fetchCursor(database, sql: sql, arguments: arguments)
        while let row = try rows.next() {
            if let entry = try? LedgerEntry(row: row, path: path) { return entry }
        }
        return nil
    }
}
