import GRDB
import SHA2

/// The columns of a table of the ledger, and the statements that write them.
///
/// A row's checksum covers its fixed columns, its changing columns, and the order of both.
struct LedgerTable {
    let name: String
    /// The columns that are written once, with the row. The first one is the key.
    let fixed: [String]
    /// The columns that are written again when they change.
    let changing: [String]
    /// The fixed columns, the changing ones, and the checksum.
    let columns: [String]
    /// `SELECT` with all ``columns``, for ``read(_:path:)``; a condition may follow.
    let selection: String
    private let positions: [String: Int]
    private let insertion: String
    private let present: String

    private init(name: String, fixed: [String], changing: [String]) {
        self.name = name
        self.fixed = fixed
        self.changing = changing
        columns = fixed + changing + ["checksum"]
        selection = "SELECT \(columns.joined(separator: ", ")) FROM \(name)"
        positions = Dictionary(uniqueKeysWithValues: zip(columns, 0...))
        let marks = columns.map { _ in "?" }.joined(separator: ", ")
        insertion = "INSERT INTO \(name) (\(columns.joined(separator: ", "))) VALUES (\(marks))"
        let written = (changing + ["checksum"]).joined(separator: ", ")
        present = "SELECT \(written) FROM \(name) WHERE \(fixed[0]) = ?"
    }

    static let job = LedgerTable(
        name: "job",
        fixed: [
            "number", "id", "service", "name", "request", "pacing", "created_at", "price",
            "budgets", "run", "session", "retry_of", "is_attached", "request_key", "ordinal",
        ],
        changing: [
            "submitted_at", "completed_at", "state", "is_open", "owner", "task_id",
            "poll_path", "is_acceptance_known", "may_be_charged", "polls", "progress", "result_url",
            "credits_used", "cost", "spent", "reserved", "failure", "image", "forgotten_at",
        ])

    /// The jobs as the second step of the schema left them, without their cost in dollars.
    static let jobWithoutCost = jobWithoutPollPath.without("cost")

    /// The jobs as the third step left them, without the paths to ask for their tasks at.
    static let jobWithoutPollPath = jobWithoutRequestKey.without("poll_path")

    /// The jobs as the seventh step left them, without what finds a request again.
    static let jobWithoutRequestKey = job.without("request_key", "ordinal")

    private func without(_ columns: String...) -> LedgerTable {
        func rest(of names: [String]) -> [String] { names.filter { !columns.contains($0) } }
        return LedgerTable(name: name, fixed: rest(of: fixed), changing: rest(of: changing))
    }

    static let run = LedgerTable(
        name: "run", fixed: ["id", "script", "digest", "started_at"],
        changing: ["ended_at", "owner"])

    static let budget = LedgerTable(
        name: "budget", fixed: ["id", "scope", "holder", "created_at"],
        changing: ["cap", "spent", "reserved"])

    /// Returns the checksum of the fixed columns. The row's checksum begins with it, so that a change need not write
    /// them again.
    static func seal(_ fixed: some Sequence<DatabaseValue>) -> Int64 {
        var checksum = LedgerChecksum()
        checksum.add(fixed)
        return checksum.value
    }

    /// Returns the row's checksum.
    static func checksum(seal: Int64, _ changing: some Sequence<DatabaseValue>) -> Int64 {
        var checksum = LedgerChecksum()
        checksum.add(seal.databaseValue)
        checksum.add(changing)
        return checksum.value
    }

    /// Writes a new row.
    func insert(_ fixed: [DatabaseValue], _ changing: [DatabaseValue], in database: Database) throws
    {
        let checksum = Self.checksum(seal: Self.seal(fixed), changing)
        try database.cachedStatement(sql: insertion)
            .execute(arguments: StatementArguments(fixed + changing + [checksum.databaseValue]))
    }

    /// Writes those of a row's changing columns that have changed, and returns whether the row exists.
    ///
    /// Whatever a statement sets, SQLite writes to each index again that has it, even if it is the same.
    ///
    /// - Parameter owner: the owner that the row must have; nil if that does not matter.
    func update(
        key: DatabaseValue, seal: Int64, _ changing: [DatabaseValue], ownedBy owner: String? = nil,
        in database: Database
    ) throws -> Bool {
        let condition = [key] + (owner.map { [$0.databaseValue] } ?? [])
        let row = try Row.fetchOne(
            database.cachedStatement(sql: owner == nil ? present : present + " AND owner = ?"),
            arguments: StatementArguments(condition))
        guard let row else { return false }
        let values = changing + [Self.checksum(seal: seal, changing).databaseValue]
        let changes = zip(row, values).filter { $0.1 != $1 }
        guard !changes.isEmpty else { return true }
        let columns = changes.map { "\($0.0.0) = ?" }.joined(separator: ", ")
        try database.cachedStatement(sql: "UPDATE \(name) SET \(columns) WHERE \(fixed[0]) = ?")
            .execute(arguments: StatementArguments(changes.map { $0.1 } + [key]))
        return true
    }

    /// Reads a row that a query that begins with ``selection`` returned, and verifies its checksum.
    ///
    /// - Throws: `LedgerError` with `corrupt`, naming the row.
    func read(_ row: Row, path: String) throws -> LedgerRow {
        try read((0..<columns.count).map { row[$0] }, path: path)
    }

    /// Reads the values of the ``columns`` of a row, and verifies their checksum.
    ///
    /// - Throws: `LedgerError` with `corrupt`, naming the row.
    func read(_ values: [DatabaseValue], path: String) throws -> LedgerRow {
        let seal = Self.seal(values.prefix(fixed.count))
        let row = LedgerRow(table: self, path: path, seal: seal, values: values)
        let checksum = Self.checksum(seal: seal, row.changing)
        guard Int64.fromDatabaseValue(row.value("checksum")) == checksum else {
            throw row.corrupt("checksum")
        }
        return row
    }

    /// Returns where a column stands among the ``columns``; nil if the table does not have it.
    func position(of column: String) -> Int? { positions[column] }

    /// Gives every row a checksum of its present content; for the steps of the schema.
    func sealAll(in database: Database) throws {
        let names = columns.joined(separator: ", ")
        let rows = try Row.fetchCursor(database, sql: "SELECT \(names), rowid FROM \(name)")
        let statement = try database.makeStatement(
            sql: "UPDATE \(name) SET checksum = ? WHERE rowid = ?")
        while let row = try rows.next() {
            let values: [DatabaseValue] = (0..<columns.count).map { row[$0] }
            let seal = Self.seal(values.prefix(fixed.count))
            let checksum = Self.checksum(
                seal: seal, values.dropFirst(fixed.count).prefix(changing.count))
            let key: DatabaseValue = row[columns.count]
            try statement.execute(arguments: [checksum.databaseValue, key])
        }
    }
}

extension LedgerTable {
    /// Returns a value as SQLite gives it back: text ends at a NUL, and there is neither NaN nor negative zero.
    static func storable(_ value: (any DatabaseValueConvertible)?) -> DatabaseValue {
        let value = value?.databaseValue ?? .null
        switch value.storage {
        case .string(let text) where text.utf8.contains(0):
            return String(text.prefix { $0 != "\u{0}" }).databaseValue
        case .double(let number):
            return number.isNaN ? .null : (number + 0.0).databaseValue
        default:
            return value
        }
    }
}

/// Detects whether a row has changed since it was written: 64 bits of a SHA-256 over its values, in their order.
///
/// SQLite notices damage to its own structure, but not to the values in it; most single bits are values.
private struct LedgerChecksum {
    private var bytes: [UInt8] = []

    /// Creates a checksum of no values.
    init() {
        bytes.reserveCapacity(1024)
    }

    /// Adds the next value, with its type and length, so that no two rows give the same bytes.
    mutating func add(_ value: DatabaseValue) {
        switch value.storage {
        case .null:
            bytes.append(0)
        case .int64(let number):
            bytes.append(1)
            add(UInt64(bitPattern: number))
        case .double(let number):
            bytes.append(2)
            add(number.bitPattern)
        case .string(let text):
            bytes.append(3)
            add(UInt64(text.utf8.count))
            bytes.append(contentsOf: text.utf8)
        case .blob(let data):
            bytes.append(4)
            add(UInt64(data.count))
            bytes.append(contentsOf: data)
        }
    }

    mutating func add(_ values: some Sequence<DatabaseValue>) {
        for value in values { add(value) }
    }

    /// The checksum of the values added so far.
    var value: Int64 {
        let digest = SHA256.hash(bytes)
        return Int64(bitPattern: digest.bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
    }

    private mutating func add(_ number: UInt64) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }
}
