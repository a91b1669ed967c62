@testable import IGSClient
import IGSTestSupport
import NIOSSL
import Synchronization
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
        ["1.1.1.1", "127.0.0.1"], ["127.0.0.1", "1.1.1.1"], ["2606:4700::1", "fd00::1"],
    ])
    func `a name is refused for a single address that is not public, and nothing is connected`(
        addresses: [String]
    ) async throws {
        let server = try LoopbackServer(certificate: .localhost) { _ in .json("{}") }
        let resolver = ScriptedResolver([addresses])
        let url = "https://cdn.example:\(server.port)/a"
        #expect(await error(.publicInternet, url, resolver)?.code == .outOfReach)
        #expect(resolver.names == ["cdn.example"])
        #expect(server.connectionCount == 0)
        server.stop()
    }

    @Test func `the connection goes to the address that was checked, whatever the name means next`()
        async throws
    {
        let server = try LoopbackServer(certificate: .localhost) { _ in .json("{}") }
        let resolver = ScriptedResolver([["127.0.0.1"], ["10.0.0.1"]])
        let transport = try transport(resolver)
        let reply = try await transport.send(
            request(.publicInternetOrThisMachine, "https://localhost:\(server.port)/a"))
        var body: [UInt8] = []
        for try await chunk in reply.body { body += chunk }
        #expect(body == Array("{}".utf8))
        #expect(resolver.names == ["localhost"])
        #expect(server.received.first?.headers["host"] == "localhost:\(server.port)")
        await transport.shutdown()
        server.stop()
    }

    @Test func `a certificate is held to the name, not to the address`() async throws {
        let server = try LoopbackServer(certificate: .localhost) { _ in .json("{}") }
        let url = "https://cdn.example:\(server.port)/a"
        let error = await error(
            .publicInternetOrThisMachine, url, ScriptedResolver([["127.0.0.1"]]))
        #expect(error?.code == .untrusted)
        #expect(server.received.isEmpty)
        server.stop()
    }

    @Test(arguments: [
        ("cdn.example", "cdn.example", true), ("CDN.example.", "cdn.EXAMPLE", true),
        ("*.example.com", "cdn.example.com", true), ("*.example.com", "a.cdn.example.com", false),
        ("*.example.com", "example.com", false), ("*.com", "example.com", false),
        ("*", "localhost", false), ("cdn.example", "evil.example", false),
        ("c*.example.com", "cdn.example.com", false), ("", "", true),
    ])
    func `a certificate's name is a host's`(pattern: String, host: String, isMatch: Bool) {
        #expect(PeerName.matches(pattern, host) == isMatch)
    }

    @Test func `the next address is tried where one takes no connection`() async throws {
        let server = try LoopbackServer(certificate: .localhost) { _ in .json("{}") }
        let transport = try transport(ScriptedResolver([["::1", "127.9.9.9", "127.0.0.1"]]))
        let reply = try await transport.send(
            request(.publicInternetOrThisMachine, "https://localhost:\(server.port)/a"))
        #expect(reply.status == 200)
        await transport.shutdown()
        server.stop()
    }

    @Test func `a name without an address is told as that`() async {
        let error = await error(
            .publicInternet, "https://cdn.example/a", ScriptedResolver([[]]))
        #expect(error?.code == .unresolved)
        #expect(error?.message == "no address for cdn.example")
    }

    @Test func `this machine's name may not stand for another machine`() async {
        let error = await error(
            .thisMachine, "http://localhost:9/a", ScriptedResolver([["10.0.0.1"]]))
        #expect(error?.code == .outOfReach)
    }

    @Test func `a download of the live service's goes nowhere near this machine`() async throws {
        let server = try LoopbackServer(certificate: .localhost) { _ in .json("{}") }
        let transport = try transport(ScriptedResolver([["127.0.0.1"], ["::1", "127.0.0.1"]]))
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
        let transport = try transport(ScriptedResolver([["127.0.0.1"]]))
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
    /// Answers by a script, and remembers the names.
    private final class ScriptedResolver: Sendable {
        private let state: Mutex<(answers: ArraySlice<[String]>, names: [String])>

        init(_ answers: [[String]]) {
            state = Mutex((answers[...], []))
        }

        var names: [String] { state.withLock { $0.names } }

        var resolver: Resolver {
            Resolver { name in
                self.state.withLock { state in
                    state.names.append(name)
                    return (state.answers.popFirst() ?? []).compactMap { NetworkAddress($0) }
                }
            }
        }
    }

    /// A transport that trusts the test's certificate.
    private func transport(_ resolver: ScriptedResolver) throws -> HTTPTransport {
        HTTPTransport(
            settings: .init(
                timeouts: .init(), proxy: nil,
                trustRoots: .file(try TestCertificate.localhost.certificatePath)),
            resolver: resolver.resolver)
    }

    private func request(_ reach: TransportRequest.Reach, _ url: String) -> TransportRequest {
        TransportRequest(method: .get, url: url, timeout: .seconds(20), reach: reach)
    }

    private func error(
        _ reach: TransportRequest.Reach, _ url: String,
        _ resolver: ScriptedResolver = ScriptedResolver([])
    ) async -> TransportError? {
        guard let transport = try? transport(resolver) else { return nil }
        let error = await errorThrown { () async throws(TransportError) in
            _ = try await transport.send(request(reach, url))
        }
        await transport.shutdown()
        return error
    }
}
