/// A service to talk to: its address and its dialect.
public struct Service: Hashable, Sendable {
    /// The address to which the endpoints' paths are appended; without a slash at its end.
    public let baseURL: String
    /// The dialect that the service speaks.
    public let dialect: Dialect
    /// What the model is called there.
    public let model: String
    let address: WebAddress

    /// The documented service: Protocol, "The documented service".
    public static let live = Service(
        address: WebAddress(scheme: .https, host: "aireiter.com"), dialect: .openapi)

    /// Creates a service from an address that a person gave: https, or http on this machine; a path before the
    /// endpoints' is kept.
    ///
    /// - Parameter model: What a reseller calls the model; only in the `images` dialect. Nil for the usual name.
    /// - Throws: `ServiceURLError`.
    public init(
        baseURL text: String, dialect: Dialect = .openapi, model: String? = nil
    ) throws(ServiceURLError) {
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
        if let endpoint = Self.endpoint(endingPath: address.path, dialect) {
            throw ServiceURLError(code: .endpoint(endpoint), subject: text)
        }
        self.init(address: address, dialect: dialect, model: model)
    }

    /// Scheme, host and port, `https://aireiter.com`: what a key and a ledger's entry belong to.
    public var origin: String { address.origin }
}

extension Service {
    private init(address: WebAddress, dialect: Dialect, model: String? = nil) {
        var baseURL = address.text
        while baseURL.hasSuffix("/") { baseURL.removeLast() }
        self.model = dialect == .images ? model ?? dialect.modelName : dialect.modelName
        self.address = address
        self.baseURL = baseURL
        self.dialect = dialect
    }

    /// Returns the URL of a path of the service's own origin, or of an address that only leaves out the scheme.
    func url(ofPath path: String) -> String {
        path.hasPrefix("//") ? "\(address.scheme.rawValue):\(path)" : origin + path
    }

    /// Returns the path from the origin, with its query, of a URL of the service's own origin; nil for any other.
    func path(_ text: String) -> String? {
        let whole = text.hasPrefix("/") ? url(ofPath: text) : text
        guard let url = WebAddress(whole), url.origin == origin, whole.utf8.count <= 2000 else {
            return nil
        }
        return url.path + (url.query.map { "?\($0)" } ?? "")
    }

    /// Returns the end of a path if it was copied from an API's documentation: `/v1`, `/api/openapi/submit`. Nil for
    /// any other path.
    ///
    /// A sibling may have its endpoints below `/api`; in the service itself, `/api` is part of them.
    private static func endpoint(endingPath path: String, _ dialect: Dialect) -> String? {
        let endpoint =
            #/\/v1(?:\/(?:images|tasks|models|chat|responses|user|balance)(?:\/.*)?)?\/*$/#
        let images = #/\/images\/(?:generations|edits)\/*$/#
        let openapi = #/\/(?:api|openapi)(?:\/openapi(?:\/.*)?)?(?:\/v1(?:\/.*)?)?\/*$/#
        let path = path.lowercased()
        if dialect == .openapi, let match = path.firstMatch(of: openapi) {
            return String(match.output)
        }
        if let match = path.firstMatch(of: #/\/api\/openapi(?:\/.*)?\/*$/#) {
            return String(match.output)
        }
        return (path.firstMatch(of: endpoint) ?? path.firstMatch(of: images))
            .map { String($0.output) }
    }
}
