import Foundation
@testable import IGSClient
import IGSTestSupport
import Testing

@Suite struct ProxyTests {
    @Test(arguments: [
        ("proxy.example:3128", "http://proxy.example:3128"),
        ("proxy.example", "http://proxy.example:80"),
        ("http://proxy.example", "http://proxy.example:80"),
        ("HTTP://127.0.0.1:8080/", "http://127.0.0.1:8080"),
        ("http://[::1]:8080", "http://[::1]:8080"),
        ("http://ada:pw@proxy.example:1", "http://ada:pw@proxy.example:1"),
        ("http://ada:p@ss@proxy.example", "http://ada:p%40ss@proxy.example:80"),
        ("http://ada:12/34@proxy.example:1", "http://ada:12%2F34@proxy.example:1"),
        ("http://ada:p#s?@proxy.example", "http://ada:p%23s%3F@proxy.example:80"),
        ("https://proxy.example", "https://proxy.example:443"),
        ("https://ada:p%40s@proxy.example:80/", "https://ada:p%40s@proxy.example:80"),
        ("socks4://proxy.example", "socks4a://proxy.example:1080"),
        ("socks4a://proxy.example:9", "socks4a://proxy.example:9"),
        ("socks5://ada:pw@proxy.example", "socks5h://ada:pw@proxy.example:1080"),
        ("SOCKS5H://[::1]:1080", "socks5h://[::1]:1080"),
    ])
    func `a proxy is read from the environment`(text: String, url: String) throws {
        let proxy = try #require(try Proxy(environment: ["HTTPS_PROXY": text]))
        proxy.url.withExposed { #expect($0 == url) }
    }

    @Test(arguments: [
        (["https_proxy": "a", "HTTPS_PROXY": "b", "all_proxy": "c", "ALL_PROXY": "d"], "a"),
        (["https_proxy": "", "HTTPS_PROXY": "b", "all_proxy": "c", "ALL_PROXY": "d"], "b"),
        (["all_proxy": "c", "ALL_PROXY": "d"], "c"), (["ALL_PROXY": "d", "all_proxy": ""], "d"),
        (["http_proxy": "e", "HTTP_PROXY": "f", "HTTPS_PROXY": "", "ftp_proxy": "g"], nil),
        ([:], nil),
    ])
    func `the first variable that is not empty counts`(
        environment: [String: String], host: String?
    ) throws {
        #expect(try Proxy(environment: environment)?.host == host)
    }

    @Test(
        arguments: Proxy.variables,
        [
            "http://", "http://proxy:99999", "http://proxy.example/path", "ftp://proxy.example",
            "http://proxy.example?x", "proxy example", "http://a b", "socks://proxy.example",
            "socks6://proxy.example", "://proxy.example", "http:/proxy.example", "http://a@",
            "http://proxy.example\r\nX: y", "http://proxy.example:port", "file:///etc/passwd",
        ])
    func `an address that is not a proxy's is refused, and not shown`(
        variable: String, text: String
    ) {
        #expect(throws: ProxyError(variable: variable)) {
            try Proxy(environment: [variable: text])
        }
    }

    @Test(arguments: [
        ("", "https://aireiter.com", true), ("*", "https://aireiter.com", false),
        ("aireiter.com", "https://aireiter.com", false),
        ("AIREITER.com", "https://aireiter.com", false),
        ("aireiter.com", "https://cdn.aireiter.com", false),
        (".aireiter.com", "https://cdn.aireiter.com", false),
        ("*.aireiter.com", "https://cdn.aireiter.com", false),
        ("reiter.com", "https://aireiter.com", true),
        ("example.com, aireiter.com", "https://aireiter.com", false),
        ("aireiter.com:443", "https://aireiter.com", false),
        ("aireiter.com:8443", "https://aireiter.com", true),
        ("192.0.2.1", "https://192.0.2.1", false),
        ("[2001:db8::1]", "https://[2001:db8::1]", false),
        ("2001:db8::1", "https://[2001:db8::1]", false),
        ("", "http://aireiter.com", true), ("", "https://127.0.0.1", true),
    ])
    func `exceptions are reached directly`(
        exceptions: String, url: String, isHTTPSProxied: Bool
    ) throws {
        let proxy = try #require(
            try Proxy(environment: ["https_proxy": "http://p:1", "NO_PROXY": exceptions]))
        let address = try #require(WebAddress(url))
        let isServed = isHTTPSProxied && address.scheme == .https && !address.isLoopback
        #expect(proxy.serves(address) == isServed)
    }

    @Test(arguments: [
        ("http", "ada:p%40ss@", "ada:p@ss"), ("https", "ada:p%40ss@", "ada:p@ss"),
        ("http", "ada@", "ada:"), ("http", "%C3%BC:%3A%25@", "ü::%"), ("http", "", nil),
    ])
    func `a request goes through an HTTP proxy, which does not see the key`(
        scheme: String, login: String, credentials: String?
    ) async throws {
        let server = try LoopbackServer(.json("{}"), certificate: Self.certificate.get())
        let proxy = try ConnectProxy(
            certificate: scheme == "https" ? .localhost : nil, target: server.port,
            answer: "HTTP/1.1 200 Go\r\nX-From: proxy\r\nRetry-After: 9\r\n\r\n")
        // For the proxy's certificate and for the server's.
        let transport = try transport("\(scheme)://\(login)localhost:\(proxy.port)")
        let reply = try await transport.send(request(.publicInternet, "https://service.example/a"))
        #expect(try await reply.body.all() == Array("{}".utf8))
        #expect(reply.headers["x-from"] == nil && reply.headers["retry-after"] == nil)
        #expect(server.received.map(\.key) == ["sk-canary"])
        #expect(server.received.first?.headers["proxy-authorization"] == nil)
        let head = try #require(proxy.heads.first)
        #expect(head.method == "CONNECT" && head.target == "service.example:443")
        #expect(
            head["proxy-authorization"]
                == credentials.map { "Basic " + Data($0.utf8).base64EncodedString() })
        #expect(!"\(proxy.heads)".contains("canary"))
        await transport.shutdown()
        proxy.stop()
        server.stop()
    }

    @Test(arguments: [
        ("socks5h", "", 5, nil), ("socks5h", "ada:p%40ss@", 5, "ada:p@ss"), ("socks5", "", 5, nil),
        ("socks4a", "", 4, nil), ("socks4a", "ada@", 4, "ada"), ("socks4", "", 4, nil),
    ])
    func `a request goes through a SOCKS proxy, which resolves the name`(
        scheme: String, login: String, version: Int, seenLogin: String?
    ) async throws {
        let server = try LoopbackServer(.json("{}"), certificate: Self.certificate.get())
        let proxy = try SocksProxy(target: server.port)
        // Here the name stands for an address that is out of reach.
        let transport = try transport(
            "\(scheme)://\(login)127.0.0.1:\(proxy.port)", ["service.example": ["10.0.0.1"]])
        let reply = try await transport.send(request(.publicInternet, "https://service.example/a"))
        #expect(try await reply.body.all() == Array("{}".utf8))
        #expect(server.received.map(\.key) == ["sk-canary"])
        let seen = SocksProxy.Request(
            version: version, target: "service.example:443", login: seenLogin)
        #expect(proxy.requests == [seen])
        await transport.shutdown()
        proxy.stop()
        server.stop()
    }

    @Test(arguments: ["http", "https", "socks5h"])
    func `what lies behind a proxy must have the name's certificate`(scheme: String) async throws {
        let server = try LoopbackServer(.json("{}"), certificate: .localhost)
        let certificate = try scheme == "https" ? TestCertificate.localhost : nil
        let http = try ConnectProxy(certificate: certificate, target: server.port)
        let socks = try SocksProxy(target: server.port)
        let port = scheme == "socks5h" ? socks.port : http.port
        let transport = try transport("\(scheme)://localhost:\(port)")
        let error = await error(transport, request(.anywhere, "https://elsewhere.example/a"))
        #expect(error?.code == .untrusted)
        #expect(error?.mayHaveArrived == false)
        #expect(server.connectionCount == 1 && server.received.isEmpty)
        await transport.shutdown()
        http.stop()
        socks.stop()
        server.stop()
    }

    @Test func `a proxy whose certificate is not for its name gets nothing`() async throws {
        let proxy = try ConnectProxy(certificate: .localhost, target: nil)
        let transport = CurlTransport(
            CurlTransport.Settings(
                proxy: try Proxy(environment: ["https_proxy": "https://localhost:\(proxy.port)"])))
        let error = await error(transport, request(.anywhere, "https://service.example/a"))
        #expect(error?.code == .untrusted)
        #expect(proxy.connectionCount == 1 && proxy.heads.isEmpty)
        await transport.shutdown()
        proxy.stop()
    }

    @Test
    func `a public name is the proxy's to resolve, an address that is not public goes nowhere`()
        async throws
    {
        let server = try LoopbackServer(.json("{}"), certificate: .localhost)
        let proxy = try ConnectProxy(target: server.port)
        let transport = try transport("http://127.0.0.1:\(proxy.port)")
        for host in [
            "10.0.0.1", "[fd00::1]", "169.254.169.254", "router", "nas.local", "x.internal",
        ] {
            let error = await error(transport, request(.publicInternet, "https://\(host)/a"))
            #expect(error?.code == .outOfReach, "\(host)")
        }
        #expect(proxy.connectionCount == 0)
        let error = await error(transport, request(.publicInternet, "https://cdn.example/a"))
        #expect(error?.code == .untrusted)
        #expect(proxy.heads.count == 1)
        await transport.shutdown()
        proxy.stop()
        server.stop()
    }

    @Test(arguments: ["http", "https", "socks4", "socks4a", "socks5", "socks5h"])
    func `this machine and exceptions are reached directly`(scheme: String) async throws {
        let plain = try LoopbackServer(.json("{}"))
        let encrypted = try LoopbackServer(.json("{}"), certificate: Self.certificate.get())
        let proxy = try SocketServer { _ in }
        let transport = try transport(
            "\(scheme)://localhost:\(proxy.port)", ["service.example": ["127.0.0.1"]],
            exceptions: "service.example")
        for url in [
            plain.url, "http://localhost:\(plain.port)", "https://localhost:\(encrypted.port)",
            "https://service.example:\(encrypted.port)",
        ] {
            let reply = try await transport.send(request(.anywhere, url))
            #expect(reply.status == 200, "\(url)")
        }
        #expect(proxy.connectionCount == 0)
        await transport.shutdown()
        for server in [plain, encrypted] { server.stop() }
        proxy.stop()
    }

    /// In a process of its own, whose environment can be changed.
    @Test func `libcurl does not read the environment by itself`() async {
        await #expect(processExitsWith: .success) {
            let server = try LoopbackServer(.json("{}"))
            let proxy = try SocketServer { _ in }
            for name in ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "ALL_PROXY"] {
                setenv(name, "http://127.0.0.1:\(proxy.port)", 1)
            }
            let silent = try SocketServer { _ in }
            let transport = CurlTransport(
                CurlTransport.Settings(addresses: ["service.example": ["127.0.0.1"]]))
            let reply = try await transport.send(
                TransportRequest(method: .get, url: "http://service.example:\(server.port)/"))
            _ = await errorThrown { () async throws(TransportError) in
                _ = try await transport.send(
                    TransportRequest(method: .get, url: "https://service.example:\(silent.port)/"))
            }
            await transport.shutdown()
            let isDirect = reply.status == 200 && silent.connectionCount == 1
            exit(isDirect && proxy.connectionCount == 0 ? EXIT_SUCCESS : EXIT_FAILURE)
        }
    }

    /// What a proxy may say in place of a tunnel: an error, nonsense, or nothing.
    @Test(arguments: [
        "HTTP/1.1 403 Forbidden\r\nContent-Length: 3\r\n\r\nno!",
        "HTTP/1.1 407 Proxy Authentication Required\r\n\r\n",
        "HTTP/1.1 407 Login\r\nProxy-Authenticate: Basic realm=a\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 502 Bad gateway\r\nConnection: close\r\n\r\n",
        "HTTP/1.1 302 Found\r\n"
            + "Location: https://elsewhere.example/\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200", "SSH-2.0-OpenSSH_9.2\r\n", "\u{0}\u{1}\u{2}\r\n\r\n", "",
    ])
    func `a proxy that makes no tunnel has passed nothing on`(answer: String) async throws {
        let proxy = try ConnectProxy(target: nil, answer: answer)
        let transport = try transport("http://ada:pw@127.0.0.1:\(proxy.port)")
        let client = Client(
            service: .live, key: try #require(Secret("sk-canary")), transport: transport)
        let generation = try GenerationRequest(prompt: "a")
        let submission = await errorThrown { () async throws(ServiceError) in
            _ = try await client.submit(generation, id: .test)
        }
        #expect(submission?.kind == .unsent)
        #expect(proxy.heads.count == 1)
        var request = request(.anywhere, "https://service.example/a")
        (request.method, request.body) = (.post, RequestBody([1]))
        let error = await error(transport, request)
        #expect(error?.code == .notConnected)
        #expect(error?.mayHaveArrived == false)
        #expect(!"\(proxy.heads)".contains("canary"))
        await transport.shutdown()
        proxy.stop()
    }

    @Test(arguments: ["socks4", "socks4a", "socks5", "socks5h"])
    func `a SOCKS proxy that refuses has passed nothing on`(scheme: String) async throws {
        let proxy = try SocksProxy(target: nil)
        let transport = try transport(
            "\(scheme)://127.0.0.1:\(proxy.port)", ["service.example": ["192.0.2.7"]])
        let error = await error(transport, request(.anywhere, "https://service.example/a"))
        #expect(error?.code == .notConnected)
        #expect(error?.mayHaveArrived == false)
        #expect(proxy.requests.count == 1)
        await transport.shutdown()
        proxy.stop()
    }

    @Test(arguments: ["http", "https", "socks4a", "socks5h"])
    func `a proxy that is silent is not waited for`(scheme: String) async throws {
        let proxy = try SocketServer { $0.readToEnd() }
        let transport = try transport("\(scheme)://127.0.0.1:\(proxy.port)", connect: .seconds(1))
        let error = await error(transport, request(.anywhere, "https://service.example/a"))
        #expect(error?.code == .notConnected || error?.code == .notEncrypted)
        #expect(error?.mayHaveArrived == false)
        await transport.shutdown()
        proxy.stop()
    }

    @Test func `a proxy without an address is told`() async throws {
        let transport = try transport("http://proxy.invalid:3128")
        let error = await error(transport, request(.anywhere, "https://service.example/a"))
        #expect(error?.code == .unresolved)
        #expect(error?.message == "no address for the proxy")
        await transport.shutdown()
    }

    @Test func `a proxy that is not there has passed nothing on`() async throws {
        let port = try UnusedPort()
        let transport = try transport(port.url)
        let error = await error(transport, request(.anywhere, "https://service.example/a"))
        #expect(error?.code == .notConnected)
        #expect(error?.mayHaveArrived == false)
        await transport.shutdown()
    }

    /// The certificate of a server behind a proxy, or of an exception.
    private static let certificate = Result {
        try TestCertificate("DNS:service.example,DNS:localhost")
    }

    /// Both certificates: for the proxy and for the server.
    private static let authorities = Result {
        let folder = try TemporaryFolder()
        let texts = try [TestCertificate.localhost, certificate.get()].map {
            try String(contentsOfFile: $0.certificatePath, encoding: .utf8)
        }
        try folder.write(texts.joined(), to: "authorities.pem")
        return folder
    }

    private func transport(
        _ proxy: String, _ addresses: [String: [String]] = [:], exceptions: String = "",
        connect: Duration = .seconds(10)
    ) throws -> CurlTransport {
        CurlTransport(
            CurlTransport.Settings(
                timeouts: .init(connect: connect),
                proxy: try Proxy(environment: ["https_proxy": proxy, "no_proxy": exceptions]),
                authorities: try Self.authorities.get().file("authorities.pem"),
                addresses: addresses))
    }

    private func request(_ reach: TransportRequest.Reach, _ url: String) -> TransportRequest {
        TransportRequest(
            method: .get, url: url, authorization: Secret("sk-canary"), timeout: .seconds(20),
            reach: reach)
    }

    private func error(
        _ transport: CurlTransport, _ request: TransportRequest
    ) async -> TransportError? {
        await errorThrown { () async throws(TransportError) in
            _ = try await transport.send(request)
        }
    }
}
