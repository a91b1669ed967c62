/// One question or request to the service: its path, its body, and how its reply is read.
protocol Endpoint: Sendable {
    associatedtype Reply: Sendable

    /// The operation that errors name.
    var operation: ServiceError.Operation { get }
    var method: TransportRequest.Method { get }
    /// The path below the base URL, with a slash first.
    var path: String { get }
    /// Whether the path starts at the origin instead, because the service named it.
    var isFromOrigin: Bool { get }
    /// The JSON to send; nil for none.
    var body: JSONBody? { get }
    /// Whether sending the request again would order something again.
    var isPaid: Bool { get }

    func read(_ reply: RawReply) throws(ServiceError) -> Reply
}

extension Endpoint {
    var isFromOrigin: Bool { false }
}
