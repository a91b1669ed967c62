import Crypto
import GRDB

/// Tells whether a row still is what was written: 64 bits of a SHA-256 over its values, in their order.
///
/// SQLite notices damage to its own structure, but not to the values in it; most single bits are values.
struct LedgerChecksum {
    private var bytes: [UInt8] = []

    /// A checksum of no values.
    init() {
        bytes.reserveCapacity(1024)
    }

    /// Takes in the next value, with its type and length, so that no two rows give the same bytes.
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

    mutating func add(_ values: [DatabaseValue]) {
        for value in values { add(value) }
    }

    /// The checksum of what was taken in.
    var value: Int64 {
        let digest = SHA256.hash(data: bytes)
        return Int64(bitPattern: digest.prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
    }

    private mutating func add(_ number: UInt64) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }
}

extension LedgerChecksum {
    /// The checksum of some values.
    static func of(_ values: [DatabaseValue]) -> Int64 {
        var checksum = LedgerChecksum()
        checksum.add(values)
        return checksum.value
    }

    /// A value as SQLite gives it back: text ends at a NUL, there is no NaN, and no negative zero.
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
