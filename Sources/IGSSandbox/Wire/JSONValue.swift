/// JSON whose every byte is decided here: members keep their order, and numbers may be ones that no encoder writes.
enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    /// A number, or any other text, exactly as it is written.
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

    /// Returns an object of those members that have a value.
    static func present(_ members: KeyValuePairs<String, JSONValue?>) -> JSONValue {
        .object(members.compactMap { name, value in value.map { Member(name: name, value: $0) } })
    }

    /// Returns an object with another's members behind its own.
    func merging(_ other: JSONValue) -> JSONValue {
        guard case .object(let own) = self, case .object(let others) = other else { return self }
        return .object(own + others)
    }

    /// The value as the `data` of the service's own envelope.
    var enveloped: JSONValue { ["statusCode": 200, "message": "", "data": self] }

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

    /// Returns the value with another in place of all members with a name; if there are none, adds it to the object
    /// itself.
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
    /// A whole number is written as one.
    static func number(_ value: Double) -> JSONValue {
        Int(exactly: value).map(number) ?? .verbatim("\(value)")
    }
}
