/// How a request gets to its server.
enum ConnectionRoute {
    /// Over a connection to wherever the system finds the host, or through the proxy; kept for other
    /// requests.
    case shared(WebAddress, isProxied: Bool)
    /// Over a connection of its own through the proxy.
    case proxied(WebAddress)
    /// Over a connection to one of the addresses that its host's name resolved to.
    case pinned(WebAddress, to: [NetworkAddress])

    /// Decides on a request's route, and resolves its host's name if the request's reach is limited.
    ///
    /// - Throws: `TransportError` with `outOfReach` if the host, or any one of its addresses, is out of
    ///   reach.
    init(
        _ request: TransportRequest, proxy: Proxy?, resolver: Resolver
    ) async throws(TransportError) {
        guard let address = WebAddress(request.url) else {
            throw TransportError(code: .badRequest, mayHaveArrived: false, message: request.url)
        }
        let isProxied = proxy?.serves(address) ?? false
        self = .shared(address, isProxied: isProxied)
        if case .anywhere = request.reach { return }
        if let literal = address.literal {
            try Self.hold([literal], to: request.reach, address)
        } else if isProxied {
            // The proxy resolves it; a name that cannot be public is not left to it.
            guard !address.isLocalName else { throw Self.outOfReach(address.host) }
            self = .proxied(address)
        } else {
            let addresses = await resolver.addresses(address.host)
            try Self.hold(addresses, to: request.reach, address)
            self = .pinned(address, to: addresses)
        }
    }

    /// Checks the addresses of a name: a name with even one address out of reach cannot be trusted.
    private static func hold(
        _ addresses: [NetworkAddress], to reach: TransportRequest.Reach, _ address: WebAddress
    ) throws(TransportError) {
        let isName = address.literal == nil
        for candidate in addresses where !reach.includes(candidate) {
            // A proxy that takes all traffic of this machine resolves every name to its own addresses.
            if isName, reach.includesPublic, candidate.isForBenchmarks { continue }
            throw outOfReach(
                isName ? "\(address.host) resolves to \(candidate), which" : "\(candidate)")
        }
    }

    private static func outOfReach(_ host: String) -> TransportError {
        TransportError(
            code: .outOfReach, mayHaveArrived: false,
            message: "\(host) is not an address of the public internet")
    }
}
