import FoundationEssentials

/// A JSON value of any shape: replies come in too many forms for a type for each.
///
/// Keys are ``Swift/String/plainWord``s, both in the value and in a lookup. A number that no type holds, and
/// any other single value that is invalid, reads as `null`, so that one odd field does not make a whole reply
/// unreadable.
enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    /// Makes an object with one value, under a key in any spelling.
    static func object(_ key: String, _ value: JSONValue) -> JSONValue {
        .object([key.plainWord: value])
    }

    /// Parses a text; nil if it is not JSON. The parser limits the depth to 512 levels.
    init?(parsing bytes: some Sequence<UInt8>) {
        guard let value = try? JSONDecoder().decode(JSONValue.self, from: Data(bytes)) else {
            return nil
        }
        self = value
    }
}

extension JSONValue: Decodable {
    init(from decoder: any Decoder) throws {
        // The most frequent kind first: to find that a value is of another takes longer than to read it.
        if let text = try? decoder.singleValueContainer().decode(String.self) {
            self = .string(text)
        } else if let fields = try? decoder.container(keyedBy: Key.self) {
            var object: [String: JSONValue] = [:]
            for key in fields.allKeys.sorted(by: { $0.stringValue < $1.stringValue }) {
                let value = (try? fields.decode(JSONValue.self, forKey: key)) ?? .null
                let name = key.stringValue.plainWord
                // Of two spellings of a key, the one whose value says something counts.
                if object[name]?.isBlank ?? true { object[name] = value }
            }
            self = .object(object)
        } else if var elements = try? decoder.unkeyedContainer() {
            var array: [JSONValue] = []
            while !elements.isAtEnd {
                array.append(try elements.decode(JSONValue.self))
            }
            self = .array(array)
        } else {
            self = Self.scalar(try decoder.singleValueContainer())
        }
    }

    private static func scalar(_ value: any SingleValueDecodingContainer) -> JSONValue {
        if let flag = try? value.decode(Bool.self) { return .bool(flag) }
        if let number = try? value.decode(Int64.self) { return .integer(number) }
        if let number = try? value.decode(Double.self), number.isFinite { return .number(number) }
        return .null
    }

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) {
            self.stringValue = stringValue
        }

        init?(intValue: Int) {
            nil
        }
    }
}

extension JSONValue {
    /// The value of a key; nil if this is not an object, or if the value is `null`.
    subscript(key: String) -> JSONValue? {
        guard case .object(let object) = self, let value = object[key.plainWord], value != .null
        else { return nil }
        return value
    }

    /// Returns the value of the first of several keys that has one.
    func first(of keys: [String]) -> JSONValue? {
        for key in keys {
            if let value = self[key] { return value }
        }
        return nil
    }

    /// Whether this is `null` or an empty string.
    private var isBlank: Bool { self == .null || self == .string("") }

    /// The first element of an array that has any.
    var first: JSONValue? {
        if case .array(let elements) = self { elements.first } else { nil }
    }

    /// The text, if this is a string that is not empty.
    var text: String? {
        if case .string(let text) = self, !text.isEmpty { text } else { nil }
    }

    /// The text of a string that is not empty, or of a whole number: identifiers come as both.
    var identifier: String? {
        if case .integer(let number) = self { String(number) } else { text }
    }

    /// The value of a number, or of a string of decimal digits; always finite.
    var double: Double? {
        switch self {
        case .integer(let number): return Double(number)
        case .number(let number): return number
        case .string(let text): return Double(decimal: text)
        default: return nil
        }
    }

    /// Whether this is an object.
    var isObject: Bool {
        if case .object = self { true } else { false }
    }
}
