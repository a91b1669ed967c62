import Synchronization

/// The real transport, on libcurl: over HTTP/1.1, or HTTP/2 where an encrypted server has it.
///
/// If a request's reach is limited, each address that its host's name stands for is checked before a connection to it
/// is made, and that of a kept connection before the request is sent: a name that is resolved twice may give two
/// machines. The certificate must match the name all the same.
///
/// Call ``shutdown()`` when done with it; exchanges under way then end as cancelled.
public final class CurlTransport: Transport {
    /// How long to wait for each step.
    public struct Timeouts: Sendable {
        /// For a connection to be made, including its encryption.
        public var connect: Duration
        /// For the next bytes in either direction.
        public var silence: Duration

        /// Creates time-outs; by default 10 s for a connection, 60 s for silence.
        public init(connect: Duration = .seconds(10), silence: Duration = .seconds(60)) {
            self.connect = connect
            self.silence = silence
        }
    }

    /// What a transport can be told.
    struct Settings: Sendable {
        var timeouts = Timeouts()
        /// The proxy for https requests; nil to go directly.
        var proxy: Proxy?
        /// The file of the certificate authorities to trust, in PEM; nil for the system's.
        var authorities: String?
        /// The addresses of names, in place of those that the system knows.
        var addresses: [String: [String]] = [:]
    }

    private enum State {
        case unused
        case open(CurlThread)
        /// Shut down, or about to be.
        case shutDown(CurlThread?)
    }

    private let settings: Settings
    private let state = Mutex(State.unused)

    /// Creates a transport. It loads libcurl, and starts a thread, with the first request.
    ///
    /// - Parameter proxy: The proxy for https requests; nil to go directly.
    public convenience init(timeouts: Timeouts = Timeouts(), proxy: Proxy? = nil) {
        self.init(Settings(timeouts: timeouts, proxy: proxy))
    }

    init(_ settings: Settings) {
        self.settings = settings
    }

    deinit {
        if case .open(let thread) = state.withLock(\.self) { thread.stop() }
    }

    /// Sends a request, once, and returns as soon as the reply's head has arrived.
    ///
    /// - Throws: `TransportError`.
    public func send(_ request: TransportRequest) async throws(TransportError) -> TransportReply {
        guard !Task.isCancelled else {
            throw TransportError(code: .cancelled, mayHaveArrived: false)
        }
        let exchange = Exchange(request, route: try Route(request, proxy: settings.proxy))
        let thread = try thread()
        thread.give(.start(exchange))
        let reader = ExchangeReader(exchange, thread)
        let head = try await reader.head()
        return TransportReply(
            status: head.status, headers: HeaderFields(head.fields),
            body: ReplyBody {
                { () async throws(TransportError) in try await reader.next() }
            })
    }

    /// Ends all connections and the exchanges on them.
    public func shutdown() async {
        let thread: CurlThread? = state.withLock { state in
            let thread: CurlThread? =
                switch state {
                case .unused: nil
                case .open(let thread): thread
                case .shutDown(let thread): thread
                }
            state = .shutDown(thread)
            return thread
        }
        await thread?.stopped()
    }

    private func thread() throws(TransportError) -> CurlThread {
        try state.withLock { state throws(TransportError) in
            switch state {
            case .open(let thread): return thread
            case .shutDown: throw TransportError(code: .cancelled, mayHaveArrived: false)
            case .unused:
                let thread = try CurlThread(settings)
                state = .open(thread)
                return thread
            }
        }
    }
}
