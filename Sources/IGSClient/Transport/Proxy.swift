import FoundationEssentials

/// The HTTP proxy for https requests, as `HTTPS_PROXY` and `NO_PROXY` say.
///
/// This machine is always reached directly. The proxy resolves names: if a request may only go to some addresses,
/// the proxy is trusted with names, but not with addresses.
public struct Proxy: Sendable {
    /// The variables that name a proxy; the first that is not empty counts.
    public static let variables = ["https_proxy", "HTTPS_PROXY"]
    /// The variables that list what to reach directly; the first that is not empty counts.
    public static let exceptionVariables = ["no_proxy", "NO_PROXY"]

    let host: String
    let port: Int
    /// The user and the password, as `Proxy-Authorization: Basic` has them.
    let credentials: Secret?
    private let exceptions: [Exception]

    /// Reads the environment; nil if it names no proxy.
    ///
    /// - Throws: `ProxyError` if it names one that is not `http://[USER:PASSWORD@]HOST[:PORT]`.
    public init?(environment: [String: String]) throws(ProxyError) {
        func first(of variables: [String]) -> (name: String, text: String)? {
            variables.lazy.compactMap { name in
                environment[name].flatMap { $0.isEmpty ? nil : (name, $0) }
            }.first
        }
        guard let (variable, text) = first(of: Self.variables) else { return nil }
        guard let address = Address(text) else { throw ProxyError(variable: variable) }
        host = address.host
        port = address.port
        credentials = address.credentials
        exceptions =
            first(of: Self.exceptionVariables)?.text.split { $0 == "," || $0 == " " }
            .map(Exception.init) ?? []
    }

    /// Whether requests to an address go through the proxy.
    func serves(_ address: WebAddress) -> Bool {
        address.scheme == .https && !address.isLoopback
            && !exceptions.contains { $0.matches(address) }
    }
}

extension Proxy {
    /// A proxy's address, read from `[http://][USER:PASSWORD@]HOST[:PORT][/]`.
    private struct Address {
        let host: String
        let port: Int
        let credentials: Secret?

        init?(_ text: String) {
            let scheme = "http://"
            var rest = text[...]
            if rest.prefix(scheme.count).lowercased() == scheme {
                rest = rest.dropFirst(scheme.count)
            } else if rest.contains("://") {
                return nil
            }
            if let at = rest.lastIndex(of: "@") {
                let login = Data(rest[..<at].percentDecoded)
                credentials = Secret(login.base64EncodedString())
                rest = rest[rest.index(after: at)...]
            } else {
                credentials = nil
            }
            guard let address = WebAddress(scheme + rest), ["", "/"].contains(address.path),
                address.query == nil
            else { return nil }
            // async-http-client takes an IPv6 address without the brackets that a URL needs.
            host = address.hostWithoutBrackets
            port = address.portNumber
        }
    }

    /// What to reach directly: `example.com` and all below it, an address, or `*`; a port may follow.
    private struct Exception: Sendable {
        private let host: String
        private let port: Int?

        init(_ text: Substring) {
            var host = text.lowercased()[...]
            var port: Int?
            if NetworkAddress(host) == nil, let colon = host.lastIndex(of: ":") {
                port = Int(host[host.index(after: colon)...])
                if port != nil { host = host[..<colon] }
            }
            if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
            if host.hasPrefix("*.") { host = host.dropFirst() }
            if host.hasPrefix(".") { host = host.dropFirst() }
            self.host = String(host)
            self.port = port
        }

        func matches(_ address: WebAddress) -> Bool {
            guard port == nil || port == address.portNumber else { return false }
            let name = address.hostWithoutBrackets
            return host == "*" || name == host || name.hasSuffix("." + host)
        }
    }
}
