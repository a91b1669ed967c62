/// One thing that can be asked of the service: its path, its body, and how its reply is read.
protocol Endpoint: Sendable {
    associatedtype Reply: Sendable

    /// What an error is said to have come from.
    var operation: ServiceError.Operation { get }
    var method: TransportRequest.Method { get }
    /// The path below the base URL, with a slash first.
    var path: String { get }
    /// Whether the path is one from the origin instead: the service named it.
    var isFromOrigin: Bool { get }
    /// JSON, or nil for none.
    var body: JSONBody? { get }
    /// Whether sending the same again would ask for something else again.
    var isPaid: Bool { get }

    func read(_ reply: RawReply) throws(ServiceError) -> Reply
}

extension Endpoint {
    var isFromOrigin: Bool { false }
}
