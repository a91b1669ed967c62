import FoundationEssentials
import GRDB

/// A row that has passed its checksum, read without GRDB's own conversions, which trap on unexpected values.
struct LedgerRow {
    let table: LedgerTable
    let path: String
    /// The checksum of the row's fixed columns.
    let seal: Int64
    /// The values of the row's columns, in the table's order.
    let values: [DatabaseValue]

    /// The values of the fixed columns.
    var fixed: ArraySlice<DatabaseValue> { values.prefix(table.fixed.count) }

    /// The values of the changing columns.
    var changing: ArraySlice<DatabaseValue> {
        values.dropFirst(table.fixed.count).prefix(table.changing.count)
    }

    /// Returns the value of a column; null if the table does not have it.
    func value(_ column: String) -> DatabaseValue {
        table.position(of: column).map { values[$0] } ?? .null
    }

    func required<Value: DatabaseValueConvertible>(_ column: String) throws -> Value {
        guard let value: Value = try optional(column) else { throw corrupt(column) }
        return value
    }

    func optional<Value: DatabaseValueConvertible>(_ column: String) throws -> Value? {
        let stored = value(column)
        guard !stored.isNull else { return nil }
        guard let value = Value.fromDatabaseValue(stored) else { throw corrupt(column) }
        return value
    }

    func decoded<Value: Decodable>(_ text: String, _ column: String) throws -> Value {
        do {
            return try JSONDecoder().decode(Value.self, from: Data(text.utf8))
        } catch {
            throw corrupt(column)
        }
    }

    /// Returns the value that a column's text stands for.
    func parsed<Value: RawRepresentable<String>>(_ column: String) throws -> Value {
        guard let value = Value(rawValue: try required(column)) else { throw corrupt(column) }
        return value
    }

    /// Returns the value that a column's text stands for, or nil if it is empty.
    func parsedIfPresent<Value: RawRepresentable<String>>(_ column: String) throws -> Value? {
        guard let text: String = try optional(column) else { return nil }
        guard let value = Value(rawValue: text) else { throw corrupt(column) }
        return value
    }

    /// Returns the error that names the column and, as far as it can be read, the row.
    func corrupt(_ column: String) -> LedgerError {
        let id = String.fromDatabaseValue(value("id")) ?? "?"
        return LedgerError(code: .corrupt, path: path, message: "\(table.name) \(id): \(column)")
    }
}
