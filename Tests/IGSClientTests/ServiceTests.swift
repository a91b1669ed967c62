import IGSClient
import IGSTestSupport
import Testing

@Suite struct ServiceTests {
    @Test(arguments: [
        ("https://aireiter.com", "https://aireiter.com", "https://aireiter.com"),
        ("https://AIReiter.com:443/", "https://aireiter.com", "https://aireiter.com"),
        ("https://h.example:8443/v2/", "https://h.example:8443/v2", "https://h.example:8443"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("http://127.9.8.7", "http://127.9.8.7", "http://127.9.8.7"),
        ("http://localhost:80", "http://localhost", "http://localhost"),
        ("http://[::1]:9", "http://[::1]:9", "http://[::1]:9"),
    ])
    func `https is taken, and http on this machine`(text: String, baseURL: String, origin: String)
        throws
    {
        let service = try Service(baseURL: text)
        #expect(service.baseURL == baseURL)
        #expect(service.origin == origin)
        #expect(service.dialect == .openapi)
    }

    @Test(arguments: [
        ("http://aireiter.com", ServiceURLError.Code.notHTTPS), ("http://10.0.0.1", .notHTTPS),
        ("http://127.0.0.1.example.com", .notHTTPS), ("http://localhost.example.com", .notHTTPS),
        ("http://128.0.0.1", .notHTTPS), ("http://127.0.0.256", .badHost),
        ("http://127.1", .badHost), ("http://[::2]", .notHTTPS),
        ("https://user@aireiter.com", .userInfo), ("https://a:b@aireiter.com", .userInfo),
        ("http://127.0.0.1:80@evil.example", .userInfo),
        ("https://aireiter.com?x=1", .queryOrFragment),
        ("https://aireiter.com/#", .queryOrFragment),
        ("https://aireiter.com/v1", .endpoint("/v1")),
        ("https://aireiter.com/v1/", .endpoint("/v1/")),
        ("https://aireiter.com/api/openapi/submit", .endpoint("/api/openapi/submit")),
        ("https://aireiter.com/api/openapi", .endpoint("/api/openapi")),
        ("https://h.example/gateway/v1/images/generations", .endpoint("/v1/images/generations")),
        ("https://h.example/v1/tasks/task_1", .endpoint("/v1/tasks/task_1")),
        ("https://h.example/v1/chat/completions", .endpoint("/v1/chat/completions")),
        ("https://h.example/v1/account/gateway/v1", .endpoint("/v1")),
        ("https://", .badHost), ("https://h:0", .badHost), ("https://h:65536", .badHost),
        ("https://h:99999999999999999999", .badHost), ("https://h:-1", .badHost),
        ("https://h\\@evil", .userInfo), ("https://h\\.evil", .badHost),
        ("https://hö.example", .badHost),
        ("https://[::1", .badHost), ("https://[host]", .badHost),
        ("ftp://aireiter.com", .notURL), ("aireiter.com", .notURL), ("", .notURL),
        ("https:/aireiter.com", .notURL), ("https://a b.example", .notURL),
        ("https://a.example/\n", .notURL),
    ])
    func `other addresses are refused, each for its reason`(
        text: String, code: ServiceURLError.Code
    ) {
        #expect(throws: ServiceURLError(code: code, subject: text)) {
            try Service(baseURL: text)
        }
    }

    @Test func `the live service is the documented one`() {
        #expect(Service.live.origin == "https://aireiter.com")
        #expect(Service.live.baseURL == "https://aireiter.com")
    }

    @Test func `a secret prints as dots, however it is printed`() throws {
        let secret = try #require(Secret(" sk-canary-4711\n"))
        var dumped = ""
        dump(secret, to: &dumped)
        dump(["key": secret], to: &dumped)
        let texts = [
            "\(secret)", String(reflecting: secret), dumped, "\([secret])", "\(secret as Any)",
        ]
        for text in texts {
            #expect(text.contains("•••"))
            #expect(!text.contains("canary"))
        }
        #expect(secret.withExposed { $0 } == "sk-canary-4711")
    }

    @Test func `a client and its requests do not show the key`() throws {
        let client = try Client.scripted(.init([.hangUp]))
        var dumped = ""
        dump(client, to: &dumped)
        #expect(dumped.contains("•••") && !dumped.contains("canary"))
    }

    @Test(arguments: ["", " \n", "a b", "a\nb", "a\u{0}", "ключ"])
    func `a text that no header can hold is not accepted as a secret`(text: String) {
        #expect(Secret(text) == nil)
    }
}
