/// Header fields in order. Names are compared without regard to case.
public struct HeaderFields: Sendable {
    /// The fields, as they stand.
    public private(set) var fields: [(name: String, value: String)]

    /// Creates fields from pairs of name and value.
    public init(_ fields: [(name: String, value: String)] = []) {
        self.fields = fields
    }

    /// The first value of a name; nil if there is none.
    public subscript(name: String) -> String? {
        let name = name.lowercased()
        return fields.first { $0.name.lowercased() == name }?.value
    }
}

extension HeaderFields: ExpressibleByDictionaryLiteral {
    /// Creates fields from a literal, in its order.
    public init(dictionaryLiteral elements: (String, String)...) {
        fields = elements.map { (name: $0.0, value: $0.1) }
    }
}
