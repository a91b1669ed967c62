/// How a request gets to its server, as far as that is known before its name is resolved.
struct Route: Sendable {
    let address: WebAddress
    /// The proxy that the request goes through; nil to go directly.
    let proxy: Proxy?
    private let reach: TransportRequest.Reach

    /// Decides on a request's route.
    ///
    /// - Throws: `TransportError` with `badRequest` for a URL that igs does not connect to, with `outOfReach` for an
    ///   address that is out of the request's reach, or a name that a proxy would not find there.
    init(_ request: TransportRequest, proxy: Proxy?) throws(TransportError) {
        guard let address = WebAddress(request.url) else {
            throw TransportError(code: .badRequest, mayHaveArrived: false, message: request.url)
        }
        self.address = address
        self.proxy = proxy.flatMap { $0.serves(address) ? $0 : nil }
        reach = request.reach
        if case .anywhere = reach { return }
        if let literal = address.literal, !reach.includes(literal) {
            throw Self.outOfReach("\(literal)")
        }
        // A proxy resolves names; one that cannot be public is not left to it.
        if self.proxy != nil, address.isLocalName { throw Self.outOfReach(address.host) }
    }

    /// Returns why the request may not go to an address that it would be sent to; nil if it may.
    ///
    /// - Parameter candidate: nil for what is not an internet address.
    ///
    /// A proxy's address is the user's own choice, and always within reach.
    func refusal(of candidate: NetworkAddress?) -> TransportError? {
        if proxy != nil { return nil }
        if case .anywhere = reach { return nil }
        guard let candidate else { return Self.outOfReach(address.host) }
        if reach.includes(candidate) { return nil }
        // A proxy that takes all traffic of this machine resolves every name to its own addresses.
        if address.literal == nil, reach.includesPublic, candidate.isForBenchmarks { return nil }
        return Self.outOfReach("\(address.host) resolves to \(candidate), which")
    }

    private static func outOfReach(_ host: String) -> TransportError {
        TransportError(
            code: .outOfReach, mayHaveArrived: false,
            message: "\(host) is not an address of the public internet")
    }
}
