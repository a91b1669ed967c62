/// A reply to an API call as it came: its head, and all of its body.
struct RawReply: Sendable {
    let status: Int
    let headers: HeaderFields
    let body: [UInt8]

    /// Whether the HTTP status says that all is well.
    var isSuccess: Bool { (200..<300).contains(status) }

    /// Whether the server points elsewhere.
    var isRedirect: Bool { (300..<400).contains(status) }
}
