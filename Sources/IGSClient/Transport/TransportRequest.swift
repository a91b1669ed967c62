/// A request as a ``Transport`` carries it.
public struct TransportRequest: Sendable {
    /// The request's method.
    public enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
    }

    /// What to do with the resource.
    public var method: Method
    /// The whole URL.
    public var url: String
    /// The header fields, except `Authorization`, `Host` and those that frame the body.
    public var headers: HeaderFields
    /// The key to send as `Authorization: Bearer`; kept apart, so that a printed request does not show it.
    public var authorization: Secret?
    /// The body; nil for none.
    public var body: RequestBody?
    /// How long the whole exchange may take, including the reply's body.
    public var timeout: Duration
    /// Which addresses the request may go to.
    public var reach: Reach
    /// Whether the request needs a connection of its own.
    ///
    /// If the server closes a kept connection at the same moment, nobody can tell whether the request arrived; and what a
    /// server sends unasked on one, such as a 408 before it closes it, may be taken for the reply.
    public var needsFreshConnection: Bool

    /// Creates a request.
    public init(
        method: Method, url: String, headers: HeaderFields = [:], authorization: Secret? = nil,
        body: RequestBody? = nil, timeout: Duration = .seconds(60), reach: Reach = .anywhere,
        needsFreshConnection: Bool = false
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.authorization = authorization
        self.body = body
        self.timeout = timeout
        self.reach = reach
        self.needsFreshConnection = needsFreshConnection
    }
}

extension TransportRequest {
    /// Which addresses a request may go to. Names are checked after they are resolved.
    public enum Reach: Sendable {
        /// Any: the address is the user's own choice.
        case anywhere
        /// Only addresses of the public internet.
        case publicInternet
        /// Only this machine.
        case thisMachine
        /// Addresses of the public internet, and this machine.
        case publicInternetOrThisMachine

        /// Whether it includes the public internet.
        var includesPublic: Bool { self != .thisMachine }

        func includes(_ address: NetworkAddress) -> Bool {
            switch self {
            case .anywhere: true
            case .publicInternet: address.isPublic
            case .thisMachine: address.isLoopback
            case .publicInternetOrThisMachine: address.isPublic || address.isLoopback
            }
        }
    }
}
