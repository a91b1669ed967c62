/// A service to talk to: where it is, and in which dialect.
public struct Service: Hashable, Sendable {
    /// The address that the endpoints' paths follow; without a slash at its end.
    public let baseURL: String
    /// How it is spoken to.
    public let dialect: Dialect
    let address: WebAddress

    /// The service that PROTOCOL section 1 documents.
    public static let live = Service(
        address: WebAddress(scheme: .https, host: "aireiter.com"), dialect: .openapi)

    /// Takes an address that a person gave: https, or http on this machine; a path before the endpoints' is kept.
    ///
    /// - Throws: `ServiceURLError`.
    public init(baseURL text: String, dialect: Dialect = .openapi) throws(ServiceURLError) {
        guard let parts = WebAddress.Parts(text) else {
            throw ServiceURLError(code: .notURL, subject: text)
        }
        guard !parts.hasUserInfo else { throw ServiceURLError(code: .userInfo, subject: text) }
        guard parts.query == nil, parts.fragment == nil else {
            throw ServiceURLError(code: .queryOrFragment, subject: text)
        }
        guard let address = WebAddress(text) else {
            throw ServiceURLError(code: .badHost, subject: text)
        }
        guard address.scheme == .https || address.isLoopback else {
            throw ServiceURLError(code: .notHTTPS, subject: text)
        }
        self.init(address: address, dialect: dialect)
    }

    /// Scheme, host and port, `https://aireiter.com`: what a key and a ledger's entry belong to.
    public var origin: String { address.origin }
}

extension Service {
    private init(address: WebAddress, dialect: Dialect) {
        var baseURL = address.text
        while baseURL.hasSuffix("/") { baseURL.removeLast() }
        self.address = address
        self.baseURL = baseURL
        self.dialect = dialect
    }
}
