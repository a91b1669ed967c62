import FoundationEssentials
import GRDB
import IGSClient

/// Makes a sound ledger from what can be read of a damaged one. The damaged ledger is set aside unchanged.
public struct LedgerRepair: Sendable {
    /// How many entries were whole.
    public internal(set) var wholeCount = 0
    /// How many entries were partly damaged. The service is asked for their tasks.
    public internal(set) var partialCount = 0
    /// How many runs and budgets are kept as they read, although a part of them was damaged.
    public internal(set) var unsureCount = 0
    /// How many entries are lost: not even the id could be read.
    public internal(set) var lostCount = 0
    /// Pictures in the store that belong to no entry.
    public internal(set) var unknownPictures: [String] = []
    /// Where the damaged ledger is now; nil if there was nothing to set aside.
    public internal(set) var setAside: String?

    /// Repairs the ledger at a path.
    ///
    /// If entries are missing from a sound file, because an older copy replaced it or its log was lost, the loss counts
    /// as known from then on: `attach` recovers what was paid for in between.
    ///
    /// - Throws: `LedgerError`, with `busy` if another process uses the ledger; nothing has changed then.
    public init(ledger path: String) throws(LedgerError) {
        let path = Disk.absolute(path)
        let folder = Disk.folder(of: path)
        let ownership = LedgerOwnership(folder: folder + "/owners")
        guard Disk.exists(path) else {
            throw LedgerError(code: .unwritable, path: path, message: "there is no such file")
        }
        guard !ownership.hasOthers else {
            throw LedgerError(code: .busy, path: path, message: "another igs is running")
        }
        do {
            // The damaged file stays as it is: reading works on a copy. The copy lies beside the new ledger, which has
            // a folder and owners of its own until it is whole.
            let workshop = folder + "/repair"
            try? FileManager.default.removeItem(atPath: workshop)
            try Disk.makeFolder(workshop)
            defer { try? FileManager.default.removeItem(atPath: workshop) }
            for end in ["", "-wal"] where Disk.exists(path + end) {
                try FileManager.default.copyItem(
                    atPath: path + end, toPath: "\(workshop)/damaged.sqlite\(end)")
            }
            let salvage = LedgerSalvage(path: workshop + "/damaged.sqlite")
            let repaired = workshop + "/ledger.sqlite"
            try write(salvage, to: repaired, like: path)
            // The log belongs to the ledger beside it, and its name must keep matching.
            guard let aside = Disk.setAside(path, as: "damaged") else {
                throw LedgerError(code: .unwritable, path: path)
            }
            setAside = aside
            for end in ["-wal", "-shm"] where Disk.exists(path + end) {
                try Disk.move(path + end, to: aside + end)
            }
            try Disk.move(repaired, to: path)
            ownership.forgetCommits()
        } catch {
            throw LedgerError(error, path: path)
        }
        findUnknownPictures(in: ImageStore.folder(besideLedger: path), ledger: path)
    }
}

extension LedgerRepair {
    private mutating func write(
        _ salvage: LedgerSalvage, to repaired: String, like path: String
    ) throws {
        let ledger = try Ledger(path: repaired)
        defer { ledger.close() }
        var counts = (whole: 0, partial: 0, lost: salvage.lostCount)
        var unsure = 0
        try ledger.pool.write { database in
            for table in [LedgerTable.run, .budget] {
                for row in salvage.rows[table.name] ?? [] {
                    guard try !copy(row, of: table, in: database) else { continue }
                    // Without its run a script would pay again, and without its budget it would have no cap.
                    try table.insert(
                        table.fixed.map { row[$0] ?? .null },
                        table.changing.map { row[$0] ?? .null },
                        in: database)
                    unsure += 1
                }
            }
            // The content of a file is verified again before anything depends on it.
            for row in salvage.rows["file"] ?? [] {
                try? database.execute(
                    sql: "INSERT INTO file (path, sha256, job, noted_at) VALUES (?, ?, ?, ?)",
                    arguments: [row["path"], row["sha256"], row["job"], row["noted_at"]])
            }
            for row in salvage.rows["job"] ?? [] {
                if try copy(row, of: .job, in: database) {
                    counts.whole += 1
                } else if let entry = LedgerSalvage.part(of: row, path: path) {
                    let number = Int64.fromDatabaseValue(row["number"] ?? .null) ?? 0
                    _ = try Ledger.insert(
                        entry, as: number, owner: nil, in: database, path: path)
                    counts.partial += 1
                } else {
                    counts.lost += 1
                }
            }
        }
        (wholeCount, partialCount, lostCount) = counts
        unsureCount = unsure
    }

    /// Copies a row as it is, if it is whole.
    @discardableResult
    private func copy(_ row: Row, of table: LedgerTable, in database: Database) throws -> Bool {
        // A ledger of 0.1 that is too damaged to migrate has the checksums of its own columns.
        let versions: [(column: String, before: LedgerTable)] = [
            ("cost", .jobWithoutCost), ("poll_path", .jobWithoutPollPath),
            ("request_key", .jobWithoutRequestKey),
        ]
        let older = versions.first { !row.hasColumn($0.column) }?.before
        let source = table.name == LedgerTable.job.name ? older ?? table : table
        let values = source.columns.map { column -> DatabaseValue in row[column] ?? .null }
        guard let whole = try? source.read(values, path: "") else { return false }
        let fixed = table.fixed.map { column -> DatabaseValue in
            // Without its key, nothing finds the request of an older row again, which costs no more than before.
            column == "ordinal" && older != nil ? 1.databaseValue : whole.value(column)
        }
        try table.insert(fixed, table.changing.map(whole.value), in: database)
        return true
    }

    private mutating func findUnknownPictures(in store: String, ledger path: String) {
        guard let ledger = try? Ledger(path: path) else { return }
        defer { ledger.close() }
        let known = try? ledger.pool.read { database in
            try String.fetchSet(
                database,
                sql: "SELECT json_extract(image, '$.sha256') FROM job WHERE image NOT NULL")
        }
        let folder = store + "/images"
        unknownPictures = Disk.names(in: folder).sorted().compactMap { name in
            let digest = name.prefix { $0 != "." }
            guard digest.utf8.count == 64, known?.contains(String(digest)) == false else {
                return nil
            }
            return "\(folder)/\(name)"
        }
    }
}

/// The rows that can still be read from a ledger that may be damaged anywhere.
///
/// Each table is read from its beginning until that fails, and then from its end: damage to one page loses only what is
/// on it.
private struct LedgerSalvage {
    /// The rows by table, in the order of their keys.
    private(set) var rows: [String: [Row]] = [:]
    /// How many jobs are lost between those that can be read.
    private(set) var lostCount = 0

    /// Reads what can be read. The ledger is migrated first, if possible.
    init(path: String) {
        let original = try? DatabaseQueue(path: path)
        if let original { try? LedgerSchema.migrator.migrate(original) }
        for (table, key) in [
            ("job", "number"), ("run", "rowid"), ("budget", "rowid"), ("file", "rowid"),
        ] {
            rows[table] = original.map { Self.rows(of: table, by: key, in: $0) } ?? []
        }
        try? original?.close()
        let numbers = (rows["job"] ?? []).compactMap {
            Int64.fromDatabaseValue($0["number"] ?? .null)
        }
        if let last = numbers.last { lostCount = max(0, Int(last) - numbers.count) }
    }

    private static func rows(of table: String, by key: String, in queue: DatabaseQueue) -> [Row] {
        var found: [Int64: Row] = [:]
        for order in ["ASC", "DESC"] {
            let isWhole: Bool? = try? queue.read { database in
                let cursor = try Row.fetchCursor(
                    database,
                    sql: "SELECT \(key) AS salvage_key, * FROM \(table) ORDER BY \(key) \(order)")
                while let row = try cursor.next() {
                    if let number = Int64.fromDatabaseValue(row["salvage_key"] ?? .null) {
                        found[number] = row.copy()
                    }
                }
                return true
            }
            if isWhole == true { break }
        }
        return found.sorted { $0.key < $1.key }.map(\.value)
    }

    /// Returns what is left of a job's row that fails its checksum: enough to ask the service for its task; nil if not
    /// even its id can be read.
    ///
    /// The job counts as one that may have been accepted and charged for, at its price, or at the highest one.
    static func part(of row: Row, path: String) -> LedgerEntry? {
        func text(_ column: String) -> String? { String.fromDatabaseValue(row[column] ?? .null) }
        guard let id = text("id").flatMap(OutTaskID.init(rawValue:)), let service = text("service")
        else { return nil }
        func decoded<Value: Decodable>(_ column: String) -> Value? {
            text(column).flatMap { try? JSONDecoder().decode(Value.self, from: Data($0.utf8)) }
        }
        let paths = StorePaths(ledger: path)
        let stored: GenerationRequest? = decoded("request")
        guard
            let request = stored.flatMap({ try? paths.located($0) })
                ?? (try? GenerationRequest(prompt: "the job \(id), whose entry was damaged"))
        else { return nil }
        var lifecycle = JobLifecycle(state: .uncertain)
        lifecycle.taskID = text("task_id").flatMap(TaskID.init(rawValue:))
        if lifecycle.taskID != nil {
            lifecycle.state = .running
            lifecycle.isAcceptanceKnown = true
        }
        lifecycle.addresses = text("result_url")?.split(separator: "\n").map(String.init) ?? []
        let image = (decoded("image") as StoredImage?).map(paths.located)
        if let image, ContentDigest.ofFile(image.path) == image.sha256 {
            lifecycle.state = .completed
            lifecycle.image = image
        }
        lifecycle.failure = JobFailure(
            kind: .ledger, message: "its entry in the ledger was damaged")
        let mills = Int.fromDatabaseValue(row["price"] ?? .null) ?? 0
        let highest = Price.estimate(quality: .high, resolution: .fourK)
        let price = mills > 0 && mills <= Price.most.mills ? Price(mills: mills) : highest
        return LedgerEntry(
            id: id, name: text("name"), service: service, request: request,
            pacing: decoded("pacing") ?? Pacing(),
            createdAt: Double.fromDatabaseValue(row["created_at"] ?? .null) ?? 0, price: price,
            run: text("run").flatMap(RunID.init(rawValue:)), session: text("session"),
            retryOf: text("retry_of").flatMap(OutTaskID.init(rawValue:)),
            isAttached: stored == nil,
            ordinal: Int.fromDatabaseValue(row["ordinal"] ?? .null) ?? 1, lifecycle: lifecycle)
    }
}
