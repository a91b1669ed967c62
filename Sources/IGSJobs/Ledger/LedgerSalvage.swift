import FoundationEssentials
import GRDB
import IGSClient

/// The rows that can still be read of a ledger that may be damaged anywhere.
///
/// Each table is read from its beginning until that fails, and then from its end: damage to one page costs what is on it.
struct LedgerSalvage {
    /// By table, in the order of their keys.
    private(set) var rows: [String: [Row]] = [:]
    /// Jobs that stand between those that can be read.
    private(set) var lostCount = 0

    /// Reads what can be read. The ledger is migrated first where that can be done.
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

    /// What is left of a job's row that does not pass its checksum: enough to ask the service for its task; nil where not
    /// even its id can be read.
    ///
    /// It counts as one that may have been accepted and charged for, at its price, or at the highest one.
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
            isAttached: stored == nil, lifecycle: lifecycle)
    }
}
