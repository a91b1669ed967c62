/// A strictly parsed http(s) URL: one that igs may connect to, and that no two parsers can read differently.
///
/// It has no user info, no fragment, and an ASCII host. The host is lower-case, a default port is dropped.
struct WebAddress: Hashable, Sendable {
    enum Scheme: String {
        case http, https

        var defaultPort: Int { self == .http ? 80 : 443 }
    }

    let scheme: Scheme
    /// A name, an IPv4 address, or an IPv6 address in brackets.
    let host: String
    /// The port; nil for the scheme's default port.
    let port: Int?
    /// The path, with whatever needed it percent-encoded; empty, or with a slash first.
    let path: String
    /// The query without its question mark; nil if there is none.
    let query: String?

    /// Parses a text; nil if it is not such a URL.
    init?(_ text: String) {
        guard let parts = Parts(text), !parts.hasUserInfo, parts.fragment == nil,
            let host = Self.host(parts.host), let port = Self.port(parts.port, parts.scheme)
        else { return nil }
        scheme = parts.scheme
        self.host = host
        self.port = port.isDefault ? nil : port.number
        path = parts.path.percentEncoded
        query = parts.query?.percentEncoded
    }

    /// Scheme, host and port: what a key belongs to.
    var origin: String {
        "\(scheme.rawValue)://\(host)" + (port.map { ":\($0)" } ?? "")
    }

    /// The whole URL.
    var text: String { origin + path + (query.map { "?\($0)" } ?? "") }

    /// The same URL over https, at the default port of https unless the URL names another.
    var encrypted: WebAddress {
        WebAddress(scheme: .https, host: host, port: port, path: path, query: query)
    }

    /// The port to connect to.
    var portNumber: Int { port ?? scheme.defaultPort }

    /// The host as everything but a URL writes it: without brackets.
    var hostWithoutBrackets: String {
        host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
    }

    /// The address if the host is one; nil for a name.
    var literal: NetworkAddress? { NetworkAddress(hostWithoutBrackets) }

    /// Whether the host is this machine: `localhost`, 127.0.0.0/8, or `[::1]`.
    var isLoopback: Bool { host == "localhost" || literal?.isLoopback == true }

    /// Whether the host is a name that only has a meaning within some network, if any.
    var isLocalName: Bool {
        guard literal == nil else { return false }
        let labels = host.split(separator: ".")
        return labels.count < 2
            || ["localhost", "local", "internal", "lan", "arpa"].contains(labels[labels.count - 1])
    }
}

extension WebAddress {
    /// The parts of a URL as they are; only the scheme is checked.
    struct Parts {
        let scheme: Scheme
        let hasUserInfo: Bool
        let host: Substring
        let port: Substring?
        let path: Substring
        let query: Substring?
        let fragment: Substring?

        init?(_ text: String) {
            guard let colon = text.firstIndex(of: ":"),
                let scheme = Scheme(rawValue: text[..<colon].lowercased())
            else { return nil }
            let afterColon = text[text.index(after: colon)...]
            guard afterColon.hasPrefix("//"),
                !text.unicodeScalars.contains(where: { $0.value <= 0x20 || $0.value == 0x7F })
            else { return nil }

            var rest = afterColon.dropFirst(2)
            fragment = rest.cut(at: "#")
            query = rest.cut(at: "?")
            let authority = rest.prefix { $0 != "/" }
            path = rest[authority.endIndex...]
            let hostAndPort = authority.lastIndex(of: "@").map { authority[$0...].dropFirst() }
            hasUserInfo = hostAndPort != nil
            (host, port) = Self.split(hostAndPort ?? authority)
            self.scheme = scheme
        }

        private static func split(_ text: Substring) -> (Substring, Substring?) {
            let start = text.lastIndex(of: "]") ?? text.startIndex
            guard let colon = text[start...].firstIndex(of: ":") else { return (text, nil) }
            return (text[..<colon], text[text.index(after: colon)...])
        }
    }

    private static func host(_ text: Substring) -> String? {
        let host = text.lowercased()
        guard (1...255).contains(host.utf8.count) else { return nil }
        if host.hasPrefix("["), host.hasSuffix("]") {
            let address = host.dropFirst().dropLast()
            let isPlain = address.utf8.allSatisfy {
                $0.isLowerCaseHexDigit || $0 == UInt8(ascii: ":")
            }
            return isPlain && NetworkAddress(address)?.bytes.count == 16 ? host : nil
        }
        let isName = host.utf8.allSatisfy {
            $0.isLowerCaseLetter || $0.isDigit || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
        }
        guard isName, !host.hasPrefix("."), !host.contains("..") else { return nil }
        // Many programs take what ends like a number for an IPv4 address: so it is the one notation, or invalid.
        let last = host.split(separator: ".").last ?? ""
        let isNumber = last.utf8.allSatisfy(\.isDigit) || last.hasPrefix("0x")
        return isNumber && NetworkAddress(host) == nil ? nil : host
    }

    private static func port(
        _ text: Substring?, _ scheme: Scheme
    ) -> (number: Int, isDefault: Bool)? {
        guard let text, !text.isEmpty else { return (scheme.defaultPort, true) }
        guard text.utf8.count <= 5, text.utf8.allSatisfy(\.isDigit), let number = Int(text),
            (1...65535).contains(number)
        else { return nil }
        return (number, number == scheme.defaultPort)
    }
}

extension Substring {
    /// Removes the first `mark` and everything after it from the text, and returns what followed the mark.
    fileprivate mutating func cut(at mark: Character) -> Substring? {
        guard let index = firstIndex(of: mark) else { return nil }
        defer { self = self[..<index] }
        return self[self.index(after: index)...]
    }
}

private extension UInt8 {
    var isLowerCaseHexDigit: Bool {
        isDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(self)
    }
}

extension WebAddress {
    /// Makes an address with nothing but a host.
    init(scheme: Scheme, host: String) {
        self.init(scheme: scheme, host: host, port: nil, path: "", query: nil)
    }

    private init(scheme: Scheme, host: String, port: Int?, path: String, query: String?) {
        self.scheme = scheme
        self.host = host
        self.port = port
        self.path = path
        self.query = query
    }
}
