import AsyncHTTPClient
import NIOSSL
import Synchronization

/// The real transport, on async-http-client, over HTTP/1.1.
///
/// If a request's reach is limited, the transport resolves the host's name itself, checks that every address is
/// within reach, and connects to one of these addresses and no other: resolving a name twice may give two machines.
/// The certificate must match the name all the same.
///
/// Call ``shutdown()`` when done with it; calls under way then end as cancelled.
public final class HTTPTransport: Transport {
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

    private enum State {
        case unused
        case open(HTTPClients)
        case shutDown
    }

    private let settings: HTTPClients.Settings
    private let resolver: Resolver
    private let state = Mutex(State.unused)

    /// Creates a transport. It starts and connects nothing before the first request.
    ///
    /// - Parameter proxy: The proxy for https requests; nil to go directly.
    public convenience init(timeouts: Timeouts = Timeouts(), proxy: Proxy? = nil) {
        self.init(
            settings: HTTPClients.Settings(timeouts: timeouts, proxy: proxy), resolver: .system)
    }

    init(settings: HTTPClients.Settings, resolver: Resolver) {
        self.settings = settings
        self.resolver = resolver
    }

    deinit {
        guard case .open(let clients) = state.withLock(\.self) else { return }
        // No code is left to wait for it, and the clients insist on it.
        Task { await clients.shutdown() }
    }

    /// Sends a request, once, and returns as soon as the reply's head has arrived.
    ///
    /// - Throws: `TransportError`.
    public func send(_ request: TransportRequest) async throws(TransportError) -> TransportReply {
        let deadline = ContinuousClock.now + request.timeout
        switch try await ConnectionRoute(request, proxy: settings.proxy, resolver: resolver) {
        case .shared(let address, let isProxied):
            let client = try clients().shared(
                address, isProxied: isProxied, isFresh: request.needsFreshConnection)
            return try await client.exchange(request, until: deadline)
        case .proxied(let address):
            return try await clients().own(address, at: nil).exchange(request, until: deadline)
        case .pinned(let address, let candidates):
            return try await send(request, to: candidates, of: address, until: deadline)
        }
    }

    /// Ends all connections and the exchanges on them.
    public func shutdown() async {
        let state = state.withLock { state in
            defer { state = .shutDown }
            return state
        }
        if case .open(let clients) = state { await clients.shutdown() }
    }
}

extension HTTPTransport {
    /// Sends a request to the first of several addresses that accepts a connection.
    private func send(
        _ request: TransportRequest, to candidates: [NetworkAddress], of address: WebAddress,
        until deadline: ContinuousClock.Instant
    ) async throws(TransportError) -> TransportReply {
        var failure = TransportError(
            code: .unresolved, mayHaveArrived: false, message: "no address for \(address.host)")
        for candidate in candidates {
            let client = try clients().own(address, at: candidate)
            do throws(TransportError) {
                return try await client.exchange(request, until: deadline)
            } catch {
                guard error.code == .notConnected else { throw error }
                failure = error
            }
        }
        throw failure
    }

    private func clients() throws(TransportError) -> HTTPClients {
        try state.withLock { state throws(TransportError) in
            switch state {
            case .open(let clients): return clients
            case .shutDown: throw TransportError(code: .cancelled, mayHaveArrived: false)
            case .unused:
                guard OpenFiles.haveRoom(for: OpenFiles.neededByThreads) else {
                    throw TransportError(
                        code: .notConnected, mayHaveArrived: false,
                        message: "too few files may be open at a time (ulimit -n)")
                }
                let clients = HTTPClients(settings)
                state = .open(clients)
                return clients
            }
        }
    }
}
