import FoundationEssentials
import IGSTestSupport
import Testing

extension FaultCase {
    /// Faults of connections, refusals and bodies, by their words.
    static let exchanges: [String: [FaultCase]] = [
        "cut-request": [
            FaultCase("query 1 cut-request 60 rst") { sandbox in
                _ = try sandbox.accepted(prompt, id: "a")
                #expect(throws: Exchange.Failure.self) { try sandbox.find("a") }
                #expect(try sandbox.find("a").status == 200)
            }
        ],
        "lose-request": [
            FaultCase("submit 1 lose-request rst") { sandbox in
                let (bytes, end) = try submitted(sandbox)
                #expect(bytes.isEmpty && end == .rst)
                #expect(sandbox.charged.isEmpty)
            }
        ],
        "cut-reply": [
            FaultCase("download 1 cut-reply 1000 fin") { sandbox in
                _ = try sandbox.accepted(prompt, id: "a")
                let url = try sandbox.resultURL("a")
                #expect(throws: Exchange.Failure.self) { try Exchange("GET", url) }
                #expect(try Exchange("GET", url).status == 200)
            }
        ],
        "lose-reply": [
            FaultCase("submit 1 lose-reply") { sandbox in
                let (bytes, end) = try submitted(sandbox)
                #expect(bytes.isEmpty && end == .fin)
                #expect(sandbox.charged == ["a"])
                #expect(try sandbox.find("a").text.contains("task_"))
            }
        ],
        "delay": [
            FaultCase("submit 1 delay 0.4") { sandbox in
                let connection = try Connection(port: sandbox.port)
                connection.send(sandbox.submission(prompt, id: "a"))
                #expect(connection.receive(upTo: 1, milliseconds: 100).bytes.isEmpty)
                #expect(sandbox.charged == ["a"])
                #expect(try connection.receiveReply().hasPrefix("HTTP/1.1 200 OK"))
            }
        ],
        "slow": [
            FaultCase("submit 1 slow 100") { sandbox in
                let start = ContinuousClock.now
                let reply = try sandbox.submit(prompt, id: "a")
                #expect(.now - start > .milliseconds(8 * reply.body.count))
                #expect(reply.status == 200 && sandbox.charged == ["a"])
            }
        ],
        "status": [
            refusal("status 503", 503, #""statusCode":503"#),
            refusal("status 503 charged html", 503, "<html>", charged: true),
            refusal("status 401 nested", 401, #""code":"invalid_api_key""#),
            refusal("status 425 bare", 425, "error 425"),
            refusal("status 402 text", 402, #""code":"402""#),
            refusal("status 413 number", 413, #""error":{"code":413"#),
            refusal("status 422 string", 422, #""error":""#),
            refusal("status 404 ok", 404, #""ok":true"#), refusal("status 403 code", 403, "403"),
            refusal("status 408", 408),
        ],
        "code": [refusal("code 433", 200, #""statusCode":433"#, "not enough credits")],
        "error": [
            refusal(
                "error content_policy_violation", 400, #""code":"content_policy_violation""#),
            refusal("error insufficient_quota", 402, #""code":"insufficient_quota""#),
        ],
        "reject": [
            refusal(
                "reject sexual,hate", 400, "moderation_blocked",
                "safety_violations=[hate, sexual]", "req_"),
            refusal("reject content-filter", 400, #"{"error":{"code":"content_filter""#),
            refusal("reject sensitive-words", 400, #"{"error":{"code":"sensitive_words""#),
            refusal("reject content-policy-violation", 400, #""code":"content_policy_violation""#),
            refusal("reject type", 400, #"{"code":null,"type":"content_policy_violation""#),
            refusal("reject code", 400, #"{"code":"sensitive_words""#),
            refusal("reject error-code", 400, #"{"error_code":"content_filter""#),
            refusal("reject message", 200, #""statusCode":400"#, "content_policy_violation"),
        ],
        "no-credits": [
            refusal(
                "no-credits", 200,
                #"{"ok":true,"statusCode":433,"message":"not enough credits","data":null}"#),
            refusal("no-credits code", 200, #""statusCode":402"#),
            refusal("no-credits insufficient-quota", 429, #""code":"insufficient_quota""#),
            refusal("no-credits insufficient-user-quota", 403, "insufficient_user_quota"),
            refusal("no-credits billing-hard-limit", 400, "billing_hard_limit_reached"),
            refusal("no-credits no-credits", 200, #""statusCode":400,"message":"no credits""#),
            refusal(
                "no-credits insufficient-credits", 200,
                #""statusCode":400,"message":"insufficient credits""#),
        ],
        "wrong-key": [
            refusal(
                "wrong-key", 401,
                #"{"ok":true,"statusCode":401,"message":"invalid api key","data":null}"#),
            refusal("wrong-key code", 200, #""statusCode":401"#),
            refusal("wrong-key token", 200, #"{"success":false,"message":"invalid token"}"#),
            refusal("wrong-key key", 200, #"{"success":false,"message":"the API key"#),
        ],
        "no-route": [
            refusal("no-route", 200, "<html>"),
            refusal("no-route bare 403", 403, "403 page not found"),
            refusal("no-route empty", 404),
            refusal("no-route invalid-url", 404, "Invalid URL (POST /api/openapi/submit)"),
            FaultCase("query no-route get bare 400\nbalance no-route post") { sandbox in
                let id = try sandbox.accepted(prompt, id: "a")
                for path in ["tasks", "images/tasks", "images/generations"] {
                    let reply = try sandbox.get("/v1/\(path)/\(id)")
                    #expect(reply.status == 400 && reply.text == "400 page not found\n")
                }
                #expect(try sandbox.find("a").text.contains(id))
                #expect(try sandbox.get("/v1/user/balance").text.contains("remain_credits"))
            },
        ],
        "balance-reply": [
            FaultCase(
                """
                balance 1 balance-reply
                balance 2 balance-reply balance
                balance 3 balance-reply text
                balance 4 balance-reply remaining
                balance 5 balance-reply unlimited
                """
            ) { sandbox in
                let replies = try (1...5).map { _ in try sandbox.get("/api/openapi/balance").text }
                #expect(replies[0].hasSuffix(#""data":{"credits":10000}}"#))
                #expect(replies[1].hasSuffix(#""data":{"balance":10000}}"#))
                #expect(replies[2].hasSuffix(#""data":{"credits":"10000"}}"#))
                #expect(replies[3].contains(#"{"remain_credits":10000,"remain_balance":100,"#))
                #expect(replies[4].contains(#""remain_credits":-1,"#))
                #expect(replies[4].contains(#""unlimited_quota":true"#))
            }
        ],
        "rate-limit": [
            FaultCase(
                """
                submit 1 rate-limit 12
                submit 2 rate-limit 12 date
                submit 3 rate-limit 12 message
                submit 4 rate-limit none
                submit 5 rate-limit bare
                submit 6 rate-limit 1e19
                submit 7 rate-limit nan date
                """
            ) { sandbox in
                let replies = try (1...7).map { try sandbox.submit(prompt, id: "j\($0)") }
                #expect(replies.map(\.status) == Array(repeating: 429, count: 7))
                let waits = replies.map { $0.headers["retry-after"] }
                #expect(waits[0] == "12")
                #expect(waits[1]?.hasSuffix(" GMT") == true)
                #expect(waits[2...4].allSatisfy { $0 == nil })
                #expect(waits[5] == "1e19")
                #expect(waits[6]?.hasPrefix("Thu, 01 Jan 1970") == true)
                #expect(replies[2].text.contains("try again in 12s"))
                #expect(replies[3].text.contains("{") && !replies[4].text.contains("{"))
                #expect(sandbox.charged.isEmpty)
            }
        ],
        "refuse-agent": [
            FaultCase("balance refuse-agent\nquery refuse-agent secret", checkAgents)
        ],
        "redirect": [
            FaultCase(
                """
                balance 1 redirect
                balance 2 redirect port 307
                balance 3 redirect scheme
                balance 4 redirect userinfo 308
                balance 5 redirect relative 303
                balance 6 redirect loop 301
                balance 7 redirect http://example.com/x
                """
            ) { sandbox in
                let replies = try (1...8).map { _ in try sandbox.get("/v1/balance") }
                #expect(replies.map(\.status) == [302, 307, 302, 308, 303, 301, 302, 200])
                #expect(
                    replies.map { $0.headers["location"] } == [
                        "http://localhost:\(sandbox.port)/v1/balance",
                        "http://127.0.0.1:9/v1/balance",
                        "https://127.0.0.1:\(sandbox.port)/v1/balance",
                        "http://user:secret@127.0.0.1:\(sandbox.port)/v1/balance",
                        "/v1/balance?again", "\(sandbox.url)/v1/balance", "http://example.com/x",
                        nil,
                    ])
            }
        ],
        "html": [
            refusal("html", 200, "<html>"),
            refusal("html 502 charged", 502, "<html>", charged: true),
        ],
        "body": [
            refusal("body empty", 200), refusal("body", 200, #"{"code":200"#),
            refusal("body null charged", 200, "null", charged: true),
            FaultCase("query 1 body deep\nquery 2 body binary", checkBodies),
        ],
        "endless": [
            FaultCase("submit 1 endless charged\ndownload 1 endless") { sandbox in
                let connection = try Connection(port: sandbox.port)
                connection.send(sandbox.submission(prompt, id: "a"))
                #expect(connection.receive(upTo: 5_000_000).bytes.count == 5_000_000)
                #expect(sandbox.charged == ["a"])
                let path = try sandbox.resultURL("a").dropFirst(sandbox.url.count)
                let download = try Connection(port: sandbox.port)
                download.send(sandbox.request("GET", String(path)))
                let bytes = download.receive(upTo: 5_000_000).bytes
                #expect(bytes.count == 5_000_000)
                #expect(bytes.prefix(400).contains(0x89))
            }
        ],
        "gzip-bomb": [
            FaultCase("submit 1 gzip-bomb") { sandbox in
                let reply = try sandbox.submit(prompt, id: "a")
                #expect(reply.headers["content-encoding"] == "gzip")
                #expect(reply.body.starts(with: [0x1F, 0x8B]))
                #expect((5_000_000...20_000_000).contains(reply.body.count))
                #expect(sandbox.charged.isEmpty)
            }
        ],
    ]

    private static func checkAgents(_ sandbox: SandboxProcess) throws {
        func ask(_ agent: [String: String], _ path: String) throws -> Int {
            try Exchange("GET", sandbox.url + path, key: sandbox.key, headers: agent).status
        }
        #expect(try ask([:], "/v1/balance") == 403)
        #expect(try ask(["User-Agent": "Python-urllib/3.11"], "/v1/balance") == 403)
        #expect(try ask(["User-Agent": "igs/1.0"], "/v1/balance") == 200)
        #expect(try ask(["User-Agent": "a SECRET agent"], "/v1/tasks/x") == 403)
        #expect(sandbox.injected.count == 3)
    }

    private static func checkBodies(_ sandbox: SandboxProcess) throws {
        #expect(try sandbox.find("a").body.count == 200_000)
        #expect(throws: (any Error).self) { try sandbox.find("a").decoded(String.self) }
    }
}
