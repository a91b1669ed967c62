/// The end of an exchange that its task holds: when nobody holds it any more, the exchange ends.
final class ExchangeReader: Sendable {
    private let exchange: Exchange
    private let thread: CurlThread

    init(_ exchange: Exchange, _ thread: CurlThread) {
        self.exchange = exchange
        self.thread = thread
    }

    deinit {
        if !exchange.hasEnded { thread.give(.cancel(exchange)) }
    }

    /// Returns the reply's head.
    func head() async throws(TransportError) -> ReplyHead {
        try await unlessCancelled { () async throws(TransportError) in try await exchange.head() }
    }

    /// Returns the next bytes of the reply's body; nil at its end.
    func next() async throws(TransportError) -> [UInt8]? {
        try await unlessCancelled { () async throws(TransportError) in
            try await exchange.next { thread.give(.resume(exchange)) }
        }
    }

    /// Ends the exchange if the task is cancelled meanwhile; what is awaited then throws.
    private func unlessCancelled<Value: Sendable>(
        _ body: () async throws(TransportError) -> Value
    ) async throws(TransportError) -> Value {
        let result: Result<Value, TransportError> = await withTaskCancellationHandler {
            do throws(TransportError) {
                return .success(try await body())
            } catch {
                return .failure(error)
            }
        } onCancel: {
            thread.give(.cancel(exchange))
        }
        return try result.get()
    }
}
