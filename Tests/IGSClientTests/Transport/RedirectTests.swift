import IGSClient
import IGSTestSupport
import Testing

/// Every redirect there is, on sockets: the key never leaves its origin.
@Suite struct RedirectTests {
    private static let canary = "sk-canary-4711"

    /// Where a redirect points, from the service's own origin.
    enum Target: String, CaseIterable {
        case host, port, scheme, userInfo, relative, loop
    }

    @Test(arguments: [301, 302, 303, 307, 308], Target.allCases)
    func `the key never leaves its origin`(status: Int, target: Target) async throws {
        let elsewhere = try LoopbackServer(address: "0.0.0.0") { _ in
            .json(#"{"task_id":"task_1"}"#)
        }
        let encrypted = try LoopbackServer(certificate: .localhost) { _ in .json("{}") }
        let origin = try LoopbackServer { request in
            let location =
                switch target {
                case .host: "http://127.0.0.2:\(elsewhere.port)/other"
                case .port: "http://127.0.0.1:\(elsewhere.port)/other"
                case .scheme: "https://127.0.0.1:\(encrypted.port)/other"
                case .userInfo: "http://ada:pw@127.0.0.1:\(elsewhere.port)/other"
                case .relative: "/other"
                case .loop: request.path
                }
            return request.path == "/other"
                ? .json(#"{"task_id":"task_1"}"#)
                : .reply(status: status, headers: ["Location": location])
        }
        let transport = CurlTransport()
        let client = Client(
            service: try Service(baseURL: origin.url), key: try #require(Secret(Self.canary)),
            transport: transport)

        let request = try GenerationRequest(prompt: "a")
        let submission = await errorThrown { () async throws(ServiceError) in
            _ = try await client.submit(request, id: .test)
        }
        #expect(
            submission?.kind == (status == 302 || status == 303 ? .ambiguous : .redirected))
        #expect(origin.received.count == 1)
        #expect(origin.received.first?.key == Self.canary)
        for task in [TaskID.test, nil] {
            let query = await errorThrown { () async throws(ServiceError) in
                _ = try await client.query(TaskSubject(task: task, id: .test))
            }
            #expect(query?.kind == .redirected)
        }
        let balance = await errorThrown { () async throws(ServiceError) in
            _ = try await client.balance()
        }
        #expect(balance?.kind == .redirected)
        #expect(elsewhere.received.isEmpty && encrypted.received.isEmpty)
        #expect(!origin.received.contains { $0.path == "/other" })

        let callCount = origin.received.count
        let download = await errorThrown { () async throws(ServiceError) in
            try await client.download(origin.url + "/result", limit: 1000) { _ in }
        }
        #expect(download?.kind == downloadFailure(target))
        let fetches = origin.received.dropFirst(callCount) + elsewhere.received
        #expect(fetches.count == (target == .loop ? 4 : isFollowed(target) ? 2 : 1))
        for fetch in fetches {
            #expect(fetch.key == nil)
            #expect(!fetch.headers.fields.contains { $0.value.contains("canary") })
        }
        #expect(encrypted.received.isEmpty)
        await transport.shutdown()
        for server in [origin, elsewhere, encrypted] { server.stop() }
    }

    @Test func `a cookie that came with a redirect is not sent back`() async throws {
        let server = try LoopbackServer { request in
            request.path == "/b"
                ? .json("{}")
                : .reply(status: 302, headers: ["Location": "/b", "Set-Cookie": "a=b; Path=/"])
        }
        let transport = CurlTransport()
        let client = Client(
            service: try Service(baseURL: server.url), key: try #require(Secret(Self.canary)),
            transport: transport)
        try await client.download(server.url + "/a", limit: 10) { _ in }
        #expect(server.received.count == 2)
        #expect(server.received.allSatisfy { $0.headers["cookie"] == nil })
        await transport.shutdown()
        server.stop()
    }

    private func isFollowed(_ target: Target) -> Bool {
        [.host, .port, .relative].contains(target)
    }

    /// Of a download on this machine: the other host is this machine too.
    private func downloadFailure(_ target: Target) -> ServiceError.Kind? {
        switch target {
        case .host, .port, .relative: nil
        // Followed, to a certificate that nobody vouches for.
        case .scheme: .untrusted
        case .userInfo: .badAddress
        case .loop: .redirected
        }
    }
}
