@testable import IGSClient
import IGSTestSupport
import NIOSSL
import Testing

@Suite struct ProxyTests {
    @Test(arguments: [
        ("proxy.example:3128", "proxy.example", 3128),
        ("http://proxy.example", "proxy.example", 80),
        ("HTTP://127.0.0.1:8080/", "127.0.0.1", 8080), ("http://[::1]:8080", "::1", 8080),
        ("http://ada:pw@proxy.example:1", "proxy.example", 1),
    ])
    func `a proxy is read from the environment`(text: String, host: String, port: Int) throws {
        let proxy = try #require(try Proxy(environment: ["HTTPS_PROXY": text]))
        #expect(proxy.host == host)
        #expect(proxy.port == port)
    }

    @Test func `the lower-case variable goes first, an empty one is none`() throws {
        let both = try Proxy(environment: [
            "https_proxy": "http://a:1", "HTTPS_PROXY": "http://b:1",
        ])
        #expect(both?.host == "a")
        let empty = try Proxy(environment: ["https_proxy": "", "HTTPS_PROXY": "http://b:1"])
        #expect(empty?.host == "b")
        let none = try Proxy(environment: ["http_proxy": "http://c:1", "HTTPS_PROXY": ""])
        #expect(none == nil)
    }

    @Test(arguments: [
        "https://proxy.example", "socks5://proxy.example:1080", "http://", "http://proxy:99999",
        "http://proxy.example/path", "http://proxy.example?x", "proxy example", "http://a b",
    ])
    func `an address that is not an HTTP proxy is refused, and not shown`(text: String) {
        #expect(throws: ProxyError(variable: "HTTPS_PROXY")) {
            try Proxy(environment: ["HTTPS_PROXY": text])
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

    @Test func `a request goes through the proxy, and no password or key shows to it`()
        async throws
    {
        let server = try LoopbackServer(certificate: .localhost) { _ in .json("{}") }
        let proxy = try ConnectProxy(target: server.port)
        let transport = try transport("http://ada:p%40ss@127.0.0.1:\(proxy.port)")
        let reply = await errorThrown { () async throws(TransportError) in
            var request = request(.anywhere, "https://aireiter.com/a")
            request.authorization = Secret("sk-canary")
            _ = try await transport.send(request)
        }
        // The tunnel's end is not aireiter.com, by its certificate, and so gets nothing.
        #expect(reply?.code == .untrusted)
        #expect(server.received.isEmpty)
        let head = try #require(proxy.heads.first)
        #expect(head.method == "CONNECT" && head.target == "aireiter.com:443")
        #expect(head["proxy-authorization"] == "Basic YWRhOnBAc3M=")
        #expect(!"\(head)".contains("canary"))
        await transport.shutdown()
        proxy.stop()
        server.stop()
    }

    @Test
    func `a public name is the proxy's to resolve, an address that is not public goes nowhere`()
        async throws
    {
        let server = try LoopbackServer(certificate: .localhost) { _ in .json("{}") }
        let proxy = try ConnectProxy(target: server.port)
        let transport = try transport("http://127.0.0.1:\(proxy.port)")
        for host in [
            "10.0.0.1", "[fd00::1]", "169.254.169.254", "router", "nas.local", "x.internal",
        ] {
            let error = await errorThrown { () async throws(TransportError) in
                _ = try await transport.send(request(.publicInternet, "https://\(host)/a"))
            }
            #expect(error?.code == .outOfReach, "\(host)")
        }
        #expect(proxy.heads.isEmpty)
        let error = await errorThrown { () async throws(TransportError) in
            _ = try await transport.send(request(.publicInternet, "https://cdn.example/a"))
        }
        #expect(error?.code == .untrusted)
        #expect(proxy.heads.count == 1)
        await transport.shutdown()
        proxy.stop()
        server.stop()
    }

    @Test func `this machine is reached directly`() async throws {
        let server = try LoopbackServer(.json("{}"))
        let proxy = try ConnectProxy(
            target: nil, answer: "HTTP/1.1 407 Proxy Authentication Required\r\n\r\n")
        let transport = try transport("http://127.0.0.1:\(proxy.port)")
        #expect(try await transport.send(request(.anywhere, server.url)).status == 200)
        #expect(proxy.heads.isEmpty)
        await transport.shutdown()
        proxy.stop()
        server.stop()
    }

    @Test func `a proxy that refuses has passed nothing on`() async throws {
        let proxy = try ConnectProxy(
            target: nil, answer: "HTTP/1.1 407 Proxy Authentication Required\r\n\r\n")
        let transport = try transport("http://127.0.0.1:\(proxy.port)")
        let client = Client(
            service: .live, key: try #require(Secret("sk-canary")), transport: transport)
        let request = try GenerationRequest(prompt: "a")
        let error = await errorThrown { () async throws(ServiceError) in
            _ = try await client.submit(request, id: .test)
        }
        #expect(error?.kind == .unsent)
        #expect(proxy.heads.count == 1)
        await transport.shutdown()
        proxy.stop()
    }

    private func transport(_ proxy: String) throws -> HTTPTransport {
        HTTPTransport(
            settings: .init(
                timeouts: .init(), proxy: try Proxy(environment: ["https_proxy": proxy]),
                trustRoots: .file(try TestCertificate.localhost.certificatePath)),
            resolver: Resolver { _ in [] })
    }

    private func request(_ reach: TransportRequest.Reach, _ url: String) -> TransportRequest {
        TransportRequest(method: .get, url: url, timeout: .seconds(20), reach: reach)
    }
}
