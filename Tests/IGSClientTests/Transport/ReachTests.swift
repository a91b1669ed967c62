@testable import IGSClient
import IGSTestSupport
import Testing

/// Where requests may go, held against what names stand for, on sockets.
@Suite struct ReachTests {
    @Test(arguments: [
        "https://127.0.0.1", "https://10.1.2.3", "https://169.254.169.254", "https://100.64.0.1",
        "https://[::1]", "https://[fe80::1]", "https://[fd00::1]", "https://[::ffff:7f00:1]",
        "https://[64:ff9b::a00:1]", "https://0.0.0.0", "https://224.0.0.1",
    ])
    func `an address that is not public is refused where only such may be reached`(
        url: String
    ) async throws {
        #expect(await error(.publicInternet, url)?.code == .outOfReach)
        #expect(await error(.publicInternet, url)?.mayHaveArrived == false)
    }

    @Test(arguments: [
        "https://127.1/", "https://0x7f.0.0.1/", "https://2130706433/", "https://0177.0.0.1/",
        "https://127.0.0.1./", "https://[::1%25lo]/", "https://[127.0.0.1]/", "https://a.0x1/",
    ])
    func `an odd notation of an address is refused`(url: String) async {
        #expect(await error(.publicInternet, url)?.code == .badRequest)
    }

    @Test(arguments: [
        ["127.0.0.1"], ["::1"], ["10.0.0.1"], ["169.254.169.254"], ["::ffff:127.0.0.1"],
        ["127.0.0.1", "1.1.1.1"], ["fd00::1", "2606:4700::1"],
    ])
    func
        `a name that stands for an address that is not public is refused, and nothing is connected`(
            addresses: [String]
        ) async throws
    {
        let server = try LoopbackServer(.json("{}"), certificate: .localhost)
        let url = "https://cdn.example:\(server.port)/a"
        let error = await error(.publicInternet, url, ["cdn.example": addresses])
        #expect(error?.code == .outOfReach)
        #expect(error?.mayHaveArrived == false)
        #expect(error?.message.hasPrefix("cdn.example resolves to ") == true)
        #expect(server.connectionCount == 0)
        server.stop()
    }

    @Test func `the next address is not tried after one that is out of reach`() async throws {
        let server = try LoopbackServer(.json("{}"), certificate: .localhost)
        let error = await error(
            .publicInternetOrThisMachine, "https://localhost:\(server.port)/a",
            ["localhost": ["10.0.0.1", "127.0.0.1"]])
        #expect(error?.code == .outOfReach)
        #expect(server.connectionCount == 0)
        server.stop()
    }

    @Test func `an address out of reach is refused when its turn comes`() async throws {
        let port = try UnusedPort()
        let error = await error(
            .publicInternetOrThisMachine, "https://localhost:\(port.port)/a",
            ["localhost": ["127.0.0.1", "10.0.0.1"]])
        #expect(error?.code == .outOfReach)
    }

    @Test func `the server sees the name, not the address`() async throws {
        let server = try LoopbackServer(.json("{}"), certificate: .localhost)
        let transport = try transport(["localhost": ["127.0.0.1"]])
        let reply = try await transport.send(
            request(.publicInternetOrThisMachine, "https://localhost:\(server.port)/a"))
        #expect(try await reply.body.all() == Array("{}".utf8))
        #expect(server.received.first?.headers["host"] == "localhost:\(server.port)")
        await transport.shutdown()
        server.stop()
    }

    @Test(arguments: [
        (TransportRequest.Reach.publicInternet, true), (.publicInternetOrThisMachine, true),
        (.thisMachine, false), (.anywhere, true),
    ])
    func `a proxy that takes all of this machine's traffic may resolve names to its range`(
        reach: TransportRequest.Reach, isWithinReach: Bool
    ) throws {
        let address = try #require(NetworkAddress("198.18.0.1"))
        let route = try Route(request(reach, "https://cdn.example/a"), proxy: nil)
        #expect((route.refusal(of: address) == nil) == isWithinReach)
        if case .anywhere = reach { return }
        #expect(throws: TransportError.self) {
            try Route(request(reach, "https://198.18.0.1/a"), proxy: nil)
        }
    }

    @Test(arguments: [
        ("DNS:cdn.example", "cdn.example", true), ("DNS:CDN.example", "cdn.EXAMPLE", true),
        ("DNS:*.example.com", "cdn.example.com", true),
        ("DNS:*.example.com", "a.cdn.example.com", false),
        ("DNS:*.example.com", "example.com", false),
        ("DNS:*", "localhost", false), ("DNS:cdn.example", "evil.example", false),
        ("DNS:other.example,DNS:cdn.example", "cdn.example", true),
        ("IP:127.0.0.1", "cdn.example", false), ("DNS:127.0.0.1", "cdn.example", false),
        ("DNS:cdn.example.evil.example", "cdn.example", false),
    ])
    func `a certificate is held to the name, not to the address`(
        names: String, host: String, isMatch: Bool
    ) async throws {
        // The common name does not count beside other names.
        let certificate = try TestCertificate(names, commonName: "cdn.example.com")
        let server = try LoopbackServer(.json("{}"), certificate: certificate)
        let error = await error(
            .publicInternetOrThisMachine, "https://\(host):\(server.port)/a",
            [host.lowercased(): ["127.0.0.1"]], certificate: certificate)
        #expect(error?.code == (isMatch ? nil : .untrusted))
        #expect(server.received.count == (isMatch ? 1 : 0))
        server.stop()
    }

    @Test func `the next address is tried where one takes no connection`() async throws {
        let server = try LoopbackServer(.json("{}"), certificate: .localhost)
        let transport = try transport(["localhost": ["::1", "127.9.9.9", "127.0.0.1"]])
        let reply = try await transport.send(
            request(.publicInternetOrThisMachine, "https://localhost:\(server.port)/a"))
        #expect(reply.status == 200)
        await transport.shutdown()
        server.stop()
    }

    @Test(arguments: [
        TransportRequest.Reach.anywhere, .publicInternet, .thisMachine,
        .publicInternetOrThisMachine,
    ])
    func `a name without an address is told as that`(reach: TransportRequest.Reach) async {
        let error = await error(reach, "https://cdn.invalid/a")
        #expect(error?.code == .unresolved)
        #expect(error?.message == "no address for cdn.invalid")
    }

    @Test func `this machine's name may not stand for another machine`() async {
        let error = await error(
            .thisMachine, "http://localhost:9/a", ["localhost": ["10.0.0.1"]])
        #expect(error?.code == .outOfReach)
    }

    @Test(
        arguments: [
            (TransportRequest.Reach.anywhere, true), (.publicInternet, false),
            (.thisMachine, true), (.publicInternetOrThisMachine, true),
        ], [true, false])
    func `a kept connection serves only requests that may go there`(
        reach: (TransportRequest.Reach, isServed: Bool), isEncrypted: Bool
    ) async throws {
        let server = try LoopbackServer(.json("{}"), certificate: isEncrypted ? .localhost : nil)
        let transport = try transport([:])
        let url = "\(isEncrypted ? "https" : "http")://localhost:\(server.port)/a"
        _ = try await transport.send(request(.anywhere, url)).body.all()
        let error = await errorThrown { () async throws(TransportError) in
            _ = try await transport.send(request(reach.0, url)).body.all()
        }
        #expect(error?.code == (reach.isServed ? nil : .outOfReach))
        #expect(server.received.count == (reach.isServed ? 2 : 1))
        #expect(server.connectionCount == 1)
        // Who may go there still can.
        _ = try await transport.send(request(.anywhere, url)).body.all()
        #expect(server.received.count == (reach.isServed ? 3 : 2))
        await transport.shutdown()
        server.stop()
    }

    @Test func `a download of the live service's goes nowhere near this machine`() async throws {
        let server = try LoopbackServer(certificate: .localhost) { _ in .json("{}") }
        let transport = try transport(["cdn.example": ["127.0.0.1"]])
        let client = Client(
            service: .live, key: try #require(Secret("sk-canary")), transport: transport)
        for host in ["cdn.example", "127.0.0.1", "localhost", "[::1]"] {
            let error = await errorThrown { () async throws(ServiceError) in
                try await client.download("https://\(host):\(server.port)/a", limit: 9) { _ in }
            }
            #expect(error?.kind == .badAddress, "\(host)")
        }
        #expect(server.connectionCount == 0)
        await transport.shutdown()
        server.stop()
    }

    @Test func `a shutdown ends a download under way`() async throws {
        let server = try LoopbackServer { _ in .silence }
        let transport = try transport(["localhost": ["127.0.0.1"]])
        let request = request(.thisMachine, "http://localhost:\(server.port)/a")
        let exchange = Task {
            await errorThrown { () async throws(TransportError) in
                _ = try await transport.send(request)
            }
        }
        while server.received.isEmpty { try await Task.sleep(for: .milliseconds(2)) }
        await transport.shutdown()
        #expect(await exchange.value?.code == .cancelled)
        server.stop()
    }
}

extension ReachTests {
    /// A transport that trusts the test's certificate.
    private func transport(
        _ addresses: [String: [String]], certificate: TestCertificate? = nil
    ) throws -> CurlTransport {
        let certificate = try certificate ?? .localhost
        return CurlTransport(
            CurlTransport.Settings(
                authorities: certificate.certificatePath, addresses: addresses))
    }

    private func request(_ reach: TransportRequest.Reach, _ url: String) -> TransportRequest {
        TransportRequest(method: .get, url: url, timeout: .seconds(20), reach: reach)
    }

    private func error(
        _ reach: TransportRequest.Reach, _ url: String, _ addresses: [String: [String]] = [:],
        certificate: TestCertificate? = nil
    ) async -> TransportError? {
        guard
            let transport = try? transport(addresses, certificate: certificate)
        else { return nil }
        let error = await errorThrown { () async throws(TransportError) in
            _ = try await transport.send(request(reach, url))
        }
        await transport.shutdown()
        return error
    }
}
