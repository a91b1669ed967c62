/// What the model service sends back, if anything.
enum ModelReply {
    case reply(status: Int, headers: [(name: String, value: String)], body: [UInt8])
    /// Only the beginning of a reply's body.
    case cut(status: Int, body: [UInt8])
    /// The connection breaks.
    case broken
    /// Nothing, until the client's time-out.
    case silence
    /// There was no connection.
    case unreachable

    static func json(_ text: String, status: Int = 200, retryAfter: Int? = nil) -> ModelReply {
        var headers = [(name: "Content-Type", value: "application/json")]
        if let retryAfter { headers.append((name: "Retry-After", value: String(retryAfter))) }
        return .reply(status: status, headers: headers, body: Array(text.utf8))
    }

    static func page(status: Int) -> ModelReply {
        .reply(
            status: status, headers: [(name: "Content-Type", value: "text/html")],
            body: Array("<html><body>\(status)</body></html>".utf8))
    }

    /// Returns an error as the service words it today: HTTP 200, and the code in the body.
    static func refusal(_ code: Int, _ message: String) -> ModelReply {
        .json("{\"ok\":true,\"statusCode\":\(code),\"message\":\"\(message)\",\"data\":null}")
    }
}
