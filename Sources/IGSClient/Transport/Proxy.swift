/// The proxy for https requests, as `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY` say.
///
/// This machine is always reached directly. The proxy resolves names: if a request may only go to some addresses,
/// the proxy is trusted with names, but not with addresses.
public struct Proxy: Sendable {
    /// The variables that name a proxy; the first that is not empty counts.
    public static let variables = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]
    /// The variables that list what to reach directly; the first that is not empty counts.
    public static let exceptionVariables = ["no_proxy", "NO_PROXY"]

    let host: String
    let port: Int
    /// The whole address, with the password if there is one.
    let url: Secret
    private let exceptions: [Exception]

    /// Reads the environment; nil if it names no proxy.
    ///
    /// - Throws: `ProxyError` if it names one that is not `[SCHEME://][USER:PASSWORD@]HOST[:PORT]`, where the
    ///   scheme is http, which is the default, https, socks4, socks4a, socks5 or socks5h.
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
        url = address.url
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
    /// A proxy's address, read from `[SCHEME://][USER:PASSWORD@]HOST[:PORT][/]`.
    private struct Address {
        /// The ports that schemes stand for.
        private static let ports = [
            "http": 80, "https": 443, "socks4": 1080, "socks4a": 1080, "socks5": 1080,
            "socks5h": 1080,
        ]

        /// The schemes under which libcurl would resolve names itself, and those under which the proxy does.
        private static let resolvingSchemes = ["socks4": "socks4a", "socks5": "socks5h"]

        let host: String
        let port: Int
        let url: Secret

        init?(_ text: String) {
            var (scheme, rest) = ("http", text[...])
            if let mark = text.firstRange(of: "://") {
                scheme = text[..<mark.lowerBound].lowercased()
                rest = text[mark.upperBound...]
            }
            let start = rest.lastIndex(of: "@").map(rest.index(after:)) ?? rest.startIndex
            let location = "http://" + rest[start...]
            guard let defaultPort = Self.ports[scheme], let address = WebAddress(location),
                ["", "/"].contains(address.path), address.query == nil
            else { return nil }
            let hasPort = WebAddress.Parts(location)?.port?.isEmpty == false
            host = address.hostWithoutBrackets
            port = hasPort ? address.portNumber : defaultPort
            // A login may contain what would end it for another parser.
            let marks: [Character: String] = ["@": "%40", "/": "%2F", "?": "%3F", "#": "%23"]
            let words = rest[..<start].dropLast().percentEncoded
            let login =
                words.map { marks[$0] ?? String($0) }.joined()
                + (start == rest.startIndex ? "" : "@")
            let ownScheme = Self.resolvingSchemes[scheme] ?? scheme
            guard let url = Secret("\(ownScheme)://\(login)\(address.host):\(port)") else {
                return nil
            }
            self.url = url
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
