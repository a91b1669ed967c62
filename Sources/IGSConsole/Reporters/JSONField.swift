import FoundationEssentials

/// A value in a line of JSON.
enum JSONField: Encodable {
    case text(String)
    case integer(Int)
    /// A finite number.
    case number(Double)
    case flag(Bool)
    case texts([String])
    case object([String: JSONField])

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .flag(let value): try container.encode(value)
        case .texts(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }
}

extension Output {
    /// Writes an event as an object on a line of its own; fields without a value are left out.
    func writeEvent(_ event: String, _ fields: [String: JSONField?]) {
        var fields = fields.compactMapValues(\.self)
        fields["event"] = .text(event)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // The fields are texts, flags and finite numbers, all of which can be encoded.
        guard let data = try? encoder.encode(fields) else { return }
        writeLine(TerminalText.escaped(inJSON: String(decoding: data, as: UTF8.self)))
    }
}
