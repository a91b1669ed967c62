import AsyncHTTPClient
import NIOCore
import NIOSSL
import Synchronization

/// The clients of async-http-client that a transport uses, and how they are set up.
///
/// They start threads, so they are created with the first request.
final class HTTPClients: Sendable {
    /// How clients are set up.
    struct Settings: Sendable {
        let timeouts: HTTPTransport.Timeouts
        let proxy: Proxy?
        /// The certificate authorities to trust.
        var trustRoots = NIOSSLTrustRoots.default
    }

    private struct Pair: Sendable {
        /// Keeps connections for the next request.
        let keeping: HTTPClient
        /// Makes a connection for each request.
        let fresh: HTTPClient

        init(_ configuration: HTTPClient.Configuration) {
            var configuration = configuration
            keeping = HTTPClient(configuration: configuration)
            configuration.maximumUsesPerConnection = 1
            fresh = HTTPClient(configuration: configuration)
        }
    }

    private struct Key: Hashable {
        let host: String
        let isProxied: Bool
    }

    private struct State {
        var shared: [Key: Pair] = [:]
        var own: [ObjectIdentifier: HTTPClient] = [:]
    }

    private let settings: Settings
    private let state = Mutex(State())

    init(_ settings: Settings) {
        self.settings = settings
    }

    /// Returns the client for the requests to a host.
    func shared(_ address: WebAddress, isProxied: Bool, isFresh: Bool) -> ExchangeClient {
        let key = Key(host: address.host, isProxied: isProxied)
        let pair = state.withLock { state in
            if let pair = state.shared[key] { return pair }
            let pair = Pair(settings.configuration(for: address, isProxied: isProxied))
            state.shared[key] = pair
            return pair
        }
        return ExchangeClient(isFresh ? pair.fresh : pair.keeping)
    }

    /// Makes a client for one request, through the proxy or to one of the host's addresses.
    ///
    /// It lives as long as the exchange that uses it.
    func own(_ address: WebAddress, at pin: NetworkAddress?) -> ExchangeClient {
        var configuration = settings.configuration(for: address, isProxied: pin == nil)
        if let pin { configuration.dnsOverride = [address.host: "\(pin)"] }
        let client = HTTPClient(configuration: configuration)
        state.withLock { $0.own[ObjectIdentifier(client)] = client }
        return ExchangeClient(client) { [weak self] in
            self?.state.withLock { _ = $0.own.removeValue(forKey: ObjectIdentifier(client)) }
            Task { try? await client.shutdown() }
        }
    }

    func shutdown() async {
        let clients = state.withLock { state in
            state.shared.values.flatMap { [$0.keeping, $0.fresh] } + state.own.values
        }
        // Its errors are about connections that were not left in order, and those are gone too.
        for client in clients { try? await client.shutdown() }
    }
}

extension HTTPClients.Settings {
    /// Returns a configuration without redirects, decompression or retries: the caller decides on
    /// all of these.
    fileprivate func configuration(
        for address: WebAddress, isProxied: Bool
    ) -> HTTPClient.Configuration {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.trustRoots = trustRoots
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: tls, redirectConfiguration: .disallow,
            timeout: HTTPClient.Configuration.Timeout(
                connect: TimeAmount(timeouts.connect), read: TimeAmount(timeouts.silence),
                write: TimeAmount(timeouts.silence)),
            connectionPool: HTTPClient.Configuration.ConnectionPool(
                idleTimeout: .seconds(15), concurrentHTTP1ConnectionsPerHostSoftLimit: 256),
            decompression: .disabled)
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.httpVersion = .http1Only
        if address.scheme == .https, address.literal == nil {
            configuration.http1_1ConnectionDebugInitializer = { channel in
                PeerName.check(channel, for: address.host)
            }
        }
        if isProxied, let proxy {
            configuration.proxy = .server(
                host: proxy.host, port: proxy.port,
                authorization: proxy.credentials?.withExposed { .basic(credentials: $0) })
        }
        return configuration
    }
}
