import IGSTestSupport
import Testing

/// How a whole sandbox words its replies, with the real program.
@Suite struct ReplyFormsTests {
    /// What is asked of every form, and how it answers: the HTTP status, and words of the body.
    struct Expected: Sendable, CustomTestStringConvertible {
        let forms: String
        let accepted: String
        let report: String
        let empty: (Int, String)
        let bad: (Int, String)
        let key: (Int, String)
        let missing: (Int, String)
        let route: (Int, String)

        var testDescription: String { forms }
    }

    static let expected = [
        Expected(
            forms: "live",
            accepted:
                #"{"ok":true,"statusCode":200,"message":"","data":{"task_id":"ID","out_task_id":"a","status":"pending"}}"#,
            report: #"{"ok":true,"statusCode":200,"message":"","data":{"task_id":"ID","#,
            empty: (
                200, #"{"ok":true,"statusCode":433,"message":"not enough credits","data":null}"#
            ),
            bad: (200, #"{"ok":true,"statusCode":400,"message":"model is required","data":null}"#),
            key: (401, #"{"ok":true,"statusCode":401,"message":"invalid api key","data":null}"#),
            missing: (200, #"{"ok":true,"statusCode":400,"message":"api task not found"}"#),
            route: (200, "<html>")),
        Expected(
            forms: "documented",
            accepted: #"{"code":200,"data":[{"status":"submitted","task_id":"ID"}]}"#,
            report: #"{"statusCode":200,"message":"","data":{"task_id":"ID","#,
            empty: (200, #"{"statusCode":433,"message":"not enough credits"}"#),
            bad: (400, #"{"statusCode":400,"message":"model is required"}"#),
            key: (401, #"{"statusCode":401,"message":"invalid api key"}"#),
            missing: (200, "api task not found"), route: (404, "")),
        Expected(
            forms: "order",
            accepted: #"{"statusCode":200,"message":"","data":{"task_id":"ID","out_task_id":"a","#,
            report: #"{"statusCode":200,"message":"","data":{"task_id":"ID","#,
            empty: (200, #"{"statusCode":433"#), bad: (400, #"{"statusCode":400"#),
            key: (401, #"{"statusCode":401"#), missing: (200, "api task not found"),
            route: (404, "")),
        Expected(
            forms: "bare", accepted: #"{"statusCode":200,"data":{"status":"pending"}}"#,
            report: #"{"statusCode":200,"message":"","data":{"task_id":"ID","#,
            empty: (200, #"{"statusCode":433"#), bad: (400, #"{"statusCode":400"#),
            key: (401, #"{"statusCode":401"#), missing: (200, "api task not found"),
            route: (404, "")),
        Expected(
            forms: "sibling", accepted: #"{"id":"ID","status":"submitted"}"#,
            report: #"{"code":200,"data":{"task_id":"ID","#,
            empty: (402, #"{"error":{"code":"insufficient_quota""#),
            bad: (400, #"{"error":{"code":"invalid_request","type":"invalid_request_error""#),
            key: (401, #"{"error":{"code":"invalid_api_key""#),
            missing: (400, #"{"error":{"code":"task_not_exist""#),
            route: (404, #"{"error":{"message":"Invalid URL (POST /v1/nowhere)""#)),
    ]

    @Test(arguments: expected)
    func `a sandbox words its replies in the forms that it was told`(_ expected: Expected) throws {
        let sandbox = try SandboxProcess(
            arguments: ["--replies", expected.forms, "--credits", "10"])
        func holds(_ reply: Exchange, _ wanted: (status: Int, words: String)) {
            let text = reply.text.replacing(/task_[0-9A-Z]{26}/, with: "ID")
            #expect(reply.status == wanted.status)
            #expect(text.contains(wanted.words), "\(text)")
        }
        holds(try sandbox.submit("a mill", id: "a"), (200, expected.accepted))
        holds(try sandbox.find("a"), (200, expected.report))
        holds(try sandbox.submit("a mill", id: "b"), expected.empty)
        holds(try sandbox.post("/api/openapi/submit", "{}"), expected.bad)
        holds(try sandbox.post("/api/openapi/submit", "{}", key: "other"), expected.key)
        holds(try sandbox.find("c"), expected.missing)
        holds(try sandbox.post("/v1/nowhere", "{}"), expected.route)
        holds(
            try sandbox.submit("sandbox:reject hate", id: "d"),
            (400, #"{"error":{"code":"moderation_blocked""#))
    }

    @Test func `the live service's forms are the default`() throws {
        let sandbox = try SandboxProcess()
        #expect(try sandbox.submit("a mill", id: "a").text.hasPrefix(#"{"ok":true,"#))
    }

    @Test(arguments: [
        ("GET", "/nowhere"), ("POST", "/"), ("GET", "/api/openapi/submit"),
        ("DELETE", "/api/openapi/query"), ("POST", "/v1/balance"), ("GET", "/v1/tasks"),
        ("POST", "/v1/v1/images/generations"), ("POST", "/results/0/image.png"),
    ])
    func `a route that is not there is a page, with a key and without`(
        method: String, path: String
    ) throws {
        let sandbox = try SandboxProcess()
        for key in [sandbox.key, "other", nil] {
            let reply = try Exchange(
                method, sandbox.url + path, key: key, body: Array("{}".utf8))
            let isPicture = path.hasPrefix("/results")
            #expect(reply.status == (isPicture ? 404 : 200))
            #expect(reply.text.contains("<html>") == !isPicture)
        }
    }

    @Test(arguments: ["gpt-image-2-official", "gpt-image-2", "gpt_image_2_official", "gpt_image_2"])
    func `the images dialect knows the model by its resellers' words`(model: String) throws {
        let sandbox = try SandboxProcess()
        func submit(_ model: String) throws -> Exchange {
            try sandbox.post(
                "/v1/images/generations", #"{"model":"\#(model)","prompt":"a mill"}"#)
        }
        let id = try submit(model).acceptedID()
        for path in ["tasks", "images/generations", "images/tasks"] {
            #expect(try sandbox.get("/v1/\(path)/\(id)").text.contains(#""id":"\#(id)""#))
        }
        let refused = try submit("dall-e-3")
        #expect(refused.status == 400)
        #expect(refused.text.contains("model must be gpt-image-2-official or"), "\(refused.text)")
        #expect(refused.text.contains(#"not \"dall-e-3\""#))
        #expect(sandbox.journal.count == 1)
    }

    @Test func `forms that are not known are refused, and the help lists those that are`() throws {
        let failure = #expect(throws: SandboxProcess.StartFailure.self) {
            try SandboxProcess(arguments: ["--replies", "today"])
        }
        #expect(failure?.exitCode == 2)
        let help = try PipedProcess(SandboxProcess.executable, ["--help"]).readAll()
        let words = help.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(words.contains("values: live, documented, order, bare, sibling;"), "\(words)")
    }
}
