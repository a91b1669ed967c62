public import IGSClient
import FoundationEssentials
import GRDB

/// What is in the ledger: jobs, their names and costs, and the files that hold their pictures.
extension Ledger {
    /// The result of listing the jobs.
    public struct Listing: Sendable {
        /// The jobs, oldest first.
        public internal(set) var jobs: [Job] = []
        /// For each entry that cannot be read, the error that names it.
        public internal(set) var unreadable: [LedgerError] = []
        /// Where the next page begins; nil if this is the last one.
        public internal(set) var next: Place?

        /// A place between two entries.
        public struct Place: Hashable, Sendable {
            let number: Int64
        }
    }

    /// Returns the jobs in the ledger that can be read, and the errors of those that cannot.
    ///
    /// - Parameters:
    ///   - service: the service whose jobs to list; nil for those of every service.
    ///   - all: whether to include jobs in a final status.
    ///   - forgotten: whether to include jobs that the user forgot.
    ///   - moment: the time of the earliest intent, in seconds since 1970.
    ///   - words: words of which each occurs in the prompt, the name or the status. Some jobs without them may be
    ///     listed, too: the ledger leaves out those that it need not read.
    ///   - place: where to begin; nil for the oldest job.
    ///   - limit: the greatest number of entries, from 1.
    /// - Throws: `LedgerError`.
    public func listing(
        service: String? = nil, all: Bool = true, forgotten: Bool = false,
        since moment: Double = -.infinity, mentioning words: [String] = [],
        from place: Listing.Place? = nil, limit: Int = .max
    ) async throws(LedgerError) -> Listing {
        try await read { database, path in
            var conditions = ["number >= :first"]
            var first = place?.number ?? 0
            if moment > -.infinity {
                conditions.append("created_at >= :moment")
                first = max(first, try LedgerTally.firstNumber(since: moment, in: database) ?? .max)
            }
            if service != nil { conditions.append("service = :service") }
            if !all { conditions.append("is_open = 1") }
            if !forgotten { conditions.append("forgotten_at IS NULL") }
            let filter = WordFilter(words)
            let sql = """
                \(LedgerTable.job.selection)
                WHERE \((conditions + filter.conditions).joined(separator: " AND "))
                ORDER BY number
                """
            let arguments: StatementArguments = [
                "first": first, "moment": moment, "service": service,
            ]
            var listing = Listing()
            let rows = try Row.fetchCursor(
                database, sql: sql, arguments: arguments + filter.arguments)
            while let row = try rows.next() {
                guard listing.jobs.count + listing.unreadable.count < max(1, limit) else {
                    listing.next = Listing.Place(number: row["number"])
                    break
                }
                do {
                    listing.jobs.append(try LedgerEntry(row: row, path: path).job)
                } catch {
                    listing.unreadable.append(LedgerError(error, path: path))
                }
            }
            return listing
        }
    }

    /// Returns how many jobs of a service are in the ledger and not forgotten.
    ///
    /// - Throws: `LedgerError`.
    public func jobCount(service: String) async throws(LedgerError) -> Int {
        try await read { database, _ in
            try LedgerTally.listedCount(service: service, in: database)
        }
    }

    /// Returns the jobs of ``listing(service:all:forgotten:since:mentioning:from:limit:)``, without those that cannot be read.
    ///
    /// - Throws: `LedgerError`.
    public func entries(
        service: String? = nil, all: Bool = true, forgotten: Bool = false
    ) async throws(LedgerError) -> [Job] {
        try await listing(service: service, all: all, forgotten: forgotten).jobs
    }

    /// Returns the job with an id, or nil if the ledger has none.
    ///
    /// - Throws: `LedgerError`.
    public func job(_ id: OutTaskID) async throws(LedgerError) -> Job? {
        try await read { database, path in
            try Self.row(of: id, in: database).map { try LedgerEntry(row: $0, path: path).job }
        }
    }

    /// Returns the newest job whose picture has some content, or nil if the ledger has none.
    ///
    /// - Parameter sha256: the digest of the picture's bytes: see ``ContentDigest``.
    /// - Throws: `LedgerError`.
    public func job(withPicture sha256: String) async throws(LedgerError) -> Job? {
        try await read { database, path in
            let sql = """
                \(LedgerTable.job.selection)
                WHERE image IS NOT NULL AND \(LedgerSchema.pictureDigest) = ? ORDER BY number DESC
                """
            let rows = try Row.fetchCursor(database, sql: sql, arguments: [sha256])
            while let row = try rows.next() {
                // A damaged entry must not get in the way of another.
                let job = try? LedgerEntry(row: row, path: path).job
                if let job, job.image?.sha256 == sha256 { return job }
            }
            return nil
        }
    }

    /// Returns the jobs of a service that the user last forgot together; none if nothing is forgotten.
    ///
    /// - Throws: `LedgerError`.
    public func lastForgotten(service: String) async throws(LedgerError) -> [Job] {
        try await read { database, path in
            try Row.fetchAll(
                database,
                sql: """
                    \(LedgerTable.job.selection) WHERE service = :service AND forgotten_at =
                        (SELECT max(forgotten_at) FROM job WHERE service = :service)
                    ORDER BY number
                    """, arguments: ["service": service]
            ).compactMap { try? LedgerEntry(row: $0, path: path).job }
        }
    }

    /// Returns what jobs have cost. Forgotten jobs count like the others.
    ///
    /// - Parameter moment: the time of the earliest intent that counts, in seconds since 1970; the whole quarter of an
    ///   hour that it is in counts. Nil for all jobs.
    /// - Throws: `LedgerError`.
    public func spending(since moment: Double? = nil) async throws(LedgerError) -> Spending {
        try await read { database, _ in
            Spending(try LedgerTally.sums(since: moment, in: database))
        }
    }

    /// Returns what the jobs have cost that were submitted in this use of the ledger.
    ///
    /// - Throws: `LedgerError`.
    public func spendingOfSession() async throws(LedgerError) -> Spending {
        guard let first = firstNumber else { return Spending() }
        let session = session
        return try await read { database, _ in
            Spending(
                try Row.fetchAll(
                    database,
                    sql: """
                        SELECT service, COUNT(*), SUM(spent), SUM(reserved) FROM job
                        WHERE number >= ? AND session = ? AND is_attached = 0 GROUP BY service
                        """, arguments: [first, session]))
        }
    }

    /// Returns how long a service's recent pictures have taken. Entries that cannot be read are left out.
    ///
    /// It reads a few columns of a few rows, and finds them by an index: a ledger may have very many.
    ///
    /// - Parameter count: how many of the newest pictures to look at.
    /// - Throws: `LedgerError`.
    public func completionTimes(
        service: String, newest count: Int = 200
    ) async throws(LedgerError) -> CompletionTimes {
        try await read { database, _ in
            var times = CompletionTimes()
            let rows = try Row.fetchAll(
                database, sql: Self.completionTimesQuery, arguments: [service, count])
            for row in rows.reversed() { times.add(row) }
            return times
        }
    }

    /// Selects the newest pictures of a service.
    static let completionTimesQuery = """
        SELECT submitted_at, completed_at, polls, pacing,
            CASE WHEN json_valid(request) THEN request ->> '$.resolution' END AS resolution,
            CASE WHEN json_valid(request) THEN request ->> '$.quality' END AS quality
        FROM job WHERE service = ? AND state = 'completed' AND is_attached = 0
        ORDER BY number DESC LIMIT ?
        """
}

extension Spending {
    /// Reads rows of a service, its count of jobs, and its sums.
    fileprivate init(_ rows: [Row]) {
        for row in rows {
            guard let service = String.fromDatabaseValue(row[0]),
                let count = Int.fromDatabaseValue(row[1]),
                let spent = Int.fromDatabaseValue(row[2]),
                let reserved = Int.fromDatabaseValue(row[3]), count > 0
            else { continue }
            services[service] = Sum(
                jobCount: count, spent: Price(mills: spent), reserved: Price(mills: reserved))
        }
    }
}

extension CompletionTimes {
    /// Counts the time in a row, which may hold anything.
    fileprivate mutating func add(_ row: Row) {
        guard let submitted = Double.fromDatabaseValue(row["submitted_at"]),
            let completed = Double.fromDatabaseValue(row["completed_at"]),
            let polls = Int.fromDatabaseValue(row["polls"]),
            let pacing = String.fromDatabaseValue(row["pacing"]).flatMap({
                try? JSONDecoder().decode(Pacing.self, from: Data($0.utf8))
            }),
            let resolution = String.fromDatabaseValue(row["resolution"])
                .flatMap(Resolution.init(rawValue:))
        else { return }
        let word = String.fromDatabaseValue(row["quality"])
        let quality = word.flatMap(Quality.init(rawValue:))
        guard (quality == nil) == (word == nil) else { return }
        let kind = Kind(resolution: resolution, quality: quality, timeScale: pacing.timeScale)
        add(taking: max(0, completed - submitted), polls: polls, pacing: pacing, to: kind)
    }
}

/// Finds jobs by their names. These calls block the calling thread for some milliseconds, because an expansion in the
/// middle of a statement cannot wait in any other way.
extension Ledger {
    /// Returns the jobs that a name means: the newest job with this name, or the newest jobs that were made together as
    /// `name-1`, `name-2` and so on, whichever are newer. A retry stands for the first try. Forgotten jobs are not
    /// found.
    ///
    /// - Returns: the jobs in the order of their numbers; none if the name means none.
    /// - Throws: `LedgerError`.
    public func jobs(named name: String, service: String) throws(LedgerError) -> [Job] {
        try readNow { database, path in
            let single = try Self.firstWhole(
                """
                \(LedgerTable.job.selection) WHERE service = ? AND name = ? AND forgotten_at IS NULL
                ORDER BY number DESC
                """, [service, name], in: database, path: path)
            let group = try Self.group(named: name, service: service, in: database)
            guard let first = group.first?.first, first > single?.place?.number ?? 0 else {
                return [single?.job].compactMap(\.self)
            }
            return try group.compactMap { tries in
                let numbers = tries.map(\.description).joined(separator: ", ")
                return try Self.firstWhole(
                    "\(LedgerTable.job.selection) WHERE number IN (\(numbers)) ORDER BY number DESC",
                    [],
                    in: database, path: path
                )?.job
            }
        }
    }

    /// Returns the names of a service's newest jobs, each once, and the common names of those made together. Forgotten
    /// jobs are left out.
    ///
    /// - Parameter count: how many of the newest jobs to look at.
    /// - Throws: `LedgerError`.
    public func jobNames(
        service: String, newest count: Int = 2_000
    ) throws(LedgerError) -> Set<String> {
        try readNow { database, _ in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT DISTINCT name, created_at FROM job
                    WHERE number > (SELECT MAX(number) FROM job) - ?
                        AND service = ? AND name IS NOT NULL AND forgotten_at IS NULL
                    """, arguments: [count, service])
            var names: Set<String> = []
            var groups: Set<String> = []
            var firsts: [String: Set<Double>] = [:]
            for row in rows {
                let name: String = row["name"]
                names.insert(name)
                guard let group = Job.group(of: name) else { continue }
                // A second first try with the same time: they were made together.
                if !firsts[group, default: []].insert(row["created_at"]).inserted {
                    groups.insert(group)
                }
            }
            return names.union(groups)
        }
    }

    /// Returns the ledger's numbers of the newest jobs that were made together under a name and are not all forgotten:
    /// for each member its tries, the first try first.
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
        /// Returns the tries of a member that are not forgotten.
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
        // Jobs that were made one by one are not a group, even if they have such names.
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

    /// Returns the first entry of a query that can be read: a damaged entry must not get in the way of another.
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

/// The picture files that the user knows by name.
extension Ledger {
    /// Records what some files hold now. It replaces what was recorded for their paths before.
    ///
    /// - Throws: `LedgerError`.
    public func remember(_ files: [KnownFile], now: Double) async throws(LedgerError) {
        guard !files.isEmpty else { return }
        try await write { database in
            for file in files {
                try database.execute(
                    sql: """
                        INSERT INTO file (path, sha256, job, noted_at) VALUES (?, ?, ?, ?)
                        ON CONFLICT (path) DO UPDATE SET sha256 = excluded.sha256,
                            job = excluded.job, noted_at = excluded.noted_at
                        """,
                    arguments: [file.path, file.sha256, file.job?.rawValue, now])
            }
        }
    }

    /// Returns the files that held some content when igs last wrote or read them, the latest first.
    ///
    /// - Parameter sha256: the digest of a file's bytes: see ``ContentDigest``.
    /// - Throws: `LedgerError`.
    public func files(holding sha256: String) async throws(LedgerError) -> [KnownFile] {
        try await read { database, _ in try Self.files(holding: sha256, in: database) }
    }

    /// Returns the same files. Blocks the calling thread meanwhile.
    ///
    /// - Throws: `LedgerError`.
    func filesNow(holding sha256: String) throws(LedgerError) -> [KnownFile] {
        try readNow { database, _ in try Self.files(holding: sha256, in: database) }
    }

    private static func files(
        holding sha256: String, in database: Database
    ) throws -> [KnownFile] {
        try Row.fetchAll(
            database,
            sql: "SELECT * FROM file WHERE sha256 = ? ORDER BY noted_at DESC, rowid DESC",
            arguments: [sha256]
        ).map { row in
            let job: String? = row["job"]
            return KnownFile(
                path: row["path"], sha256: row["sha256"],
                job: job.flatMap(OutTaskID.init(rawValue:)))
        }
    }
}
