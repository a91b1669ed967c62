import IGSClient
import IGSTestSupport
import Testing

@Suite struct DownloadTests {
    static let picture = Pictures.png(3, 2)

    @Test func `a picture is handed on, without the key, under a user agent of our own`()
        async throws
    {
        let transport = ScriptedTransport([.reply(status: 200, body: [[1, 2], [3]])])
        let bytes = try await download("https://cdn.example/a?b=c", transport)
        #expect(bytes == [1, 2, 3])
        let received = try #require(transport.received.first)
        #expect(received.url == "https://cdn.example/a?b=c")
        #expect(received.method == "GET")
        #expect(received.key == nil)
        #expect(received.headers["Authorization"] == nil)
        #expect(received.headers["User-Agent"] == "igs/0.2 (+image generation shell)")
    }

    @Test func `the key is not sent to the service's own origin either`() async throws {
        let transport = ScriptedTransport([.reply(status: 200, body: [[1]])])
        _ = try await download("https://service.example/a.png", transport)
        #expect(transport.received.first?.key == nil)
    }

    @Test func `a data URI is decoded, up to the limit`() async throws {
        let transport = ScriptedTransport([.hangUp])
        let url = Pictures.dataURI(Self.picture)
        let count = Self.picture.count
        #expect(try await download(url, transport, limit: count) == Self.picture)
        #expect(await failure(url, transport, limit: count - 1)?.kind == .tooLarge)
        #expect(await failure("data:image/png;base64,!", transport)?.kind == .badAddress)
        #expect(transport.received.isEmpty)
    }

    @Test(arguments: [301, 302, 303, 307, 308])
    func `three redirects are followed, not four, none with the key`(status: Int) async throws {
        let transport = ScriptedTransport { request in
            guard let digit = request.url.last?.wholeNumberValue, digit > 0 else {
                return .reply(status: 200, body: [[7]])
            }
            return .reply(
                status: status, headers: ["Location": "https://cdn\(digit).example/\(digit - 1)"])
        }
        #expect(try await download("https://cdn.example/3", transport) == [7])
        #expect(transport.received.count == 4)
        #expect(transport.received.allSatisfy { $0.key == nil })
        #expect(await failure("https://cdn.example/4", transport)?.kind == .redirected)
    }

    @Test(arguments: [
        ("/b.png", "https://cdn.example/b.png"), ("b.png", "https://cdn.example/x/b.png"),
        ("//other.example/b", "https://other.example/b"), ("?q", "https://cdn.example/x/a?q"),
        ("HTTPS://Other.example:443/b", "https://other.example/b"),
    ])
    func `a relative redirect is resolved`(location: String, target: String) async throws {
        let transport = ScriptedTransport([
            .reply(status: 302, headers: ["Location": location]), .reply(status: 200, body: [[7]]),
        ])
        #expect(try await download("https://cdn.example/x/a", transport) == [7])
        #expect(transport.received.last?.url == target)
    }

    @Test(arguments: [
        "http://127.0.0.1/a", "http://localhost/a", "ftp://cdn.example/a",
        "https://user:pw@cdn.example/a", "https://user@cdn.example/a", "file:///etc/passwd", "",
        "https://", "https://cdn.example\\@evil.example/", "javascript:alert(1)", "/relative",
    ])
    func `an address that is not https is not fetched, nor redirected to`(url: String) async throws
    {
        let direct = ScriptedTransport([.reply(status: 200, body: [[7]])])
        #expect(await failure(url, direct)?.kind == .badAddress)
        #expect(direct.received.isEmpty)
        guard url.contains(":") else { return }
        let redirecting = ScriptedTransport([
            .reply(status: 302, headers: ["Location": url]), .reply(status: 200, body: [[7]]),
        ])
        let kind = await failure("https://cdn.example/a", redirecting)?.kind
        #expect(kind == .badAddress || kind == .redirected)
        #expect(redirecting.received.count == 1)
    }

    @Test func `a service on this machine may point to http on this machine, nowhere else`()
        async throws
    {
        let transport = ScriptedTransport([.reply(status: 200, body: [[7]])])
        let service = "http://127.0.0.1:9999"
        for url in ["http://127.0.0.1:1234/a", "http://localhost/a", "http://[::1]:8/a"] {
            #expect(try await download(url, transport, service: service) == [7])
        }
        #expect(try await download("http://cdn.example/a", transport, service: service) == [7])
        #expect(transport.received.last?.url == "https://cdn.example/a")
    }

    @Test func `plain http elsewhere becomes https, or nothing`() async throws {
        let transport = ScriptedTransport([.reply(status: 200, body: [[7]])])
        #expect(try await download("http://cdn.example:8080/a?b=c", transport) == [7])
        #expect(transport.received.map(\.url) == ["https://cdn.example:8080/a?b=c"])
        let error = await failure("http://cdn.example/a", ScriptedTransport([.refuse]))
        #expect(error?.kind == .badAddress)
        #expect(error?.message.contains("plain http") == true)
    }

    @Test func `more bytes than the limit are not taken`() async throws {
        let announced = ScriptedTransport([
            .reply(status: 200, headers: ["Content-Length": "101"], body: [[1]])
        ])
        #expect(await failure("https://cdn.example/a", announced, limit: 100)?.kind == .tooLarge)
        let endless = ScriptedTransport([
            .reply(status: 200, body: Array(repeating: [UInt8](repeating: 1, count: 40), count: 9))
        ])
        var byteCount = 0
        let client = try Client.scripted(endless)
        let error = await errorThrown { () async throws(ServiceError) in
            try await client.download("https://cdn.example/a", limit: 100) { byteCount += $0.count }
        }
        #expect(error?.kind == .tooLarge)
        #expect(byteCount == 80)
    }

    @Test(arguments: [
        (403, ServiceError.Kind.notAccepted), (404, .notAccepted), (410, .notAccepted),
        (401, .unauthorized), (429, .throttled), (500, .transient), (503, .transient),
    ])
    func `a refusal tells a dead address from passing trouble`(
        status: Int, kind: ServiceError.Kind
    ) async throws {
        let transport = ScriptedTransport([
            .reply(status: status, headers: ["Retry-After": "5"], body: [[1]])
        ])
        let error = await failure("https://cdn.example/a", transport)
        #expect(error?.kind == kind)
        #expect(error?.httpStatus == status)
        #expect(error?.retryAfter == (status == 429 || status == 503 ? .seconds(5) : nil))
    }

    @Test func `what the receiver throws comes out with the download's error`() async throws {
        let transport = ScriptedTransport([.reply(status: 200, body: [[1]])])
        let client = try Client.scripted(transport)
        let error = await errorThrown { () async throws(ServiceError) in
            try await client.download("https://cdn.example/a", limit: 100) { _ in
                throw DiskIsFull()
            }
        }
        #expect(error?.kind == .receiver)
        #expect(error?.underlying is DiskIsFull)
    }

    @Test func `a picture that ends early is a passing trouble`() async throws {
        let transport = ScriptedTransport([.cut(status: 200, body: [1])])
        #expect(await failure("https://cdn.example/a", transport)?.kind == .transient)
    }

    @Test func `an actor can gather a picture in its own state`() async throws {
        let transport = ScriptedTransport([.reply(status: 200, body: [[1, 2], [3]])])
        let gatherer = Gatherer()
        try await gatherer.gather(from: Client.scripted(transport))
        #expect(await gatherer.bytes == [1, 2, 3])
    }

    private actor Gatherer {
        var bytes: [UInt8] = []

        func gather(from client: Client) async throws {
            try await client.download("https://cdn.example/a", limit: 100) { bytes += $0 }
        }
    }

    private struct DiskIsFull: Error {}

    private func download(
        _ url: String, _ transport: ScriptedTransport, limit: Int = 1000,
        service: String = "https://service.example"
    ) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        try await Client.scripted(transport, baseURL: service)
            .download(url, limit: limit) { bytes += $0 }
        return bytes
    }

    private func failure(
        _ url: String, _ transport: ScriptedTransport, limit: Int = 1000,
        service: String = "https://service.example"
    ) async -> ServiceError? {
        do {
            _ = try await download(url, transport, limit: limit, service: service)
            return nil
        } catch {
            return error as? ServiceError
        }
    }
}
