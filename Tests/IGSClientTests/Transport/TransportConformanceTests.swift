import Foundation
import IGSClient
import IGSTestSupport
import Testing

/// What every ``Transport`` must do, the scripted one and the real one alike.
@Suite struct TransportConformanceTests {
    enum Kind: CaseIterable {
        case scripted, http
    }

    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test(arguments: Kind.allCases)
    func `a request arrives as it was given`(kind: Kind) async throws {
        try await with(kind, .json("{}")) { subject in
            var request = subject.request("/a%2F..%20b/c?d=%C3%BC", body: Array(#"{"e":"ü"}"#.utf8))
            request.headers = ["User-Agent": "igs/0.1 (+test)", "X-Test": "1"]
            request.authorization = Secret("sk-canary")
            _ = try await subject.transport.send(request)
            let received = try #require(subject.received().first)
            #expect(subject.received().count == 1)
            #expect(received.method == "POST")
            #expect(received.url.hasSuffix("/a%2F..%20b/c?d=%C3%BC"))
            #expect(received.headers["user-agent"] == "igs/0.1 (+test)")
            #expect(received.headers["X-TEST"] == "1")
            #expect(received.key == "sk-canary")
            #expect(received.text == #"{"e":"ü"}"#)
        }
    }

    @Test(arguments: Kind.allCases)
    func `a request without a key carries none`(kind: Kind) async throws {
        try await with(kind, .json("{}")) { subject in
            _ = try await subject.transport.send(subject.request("/"))
            #expect(subject.received().first?.key == nil)
            #expect(subject.received().first?.headers["authorization"] == nil)
        }
    }

    @Test(arguments: Kind.allCases)
    func `a reply comes with its status, its fields and its whole body`(kind: Kind) async throws {
        let chunks = (0..<20).map { [UInt8](repeating: $0, count: 70_000) }
        let step = LoopbackServer.Step.reply(
            status: 418, headers: ["Retry-After": "7"], body: chunks)
        try await with(kind, step) { subject in
            let reply = try await subject.transport.send(subject.request("/"))
            #expect(reply.status == 418)
            #expect(reply.headers["retry-AFTER"] == "7")
            var body: [UInt8] = []
            for try await chunk in reply.body { body += chunk }
            #expect(body == chunks.flatMap(\.self))
        }
    }

    @Test(arguments: Kind.allCases, [301, 302, 303, 307, 308])
    func `a redirect is not followed`(kind: Kind, status: Int) async throws {
        let step = LoopbackServer.Step.reply(status: status, headers: ["Location": "/elsewhere"])
        try await with(kind, step) { subject in
            let reply = try await subject.transport.send(subject.request("/", body: [1]))
            #expect(reply.status == status)
            #expect(reply.headers["location"] == "/elsewhere")
            #expect(subject.received().count == 1)
        }
    }

    @Test(arguments: Kind.allCases)
    func `a body is not decompressed`(kind: Kind) async throws {
        let step = LoopbackServer.Step.reply(
            status: 200, headers: ["Content-Encoding": "gzip"], body: [[0x1F, 0x8B, 8, 0]])
        try await with(kind, step) { subject in
            let reply = try await subject.transport.send(subject.request("/"))
            var body: [UInt8] = []
            for try await chunk in reply.body { body += chunk }
            #expect(body == [0x1F, 0x8B, 8, 0])
        }
    }

    @Test(arguments: Kind.allCases)
    func `where no server is, the request has not arrived`(kind: Kind) async throws {
        try await with(kind, .refuse) { subject in
            let error = await errorThrown { () async throws(TransportError) in
                _ = try await subject.transport.send(subject.request("/", body: [1]))
            }
            #expect(error?.code == .notConnected)
            #expect(error?.mayHaveArrived == false)
            #expect(subject.received().isEmpty)
        }
    }

    @Test(arguments: Kind.allCases, [true, false])
    func `where the server hangs up, the request may have arrived, and is not sent again`(
        kind: Kind, isFresh: Bool
    ) async throws {
        try await with(kind, .hangUp) { subject in
            var request = subject.request("/", body: [1])
            request.needsFreshConnection = isFresh
            let error = await errorThrown { () async throws(TransportError) in
                _ = try await subject.transport.send(request)
            }
            #expect(error?.code == .broken)
            #expect(error?.mayHaveArrived == true)
            #expect(subject.received().count == 1)
        }
    }

    @Test(arguments: Kind.allCases)
    func `a body that ends early is an error, after what came of it`(kind: Kind) async throws {
        try await with(kind, .cut(status: 200, body: Array("start".utf8))) { subject in
            let reply = try await subject.transport.send(subject.request("/"))
            var body: [UInt8] = []
            let error = await errorThrown { () async throws(TransportError) in
                for try await chunk in reply.body { body += chunk }
            }
            #expect(error?.code == .broken)
            #expect("start".utf8.starts(with: body))
        }
    }

    @Test(arguments: Kind.allCases)
    func `a server that is silent for too long is not waited for`(kind: Kind) async throws {
        try await with(kind, .silence) { subject in
            var request = subject.request("/", body: [1])
            request.timeout = .milliseconds(100)
            let error = await errorThrown { () async throws(TransportError) in
                _ = try await subject.transport.send(request)
            }
            #expect(error?.code == .timedOut)
            #expect(error?.mayHaveArrived == true)
        }
    }

    @Test(arguments: Kind.allCases)
    func `cancelling ends the exchange`(kind: Kind) async throws {
        try await with(kind, .silence) { subject in
            let exchange = Task {
                await errorThrown { () async throws(TransportError) in
                    _ = try await subject.transport.send(subject.request("/", body: [1]))
                }
            }
            while subject.received().isEmpty { try await Task.sleep(for: .milliseconds(2)) }
            exchange.cancel()
            let error = await exchange.value
            #expect(error?.code == .cancelled)
            #expect(error?.mayHaveArrived == true)
        }
    }

    @Test(arguments: Kind.allCases)
    func `a file that changes while it is sent leaves the request incomplete`(
        kind: Kind
    ) async throws {
        let path = try folder.write(Pictures.png(3, 2), to: "a.png")
        let reference = try ReferenceImage(file: path)
        #expect(truncate(path, 500) == 0)
        try await with(kind, .json("{}")) { subject in
            let client = try Client(
                service: Service(baseURL: subject.url), key: #require(Secret("sk-canary")),
                transport: subject.transport)
            let request = try GenerationRequest(prompt: "a", references: [reference])
            let error = await errorThrown { () async throws(ServiceError) in
                _ = try await client.submit(request, id: .test)
            }
            #expect(error?.kind == .badReference)
            #expect(
                error?.underlying as? ReferenceError
                    == ReferenceError(code: .changed, subject: path))
            #expect(subject.received().isEmpty)
        }
    }
}

extension TransportConformanceTests {
    /// A transport, and the server that it reaches.
    struct Subject: Sendable {
        let transport: any Transport
        let url: String
        let received: @Sendable () -> [LoopbackServer.Received]

        func request(_ path: String, body: [UInt8]? = nil) -> TransportRequest {
            TransportRequest(
                method: body == nil ? .get : .post, url: url + path,
                body: body.map { RequestBody($0) }, timeout: .seconds(60))
        }
    }

    private func with(
        _ kind: Kind, _ step: LoopbackServer.Step, _ test: (Subject) async throws -> Void
    ) async throws {
        switch kind {
        case .scripted:
            let transport = ScriptedTransport([step])
            try await test(
                Subject(transport: transport, url: "https://service.example") {
                    transport.received
                })
        case .http:
            let transport = CurlTransport()
            if case .refuse = step {
                let port = try UnusedPort()
                try await test(Subject(transport: transport, url: port.url) { [] })
                await transport.shutdown()
                return
            }
            let server = try LoopbackServer(step)
            let subject = Subject(transport: transport, url: server.url) { server.received }
            do {
                try await test(subject)
            } catch {
                await transport.shutdown()
                throw error
            }
            await transport.shutdown()
            server.stop()
        }
    }
}
