/// The header fields of a message, in their order.
struct Headers: Sendable, ExpressibleByDictionaryLiteral {
    private(set) var fields: [(name: HeaderName, value: String)] = []

    init(dictionaryLiteral elements: (HeaderName, String)...) {
        fields = elements
    }

    /// The value of the first field with this name. To set it removes all others.
    subscript(name: HeaderName) -> String? {
        get { fields.first { $0.name == name }?.value }
        set {
            fields.removeAll { $0.name == name }
            if let newValue { fields.append((name, newValue)) }
        }
    }

    /// Adds a field behind all others.
    mutating func add(_ name: HeaderName, _ value: String) {
        fields.append((name, value))
    }

    /// Returns the values of all fields with this name.
    func values(of name: HeaderName) -> [String] {
        fields.filter { $0.name == name }.map(\.value)
    }
}

/// The names of header fields that the sandbox reads or writes, as it writes them.
enum HeaderName: String, CaseIterable, Sendable {
    case authorization = "Authorization"
    case connection = "Connection"
    case contentEncoding = "Content-Encoding"
    case contentLength = "Content-Length"
    case contentType = "Content-Type"
    case date = "Date"
    case host = "Host"
    case location = "Location"
    case retryAfter = "Retry-After"
    case transferEncoding = "Transfer-Encoding"
    case userAgent = "User-Agent"

    private static let lowercased = Dictionary(
        uniqueKeysWithValues: allCases.map { ($0.rawValue.lowercased(), $0) })

    /// Finds a name, however it is capitalised.
    init?(anyCase text: String) {
        guard let name = Self.lowercased[text.lowercased()] else { return nil }
        self = name
    }
}
