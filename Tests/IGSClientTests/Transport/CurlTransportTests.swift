import Foundation
import IGSTestSupport
import Testing

@testable import IGSClient

/// What only the real transport can do wrong.
@Suite struct CurlTransportTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func `a certificate that nobody vouches for stops a submission before it is sent`()
        async throws
    {
        let server = try LoopbackServer(certificate: .localhost) { _ in .json("{}") }
        let error = try await submissionError(to: "https://localhost:\(server.port)")
        #expect(error?.kind == .untrusted)
        #expect(server.received.isEmpty)
        server.stop()
    }

    @Test func `a server that speaks no TLS gets no submission`() async throws {
        let server = try LoopbackServer(.json("{}"))
        let error = try await submissionError(to: "https://localhost:\(server.port)")
        #expect(error?.kind == .unsent)
        #expect(server.received.isEmpty)
        server.stop()
    }

    @Test func `a name without an address is told from a server that is not there`() async throws {
        let transport = CurlTransport()
        let nameless = await errorThrown { () async throws(TransportError) in
            let request = TransportRequest(method: .get, url: "https://service.invalid/")
            _ = try await transport.send(request)
        }
        #expect(nameless?.code == .unresolved)
        #expect(nameless?.message == "no address for service.invalid")
        await transport.shutdown()

        let port = try UnusedPort()
        let error = try await submissionError(to: port.url)
        #expect(error?.kind == .unsent)
        #expect(error?.message == "Connection refused")
    }

    @Test func `a submission whose connection breaks is ambiguous, and sent once`() async throws {
        let server = try LoopbackServer(.hangUp)
        let error = try await submissionError(to: server.url)
        #expect(error?.kind == .ambiguous)
        #expect(server.received.count == 1)
        server.stop()
    }

    @Test func `a submission that is not answered in time is ambiguous, and sent once`()
        async throws
    {
        let server = try LoopbackServer(.silence)
        let error = try await submissionError(
            to: server.url, timeouts: .init(silence: .seconds(4)))
        #expect(error?.kind == .ambiguous)
        #expect(server.received.count == 1)
        server.stop()
    }

    @Test func `each submission makes a connection, queries share those that are there`()
        async throws
    {
        let server = try LoopbackServer { request in
            request.method == "POST"
                ? .json(#"{"code":200,"data":[{"task_id":"task_1"}]}"#)
                : .json(#"{"code":200,"data":{"task_id":"task_1","status":"running"}}"#)
        }
        let transport = CurlTransport()
        let client = try client(server.url, transport)
        for _ in 0..<3 { _ = try await client.query(TaskSubject(task: .test, id: .test)) }
        #expect(server.connectionCount == 1)
        for count in 2...4 {
            _ = try await client.submit(GenerationRequest(prompt: "a"), id: .random())
            #expect(server.connectionCount == count)
        }
        for _ in 0..<3 { _ = try await client.query(TaskSubject(task: .test, id: .test)) }
        #expect(server.connectionCount == 4)
        await transport.shutdown()
        server.stop()
    }

    /// The issue's classes of answers to a submission: what is known of the task, and so what to do.
    @Test(arguments: [
        (LoopbackServer.Step.json("{}", status: 500), ServiceError.Kind.ambiguous),
        (.page("<html>Bad gateway</html>", status: 502), .ambiguous),
        (.page("<html>Welcome</html>"), .noService), (.json("", status: 200), .ambiguous),
        (.json(#"{"code":200,"da"#), .ambiguous), (.cut(status: 200, body: [0x7B]), .ambiguous),
        (.cut(status: 400, body: [0x7B]), .ambiguous), (.hangUp, .ambiguous),
        (.page("slow down", status: 429), .ambiguous),
        (.json(#"{"error":{"code":"rate_limit_exceeded"}}"#, status: 429), .throttled),
        (.json(#"{"statusCode":429,"message":"try again in 1s"}"#), .throttled),
        (.json(#"{"statusCode":400,"message":"bad ratio"}"#), .notAccepted),
        (.page("nothing here", status: 404), .notAccepted), (.page("", status: 413), .notAccepted),
        (.json("{}", status: 422), .notAccepted), (.json("{}", status: 425), .notAccepted),
        (.json("{}", status: 403), .notAccepted), (.json("{}", status: 401), .unauthorized),
        (.json(#"{"code":401}"#), .unauthorized), (.json(#"{"code":433}"#), .noCredits),
        (.json("{}", status: 402), .noCredits),
        (.json(#"{"error":{"code":"moderation_blocked"}}"#, status: 400), .rejected),
        (.json(#"{"error":{"code":"moderation_blocked"}}"#), .rejected),
    ])
    func `an answer to a submission is of one class, and the submission is sent once`(
        step: LoopbackServer.Step, kind: ServiceError.Kind
    ) async throws {
        let server = try LoopbackServer(step)
        let error = try await submissionError(to: server.url)
        #expect(error?.kind == kind)
        #expect(server.received.count == 1)
        server.stop()
    }

    @Test func `a submission to a name without an address is unsent`() async throws {
        let error = try await submissionError(to: "https://service.invalid")
        #expect(error?.kind == .unsent)
    }

    @Test(arguments: [1, 1 << 20])
    func `a body without an end is ended, by its length or by its time`(chunk: Int) async throws {
        let server = try SocketServer.endless(chunk: chunk)
        let transport = CurlTransport()
        var download = Download(transport: transport, isLocal: true, limit: 5_000_000)
        if chunk == 1 { download.timeout = .milliseconds(500) }
        var byteCount = 0
        let error = await errorThrown { () async throws(ServiceError) in
            try await download.fetch(server.url) { byteCount += $0.count }
        }
        #expect(error?.kind == (chunk == 1 ? .transient : .tooLarge))
        #expect(byteCount <= 5_000_000)
        await transport.shutdown()
        server.stop()
    }

    @Test func `files arrive as the data URIs of their bytes`() async throws {
        let server = try LoopbackServer(.json(#"{"task_id":"task_1"}"#))
        // One, two and no bytes of padding; less than a chunk, and several.
        let files = [100, 101, 102, 147_456, 147_457, 500_000].map { count in
            Pictures.png(3, 2) + (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        }
        let references = try files.enumerated().map { index, bytes in
            try ReferenceImage(file: folder.write(bytes, to: "\(index).png"))
        }
        let transport = CurlTransport()
        let request = try GenerationRequest(prompt: "a", references: references)
        _ = try await client(server.url, transport).submit(request, id: .test)
        let received = try #require(server.received.first)
        #expect(received.headers["content-length"] == "\(received.body.count)")
        let sent = try JSONDecoder().decode(Sent.self, from: Data(received.body))
        #expect(sent.params.images == files.map { Pictures.dataURI($0) })
        await transport.shutdown()
        server.stop()
    }

    /// What stands before and after a request's only field, or within its URL.
    @Test(arguments: [
        ("X", "a\r\nY: b"), ("X", "a\nY: b"), ("X", "a\rb"), ("X", "a\0b"), ("X", "\u{7F}"),
        ("X", "a\r\n\r\nGET /b HTTP/1.1"), ("X\r\nY", "a"), ("X\nY", "a"), ("X\0", "a"), ("", "a"),
        ("X Y", "a"), ("X:", "a"), ("X: b\r\nY", "a"), ("\u{FC}", "a"), ("X\t", "a"),
    ])
    func `a field that would be another one, or none, is not sent`(
        name: String, value: String
    ) async throws {
        try await expectBadRequest { request in
            request.headers = HeaderFields([(name: name, value: value)])
        }
    }

    @Test(arguments: [
        "/a b", "/a\r\nX: y", "/a\n", "/a\0b", "/a HTTP/1.1\r\nX: y\r\n", "/\u{7F}", "#part",
        "@127.0.0.1/",
    ])
    func `a URL that would be more than that is not sent`(end: String) async throws {
        try await expectBadRequest { $0.url += end }
    }

    @Test(arguments: ["", "/", "ftp://127.0.0.1/", "file:///etc/passwd", "127.0.0.1", "http://"])
    func `what is not a URL of the web is not sent`(url: String) async throws {
        try await expectBadRequest { $0.url = url }
    }

    @Test(arguments: [
        (TransportRequest.Method.get, nil), (.post, nil), (.post, []), (.post, [1, 2, 3]),
    ])
    func `a request arrives with its method and its length, and no field that nobody gave`(
        method: TransportRequest.Method, body: [UInt8]?
    ) async throws {
        let server = try LoopbackServer(.json("{}"))
        let transport = CurlTransport()
        var request = TransportRequest(
            method: method, url: server.url, headers: ["X-Empty": "", "X-\u{7E}": "\u{FC}\t1"],
            body: body.map { RequestBody($0) })
        request.authorization = Secret("sk-canary")
        _ = try await transport.send(request).body.all()
        let received = try #require(server.received.first)
        #expect(received.method == method.rawValue)
        #expect(received.body == body ?? [])
        #expect(received.headers["x-empty"] == "")
        #expect(received.headers["x-\u{7E}"] == "\u{FC}\t1")
        #expect(
            received.headers["content-length"] == (method == .get ? nil : "\(body?.count ?? 0)"))
        let names = Set(received.headers.fields.map { $0.name.lowercased() })
        let own: Set = ["host", "authorization", "x-empty", "x-~"]
        #expect(names == (method == .get ? own : own.union(["content-length"])))
        await transport.shutdown()
        server.stop()
    }

    @Test func `a transport may be let go of without being shut down`() async throws {
        let server = try LoopbackServer(.json("{}"))
        do {
            let transport = CurlTransport()
            let request = TransportRequest(method: .get, url: server.url)
            #expect(try await transport.send(request).status == 200)
        }
        server.stop()
    }

    @Test func `after the shutdown nothing is sent`() async throws {
        let server = try LoopbackServer(.json("{}"))
        let transport = CurlTransport()
        await transport.shutdown()
        await transport.shutdown()
        let error = await errorThrown { () async throws(TransportError) in
            _ = try await transport.send(TransportRequest(method: .get, url: server.url))
        }
        #expect(error?.code == .cancelled)
        #expect(server.received.isEmpty)
        server.stop()
    }

    private func expectBadRequest(_ change: (inout TransportRequest) -> Void) async throws {
        let server = try LoopbackServer(.json("{}"))
        let transport = CurlTransport()
        var request = TransportRequest(method: .post, url: server.url, body: RequestBody([1]))
        change(&request)
        let error = await errorThrown { () async throws(TransportError) in
            _ = try await transport.send(request)
        }
        #expect(error?.code == .badRequest)
        #expect(error?.mayHaveArrived == false)
        #expect(server.connectionCount == 0)
        await transport.shutdown()
        server.stop()
    }

    private struct Sent: Decodable {
        struct Params: Decodable {
            let images: [String]

            private enum CodingKeys: String, CodingKey {
                case images = "image_url"
            }
        }

        let params: Params
    }

    private func client(_ url: String, _ transport: CurlTransport) throws -> Client {
        Client(
            service: try Service(baseURL: url), key: try #require(Secret("sk-canary")),
            transport: transport)
    }

    private func submissionError(
        to url: String, timeouts: CurlTransport.Timeouts = .init()
    ) async throws -> ServiceError? {
        let transport = CurlTransport(timeouts: timeouts)
        let client = try client(url, transport)
        let request = try GenerationRequest(prompt: "a castle")
        let error = await errorThrown { () async throws(ServiceError) in
            _ = try await client.submit(request, id: .test)
        }
        await transport.shutdown()
        return error
    }
}
