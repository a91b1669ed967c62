/// A request's header fields as libcurl takes them.
struct HeaderLines {
    private(set) var lines: [String]

    /// Writes a request's fields; nil if one of them cannot stand in a header.
    init?(_ request: TransportRequest) {
        // libcurl would add these by itself.
        lines = ["Expect:"]
        for name in ["Accept", "Content-Type"] where request.headers[name] == nil {
            lines.append("\(name):")
        }
        for field in request.headers.fields {
            guard !field.name.isEmpty, field.name.utf8.allSatisfy(Self.isOfName),
                field.value.utf8.allSatisfy(Self.isOfValue)
            else { return nil }
            // Without a value, a colon would take a field away.
            lines.append(field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)")
        }
        if let key = request.authorization {
            key.withExposed { lines.append("Authorization: Bearer \($0)") }
        }
    }

    private static func isOfName(_ byte: UInt8) -> Bool {
        (0x21...0x7E).contains(byte) && !#""(),/:;<=>?@[\]{}"#.utf8.contains(byte)
    }

    private static func isOfValue(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte != 0x7F || byte == 0x09
    }
}
