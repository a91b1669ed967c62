/// A reply's head, and its body as it arrives.
public struct TransportReply: Sendable {
    /// The HTTP status.
    public let status: Int
    /// The header fields.
    public let headers: HeaderFields
    /// The body. A caller that does not want it releases it: that ends the exchange.
    public let body: ReplyBody

    /// Creates a reply.
    public init(status: Int, headers: HeaderFields = [:], body: ReplyBody = ReplyBody([])) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}
