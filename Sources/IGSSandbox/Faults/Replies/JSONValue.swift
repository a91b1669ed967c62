/// JSON whose every byte is decided here: members keep their order, and numbers may be such as no encoder writes.
enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    /// A number, or whatever else is to stand there, as it is written.
    case verbatim(String)
    case string(String)
    indirect case array([JSONValue])
    indirect case object([Member])

    struct Member: Hashable, Sendable {
        let name: String
        let value: JSONValue
    }

    static func object(_ members: KeyValuePairs<String, JSONValue>) -> JSONValue {
        .object(members.map { Member(name: $0.key, value: $0.value) })
    }

    /// The value on one line.
    var text: String {
        switch self {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .verbatim(let text): text
        case .string(let text): Self.quoted(text)
        case .array(let values): "[\(values.map(\.text).joined(separator: ","))]"
        case .object(let members):
            "{\(members.map { "\(Self.quoted($0.name)):\($0.value.text)" }.joined(separator: ","))}"
        }
    }

    /// The value with another in place of all members of a name, or added to the object itself where there are none.
    func setting(_ name: String, to value: JSONValue) -> JSONValue {
        if let replaced = replacing(name, by: value) { return replaced }
        guard case .object(let members) = self else { return self }
        return .object(members + [Member(name: name, value: value)])
    }

    private func replacing(_ name: String, by value: JSONValue) -> JSONValue? {
        var isFound = false
        func replaced(_ old: JSONValue) -> JSONValue {
            switch old {
            case .object(let members):
                .object(
                    members.map { member in
                        if member.name == name {
                            isFound = true
                            return Member(name: name, value: value)
                        }
                        return Member(name: member.name, value: replaced(member.value))
                    })
            case .array(let values): .array(values.map(replaced))
            default: old
            }
        }
        let result = replaced(self)
        return isFound ? result : nil
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByNilLiteral, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral
{
    init(stringLiteral value: String) { self = .string(value) }
    init(integerLiteral value: Int) { self = .verbatim("\(value)") }
    init(booleanLiteral value: Bool) { self = .bool(value) }
    init(nilLiteral: ()) { self = .null }
    init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(elements.map { Member(name: $0.0, value: $0.1) })
    }

    static func number(_ value: Int) -> JSONValue { .verbatim("\(value)") }
    static func number(_ value: Double) -> JSONValue { .verbatim("\(value)") }
}

extension JSONValue: Encodable {
    /// Encodes what JSON's own encoder can write; a number that it cannot becomes a text.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .verbatim(let text):
            if let number = Int(text) {
                try container.encode(number)
            } else {
                try container.encode(text)
            }
        case .string(let text): try container.encode(text)
        case .array(let values): try container.encode(values)
        case .object(let members):
            try container.encode(
                Dictionary(
                    members.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first }))
        }
    }
}
