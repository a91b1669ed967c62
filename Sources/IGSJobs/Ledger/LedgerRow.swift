import FoundationEssentials
import GRDB

/// A row that has passed its checksum, read without GRDB's own conversions, which trap on unexpected values.
struct LedgerRow {
    let row: Row
    let table: String
    let path: String
    /// The checksum of the row's fixed columns.
    let seal: Int64
    /// The values of the row's changing columns, in the table's order.
    let changing: [DatabaseValue]

    func required<Value: DatabaseValueConvertible>(_ column: String) throws -> Value {
        guard let value: Value = try optional(column) else { throw corrupt(column) }
        return value
    }

    func optional<Value: DatabaseValueConvertible>(_ column: String) throws -> Value? {
        let stored: DatabaseValue = row[column] ?? .null
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
        let id = String.fromDatabaseValue(row["id"] ?? .null) ?? "?"
        return LedgerError(code: .corrupt, path: path, message: "\(table) \(id): \(column)")
    }
}
