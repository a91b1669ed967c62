/// A reply to an API call as it came: its head, and its whole body.
struct RawReply: Sendable {
    let status: Int
    let headers: HeaderFields
    let body: [UInt8]

    /// Whether the HTTP status says that all is well.
    var isSuccess: Bool { (200..<300).contains(status) }

    /// Whether the server points elsewhere.
    var isRedirect: Bool { (300..<400).contains(status) }

    /// Whether the body is a text for people, such as an HTML page, and not JSON that was cut short.
    var isPage: Bool {
        guard let first = body.firstMark else { return false }
        return !"{[".utf8.contains(first)
    }

    /// The beginning of the body, to show a reply of unknown form.
    var excerpt: String { String(decoding: body.prefix(800), as: UTF8.self) }
}

extension [UInt8] {
    /// The first byte that is neither a blank nor part of the byte order mark that some servers put in
    /// front of UTF-8.
    var firstMark: UInt8? { first { $0 > 0x20 && ![0xEF, 0xBB, 0xBF].contains($0) } }
}
