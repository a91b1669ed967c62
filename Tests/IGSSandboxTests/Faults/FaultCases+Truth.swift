import FoundationEssentials
import Glibc
import IGSTestSupport
import Testing

extension FaultCase {
    /// A query about a task that is completed, after a submission.
    static func completed(
        _ plan: String, _ check: @escaping @Sendable (SandboxProcess, Exchange) throws -> Void
    ) -> FaultCase {
        FaultCase("query done 1 \(plan)") { sandbox in
            _ = try sandbox.accepted(prompt, id: "a", parameters: #","quality":"low""#)
            usleep(50_000)
            try check(sandbox, try sandbox.find("a"))
            #expect(sandbox.injected.map(\.outTaskID) == ["a"])
        }
    }

    /// The price of a completed task in a reply to each kind of query.
    private static func price(_ shape: String, _ members: String) -> FaultCase {
        FaultCase("query cost \(shape)") { sandbox in
            let id = try sandbox.accepted(prompt, id: "a", parameters: #","quality":"low""#)
            usleep(50_000)
            for reply in [try sandbox.find("a"), try sandbox.get("/v1/tasks/\(id)")] {
                let end = reply.text.contains(#""output""#) ? #","output""# : #","result""#
                #expect(reply.text.contains(#""status":"completed""# + members + end))
            }
        }
    }

    private static func address(
        _ words: String, _ check: @escaping @Sendable ([String], SandboxProcess) throws -> Void
    ) -> FaultCase {
        completed("address \(words)") { sandbox, reply in
            let urls = reply.text.matches(of: /"url":"([^"]*)"/).map { String($0.1) }
            try check(urls, sandbox)
        }
    }

    private static func notFound(_ shape: String, _ status: Int, _ words: String) -> FaultCase {
        FaultCase("query each 1 no-such-task \(shape)") { sandbox in
            let id = try sandbox.accepted(prompt, id: "a")
            let reply = try sandbox.find("a")
            #expect(reply.status == status && reply.text.contains(words), "\(reply.text)")
            #expect(!reply.text.contains(id))
            #expect(try sandbox.find("a").text.contains(id))
        }
    }

    private static func duplicate(_ wording: String, _ status: Int, _ words: String) -> FaultCase {
        // What the fault says is what the service says of an id that is used again.
        FaultCase("duplicates reject \(wording)\nsubmit 1 already-exists \(wording)") { sandbox in
            for charged in [[], ["a"]] {
                let reply = try sandbox.submit(prompt, id: "a")
                #expect(reply.status == status && reply.text.contains(words), "\(reply.text)")
                #expect(sandbox.charged == charged)
                if charged.isEmpty { _ = try sandbox.accepted(prompt, id: "a") }
            }
        }
    }

    /// Two submissions at once, or two queries.
    private static func bothReplies(
        _ sandbox: SandboxProcess, _ requests: [[UInt8]]
    ) throws -> [String] {
        let connections = try requests.map { request in
            let connection = try Connection(port: sandbox.port)
            connection.send(request)
            return connection
        }
        return try connections.map { try $0.receiveReply() }
    }

    /// What contradicts what igs has been told, by the faults' words.
    static let truth: [String: [FaultCase]] = [
        "not-ok": [
            refusal("not-ok", 200, #"{"ok":false,"statusCode":200"#, #""status":"pending""#),
            refusal("not-ok success charged", 200, #"{"success":false"#, charged: true),
            FaultCase("query 1 not-ok\nbalance 1 not-ok success") { sandbox in
                _ = try sandbox.accepted(prompt, id: "a")
                #expect(try sandbox.find("a").text.contains(#""data":null"#))
                #expect(try sandbox.get("/v1/balance").text.contains(#""success":false"#))
            },
        ],
        "already-exists": [
            duplicate("exists", 200, "out_task_id a already exists"),
            duplicate("ok", 200, #""ok":true,"statusCode":400"#),
            duplicate("http", 400, #"{"statusCode":400,"message":"out_task_id a already exists"}"#),
            duplicate("conflict", 409, "duplicate_out_task_id"),
            duplicate("used", 400, "has been used before"),
            duplicate("named", 400, #""data":{"task_id":"task_"#),
            duplicate("database", 500, "Duplicate entry 'a'"),
            refusal("already-exists charged", 200, "already exists", charged: true),
        ],
        "status": [
            refusal("status 429 with-id", 429, #""data":{"task_id":"task_"#, #""out_task_id":"a""#),
            refusal("status 400 with-submitted", 400, #""data":{"status":"submitted"}"#),
            refusal("status 409 nested with-pending", 409, #""error":{"#, #""status":"pending""#),
            FaultCase("submit status 402 charged with-both") { sandbox in
                let reply = try sandbox.submit(prompt, id: "a").text
                let id = try #require(reply.firstMatch(of: /"task_id":"([^"]+)"/)).1
                #expect(reply.contains(#"[{"status":"submitted","#))
                #expect(sandbox.charged == ["a"] && sandbox.journal[0].contains(id))
            },
        ],
        "code": [
            refusal("code 401 charged with-id", 200, #""statusCode":401"#, "task_", charged: true)
        ],
        "error": [refusal("error with-pending", 500, "server_error", #""status":"pending""#)],
        "stranger": [
            FaultCase("query stranger", stranger(outTaskID: true, taskID: true)),
            FaultCase("query stranger task-id", stranger(outTaskID: false, taskID: true)),
            FaultCase("query stranger out-task-id", stranger(outTaskID: true, taskID: false)),
            FaultCase("submit 1 stranger\nsubmit 2 stranger task-id") { sandbox in
                let first = try sandbox.submit(prompt, id: "a").text
                #expect(first.contains("STRANGER") && first.contains(#""cost":9,"#))
                let second = try sandbox.submit(prompt, id: "b").text
                #expect(second.contains("STRANGER") && second.contains(#""out_task_id":"b""#))
                #expect(!second.contains("url"))
                #expect(sandbox.charged == ["a", "b"])
            },
        ],
        "mix-up": [
            FaultCase("submit 1-2 mix-up 10\nquery 1-2 mix-up 10") { sandbox in
                let submitted = try bothReplies(
                    sandbox, ["a", "b"].map { sandbox.submission(prompt, id: $0) })
                #expect(submitted[0].contains(#""out_task_id":"b""#))
                #expect(submitted[1].contains(#""out_task_id":"a""#))
                #expect(sandbox.charged.sorted() == ["a", "b"])
                let asked = try bothReplies(
                    sandbox,
                    ["a", "b"].map {
                        sandbox.request("POST", "/api/openapi/query", #"{"out_task_id":"\#($0)"}"#)
                    })
                #expect(asked[0].contains(#""out_task_id":"b""#))
                #expect(asked[1].contains(#""out_task_id":"a""#))
                #expect(try sandbox.find("a").text.contains(#""out_task_id":"a""#))
            },
            FaultCase("submit mix-up 0.2s") { sandbox in
                let reply = try sandbox.submit(prompt, id: "a")
                #expect(reply.text.contains("pending"))
            },
        ],
        "late-task": [
            FaultCase("submit 1 late-task 30000s rst\nsubmit 2 late-task 30000 told") { sandbox in
                let (bytes, end) = try submitted(sandbox)
                #expect(bytes.isEmpty && end == .rst)
                let id = try sandbox.accepted(prompt, id: "b")
                for id in ["a", "b"] {
                    #expect(try sandbox.find(id).text.contains("api task not found"))
                }
                #expect(try sandbox.get("/v1/tasks/\(id)").text.contains("api task not found"))
                #expect(sandbox.charged == ["a", "b"])
                #expect(try sandbox.submit(prompt, id: "a").text.contains("already exists"))
                for id in ["a", "b"] {
                    #expect(try sandbox.waits(for: #""status":"completed""#, in: id))
                }
            }
        ],
        "forget-task": [
            FaultCase("submit forget-task 20000 10000s") { sandbox in
                _ = try sandbox.accepted(prompt, id: "a")
                #expect(try sandbox.find("a").text.contains("task_id"))
                #expect(try sandbox.waits(for: "api task not found", in: "a"))
                #expect(try sandbox.waits(for: "task_id", in: "a"))
            }
        ],
        "address": [
            address("dead first") { urls, _ in
                #expect(urls.count == 2 && urls[0].hasPrefix("http://127.0.0.1:9/"))
                let picture = try Exchange("GET", urls[1])
                #expect(picture.body.starts(with: [0x89, 0x50]))
            },
            address("gone") { urls, _ in
                let statuses = try urls.map { try Exchange("GET", $0).status }
                #expect(statuses == [404])
            },
            address("split") { urls, _ in
                let encoded = try #require(urls.first).replacing(" ", with: "%20")
                #expect(encoded.hasSuffix("my%20first%20image.png"))
                #expect(try Exchange("GET", encoded).body.starts(with: [0x89, 0x50]))
            },
            address("blanks") { urls, _ in
                #expect(urls.first?.hasPrefix(" http://") == true)
                #expect(urls.first?.hasSuffix("image.png\\u000a") == true)
            },
            address("fragment") { urls, _ in #expect(urls.first?.hasSuffix("#page=1") == true) },
            address("path") { urls, sandbox in
                let path = try #require(urls.first)
                #expect(path.hasPrefix("/results/"))
                #expect(try Exchange("GET", sandbox.url + path).status == 200)
            },
            address("gone last") { urls, _ in
                let replies = try urls.map { try Exchange("GET", $0) }
                #expect(replies.map(\.status) == [200, 404])
            },
            FaultCase("query done 1 address reference\nquery done 2 address reference first") {
                sandbox in
                let sent = #"http://127.0.0.1:9/own.png"#
                _ = try sandbox.accepted(
                    prompt, id: "a",
                    parameters: #","quality":"low","image_url":["\#(sent)"]"#)
                usleep(50_000)
                #expect(try sandbox.find("a").text.contains(#""output":[{"url":"\#(sent)"}]"#))
                #expect(
                    try sandbox.find("a").text.contains(#""output":[{"url":"\#(sent)"},{"url":"#))
            },
            address("http://198.18.0.5/A.png") { urls, _ in
                #expect(urls == ["http://198.18.0.5/A.png"])
            },
            FaultCase("query address http://10.0.0.1/x first") { sandbox in
                let id = try sandbox.accepted(prompt, id: "a")
                usleep(50_000)
                let reply = try sandbox.get("/v1/tasks/\(id)").text
                #expect(reply.contains(#""url":["http://10.0.0.1/x","http://127.0.0.1:"#))
            },
        ],
        "cost": [
            price("dollars", #","cost":0.022,"credits_cost":2.2"#),
            price("dollars-used", #","cost":0.022,"credits_used":2.2"#),
            price("alone", #","cost":2.2"#),
            price("texts", #","cost":"0.022","credits_cost":"2.2""#),
            price("used-text", #","credits_used":"2.2""#), price("missing", ""),
            price("dollars 900", #","cost":9,"credits_cost":900"#),
        ],
        "no-such-task": [
            notFound("ok", 200, "api task not found"), notFound("http", 400, "api task not found"),
            notFound("not-exist", 400, #"{"error":{"code":"task_not_exist""#),
            notFound("code", 400, #"{"code":"task_not_exist""#),
            notFound("invalid", 400, "invalid_task_id"), notFound("gateway", 404, "<html>"),
            notFound("page", 200, "<html>"), notFound("bare", 404, "404 page"),
            notFound("empty", 200, #""data":null"#),
        ],
        "status-word": [
            FaultCase("query each 2 status-word failed anyway\nquery each 4 status-word 1 anyway") {
                sandbox in
                _ = try sandbox.accepted(prompt, id: "a")
                usleep(50_000)
                let replies = try (1...5).map { _ in try sandbox.find("a").text }
                #expect(replies[1].contains(#""status":"failed"}"#))
                #expect(replies[3].contains(#""status":1}"#))
                for place in [0, 2, 4] { #expect(replies[place].contains("http")) }
            },
            completed("status-word with-result 1") { _, reply in
                #expect(reply.text.contains(#""status":1,"#) && reply.text.contains(#""output""#))
            },
            completed("status-word with-result dreaming") { _, reply in
                #expect(reply.text.contains(#""status":"dreaming","#))
                #expect(reply.text.contains(#""output""#))
            },
            completed("status-word SUCCEED") { _, reply in
                #expect(reply.text.contains(#""status":"SUCCEED","#))
            },
            FaultCase(
                """
                query 1 status-word "Not Started"
                query 2 status-word in-progress
                query 3 status-word image_generation_failed
                """
            ) { sandbox in
                let slow = try SandboxProcess.failing(
                    """
                    query 1 status-word "Not Started"
                    query 2 status-word In-Progress
                    query 3 status-word image_generation_failed
                    """, speed: 0.1)
                _ = try slow.accepted(prompt, id: "a")
                let replies = try (1...3).map { _ in try slow.find("a").text }
                #expect(replies[0].contains(#""status":"Not Started""#))
                #expect(replies[1].contains(#""status":"pending""#))
                #expect(replies[2].contains(#""status":"image_generation_failed""#))
                _ = try sandbox.accepted(prompt, id: "a")
                for _ in 1...3 { _ = try sandbox.find("a") }
            },
        ],
        "body": [
            completed("body nameless") { _, reply in
                #expect(reply.status == 200 && reply.text == #"{"status":"error"}"#)
            }
        ],
        "compress": [
            FaultCase("query compress\ndownload compress raw-deflate\nbalance compress cut-gzip") {
                sandbox in
                _ = try sandbox.accepted(prompt, id: "a")
                usleep(50_000)
                let reply = try sandbox.find("a")
                #expect(reply.headers["content-encoding"] == "gzip")
                #expect(reply.body.starts(with: [0x1F, 0x8B]))
                #expect(try sandbox.get("/v1/balance").headers["content-encoding"] == "gzip")
                #expect(sandbox.injected.count == 2)
            }
        ],
        "gzip-bomb": [
            FaultCase("balance gzip-bomb 1") { sandbox in
                let reply = try sandbox.get("/v1/balance")
                #expect((60_000...70_000).contains(reply.body.count))
            }
        ],
        "query-reply": [
            inline("data-uri-lines") {
                $0.contains("\\u000d\\u000a") && $0.contains("base64,iVBOR")
            },
            inline("data-uri-bare") { !$0.contains(#"=""#) && $0.contains("base64,iVBOR") },
            inline("data-uri-url-safe") { text in
                let base64 = text.firstRange(of: "base64,").map { text[$0.upperBound...] } ?? ""
                let digits = base64.prefix { $0 != "\"" }
                return digits.contains("-") && digits.contains("_") && !digits.contains("/")
            },
            inline("b64-json") { $0.contains(#""b64_json":"iVBOR"#) },
            inline("b64-empty") { $0.contains(#""b64_json":"","url":"http"#) },
            inline("words") { $0.contains("content policy") && !$0.contains("http") },
        ],
        "expire-url": [
            FaultCase("download 1 expire-url 404") { sandbox in
                _ = try sandbox.accepted(prompt, id: "a")
                let first = try sandbox.resultURL("a")
                #expect(
                    try (1...3).map { _ in try Exchange("GET", first).status } == [404, 404, 404])
                #expect(try Exchange("GET", sandbox.resultURL("a")).status == 200)
            }
        ],
        "tail": [
            download("tail 7") { reply, whole in
                #expect(reply.body.count == whole.body.count + 7)
                #expect(reply.body.starts(with: whole.body))
            },
            download("tail jpeg") { reply, _ in
                #expect(reply.body.dropLast(100).suffix(2) == [0xFF, 0xD9])
            },
            download("tail webp 1") { reply, _ in #expect(reply.body.count % 2 == 1) },
        ],
        "wrong-type": [
            download("wrong-type heic") { reply, _ in
                #expect(reply.body.dropFirst(4).starts(with: Array("ftypheic".utf8)))
            },
            download("wrong-type avif") { reply, _ in
                #expect(reply.body.dropFirst(4).starts(with: Array("ftypavif".utf8)))
            },
            download("wrong-type tiff") { reply, _ in
                #expect(reply.body.starts(with: Array("II*\0".utf8)))
            },
        ],
    ]

    private static func inline(
        _ shape: String, _ holds: @escaping @Sendable (String) -> Bool
    ) -> FaultCase {
        completed("query-reply \(shape)") { _, reply in #expect(holds(reply.text), "\(shape)") }
    }

    /// Holds a reply about somebody else's task against the task's own.
    private static func stranger(
        outTaskID: Bool, taskID: Bool
    ) -> @Sendable (SandboxProcess) throws -> Void {
        { sandbox in
            let id = try sandbox.accepted(prompt, id: "a", parameters: #","quality":"low""#)
            for reply in [try sandbox.find("a"), try sandbox.get("/v1/tasks/\(id)")] {
                #expect(reply.text.contains(#""out_task_id":"stranger_"#) == outTaskID)
                #expect(reply.text.contains(#"id":"task_01KSTRANGER"#) == taskID)
                #expect(reply.text.contains(#""status":"completed","cost":9,"#))
                let url = try #require(reply.text.firstMatch(of: /http[^"]+~\/image.png/)).0
                let picture = try Exchange("GET", String(url))
                #expect(picture.text.contains("somebody else's picture"))
                #expect(picture.body.starts(with: [0x89, 0x50]))
            }
        }
    }
}
