/// The real transport, on async-http-client.
public final class HTTPTransport: Transport {
    /// Creates a transport.
    public init() {
    }

    public func send(_ request: TransportRequest) async throws(TransportError) -> TransportReply {
        throw TransportError(code: .notConnected, mayHaveArrived: false)
    }

    /// Ends all connections.
    public func shutdown() async {
    }
}
