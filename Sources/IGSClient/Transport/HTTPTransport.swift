import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Synchronization

/// The real transport, on async-http-client, over HTTP/1.1.
///
/// Call ``shutdown()`` when done with it; calls under way then end as cancelled.
public final class HTTPTransport: Transport {
    /// How long to wait for what.
    public struct Timeouts: Sendable {
        /// For a connection to come about, its encryption included.
        public var connect: Duration
        /// For the next bytes in either direction.
        public var silence: Duration

        /// Creates time-outs; by default 10 s for a connection, 60 s for silence.
        public init(connect: Duration = .seconds(10), silence: Duration = .seconds(60)) {
            self.connect = connect
            self.silence = silence
        }
    }

    /// The HTTP clients, which start threads: none before the first request.
    fileprivate struct Clients {
        /// Keeps connections for the next request.
        let keeping: HTTPClient
        /// Makes a connection for each request.
        let fresh: HTTPClient
    }

    private enum State {
        case unused
        case open(Clients)
        case shutDown
    }

    private let timeouts: Timeouts
    private let state = Mutex(State.unused)

    /// Creates a transport. Nothing is started or connected before the first request.
    public init(timeouts: Timeouts = Timeouts()) {
        self.timeouts = timeouts
    }

    deinit {
        guard case .open(let clients) = state.withLock(\.self) else { return }
        // Nobody is left to wait for it, and the clients insist on it.
        Task { await clients.shutdown() }
    }

    /// Sends a request, once, and returns as soon as the reply's head is there.
    ///
    /// - Throws: `TransportError`.
    public func send(_ request: TransportRequest) async throws(TransportError) -> TransportReply {
        let deadline = ContinuousClock.now + request.timeout
        let upload = request.body.map(Upload.init)
        do {
            let clients = try clients()
            let client = request.needsFreshConnection ? clients.fresh : clients.keeping
            let response = try await client.execute(
                HTTPClientRequest(request, upload: upload), timeout: TimeAmount(request.timeout))
            return TransportReply(response, deadline: deadline)
        } catch {
            throw TransportError(error, mayHaveArrived: upload?.isHandedOver ?? true)
        }
    }

    /// Ends all connections and what goes on over them.
    public func shutdown() async {
        let state = state.withLock { state in
            defer { state = .shutDown }
            return state
        }
        if case .open(let clients) = state { await clients.shutdown() }
    }

    private func clients() throws -> Clients {
        try state.withLock { state in
            switch state {
            case .open(let clients): return clients
            case .shutDown: throw HTTPClientError.alreadyShutdown
            case .unused:
                let clients = Clients(timeouts)
                state = .open(clients)
                return clients
            }
        }
    }
}

extension HTTPTransport.Clients {
    fileprivate init(_ timeouts: HTTPTransport.Timeouts) {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: HTTPClient.Configuration.Timeout(
                connect: TimeAmount(timeouts.connect), read: TimeAmount(timeouts.silence),
                write: TimeAmount(timeouts.silence)),
            connectionPool: HTTPClient.Configuration.ConnectionPool(
                idleTimeout: .seconds(15), concurrentHTTP1ConnectionsPerHostSoftLimit: 256),
            decompression: .disabled)
        // Whether and when to try again, the caller decides.
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.httpVersion = .http1Only
        keeping = HTTPClient(configuration: configuration)
        configuration.maximumUsesPerConnection = 1
        fresh = HTTPClient(configuration: configuration)
    }

    fileprivate func shutdown() async {
        // What it may throw is about connections that were not left in order, and they are gone too.
        try? await keeping.shutdown()
        try? await fresh.shutdown()
    }
}

extension HTTPClientRequest {
    fileprivate init(_ request: TransportRequest, upload: Upload?) {
        self.init(url: request.url)
        method = HTTPMethod(rawValue: request.method.rawValue)
        for field in request.headers.fields {
            headers.add(name: field.name, value: field.value)
        }
        if let key = request.authorization {
            key.withExposed { headers.replaceOrAdd(name: "Authorization", value: "Bearer \($0)") }
        }
        if let upload {
            body = .stream(upload, length: .known(Int64(upload.byteCount)))
        }
    }
}

extension TransportReply {
    fileprivate init(_ response: HTTPClientResponse, deadline: ContinuousClock.Instant) {
        let chunks = response.body
        self.init(
            status: Int(response.status.code),
            headers: HeaderFields(response.headers.map { (name: $0.name, value: $0.value) }),
            body: ReplyBody {
                var iterator = chunks.makeAsyncIterator()
                return { () async throws(TransportError) in
                    do {
                        guard let chunk = try await iterator.next() else { return nil }
                        guard ContinuousClock.now < deadline else {
                            throw HTTPClientError.deadlineExceeded
                        }
                        return Array(chunk.readableBytesView)
                    } catch {
                        throw TransportError(error, mayHaveArrived: true)
                    }
                }
            })
    }
}

extension TimeAmount {
    fileprivate init(_ duration: Duration) {
        let seconds = min(max(duration.components.seconds, 0), 1_000_000_000)
        self = .nanoseconds(
            seconds * 1_000_000_000 + duration.components.attoseconds / 1_000_000_000)
    }
}
