import FoundationEssentials
import Glibc
import IGSTestSupport
import Testing

extension FaultCase {
    /// A task that does not come to a picture, though it is accepted in good order and charged.
    private static func fate(_ plan: String, _ words: String..., without: String = "\"url\"")
        -> FaultCase
    {
        FaultCase("submit 1 \(plan)") { sandbox in
            let id = try sandbox.accepted(prompt, id: "a")
            #expect(sandbox.charged == ["a"])
            let replies = [try sandbox.ended("a"), try sandbox.get("/v1/tasks/\(id)")]
            for reply in replies {
                for word in words { #expect(reply.text.contains(word), "\(reply.text)") }
                #expect(!reply.text.contains(without))
            }
            _ = try sandbox.accepted(prompt, id: "b")
            #expect(try sandbox.ended("b").text.contains("\"url\""))
        }
    }

    /// A task that is done, told of in some shape.
    private static func told(_ shape: String, _ words: String..., without: String? = nil)
        -> FaultCase
    {
        FaultCase("query has mill query-reply \(shape)") { sandbox in
            _ = try sandbox.accepted(prompt, id: "a", parameters: #","quality":"low""#)
            usleep(50_000)
            let reply = try sandbox.find("a").text
            for word in words { #expect(reply.contains(word), "\(reply)") }
            if let without { #expect(!reply.contains(without), "\(reply)") }
        }
    }

    private static func accepted(
        _ shape: String, _ pattern: String, status: Int = 200
    ) -> FaultCase {
        FaultCase("submit 1 submit-reply \(shape)") { sandbox in
            let reply = try sandbox.submit(prompt, id: "a")
            let text = reply.text.replacing(/task_[0-9A-Z]+/, with: "ID")
                .replacing(/\d{4}-[^"]+Z/, with: "TIME").replacing(sandbox.url, with: "URL")
            #expect(reply.status == status)
            #expect(text == pattern)
            #expect(sandbox.charged == ["a"])
            #expect(try sandbox.find("a").text.contains("task_"))
        }
    }

    /// A task that is done when it is accepted: the reply has these words, and its picture, by a URL or in base64.
    private static func atOnce(_ shape: String, _ words: String...) -> FaultCase {
        FaultCase("submit 1 at-once \(shape)") { sandbox in
            let reply = try sandbox.submit(prompt, id: "a").text
            for word in words { #expect(reply.contains(word), "\(reply.prefix(200))") }
            let picture = try #require(reply.firstMatch(of: /"(?:url|b64_json)":"([^"]+)"/)).1
            let bytes =
                picture.hasPrefix("http")
                ? try Exchange("GET", String(picture)).body
                : Array(try #require(Data(base64Encoded: String(picture))))
            #expect(bytes.starts(with: [0x89, 0x50]))
            #expect(sandbox.charged == ["a"])
            #expect(try sandbox.find("a").text.contains(#""status":"completed""#))
        }
    }

    private static let live = #"{"ok":true,"statusCode":200,"message":"","data":{"#
    private static let order =
        #""out_task_id":"a","status":"pending","estimated_credits":9.2,"created_at":"TIME"}}"#

    /// What tasks come to, and how they are told of, by the faults' words.
    static let tasks: [String: [FaultCase]] = [
        "submit-reply": [
            accepted("live", live + #""task_id":"ID","out_task_id":"a","status":"pending"}}"#),
            accepted("live-no-id", live + #""out_task_id":"a","status":"pending"}}"#),
            accepted(
                "live-empty-id", live + #""task_id":"","out_task_id":"a","status":"pending"}}"#),
            accepted("documented", #"{"code":200,"data":[{"status":"submitted","task_id":"ID"}]}"#),
            accepted("order", #"{"statusCode":200,"message":"","data":{"task_id":"ID","# + order),
            accepted("no-id", #"{"statusCode":200,"message":"","data":{"# + order),
            accepted("empty-id", #"{"statusCode":200,"message":"","data":{"task_id":"","# + order),
            accepted("pending", #"{"statusCode":200,"data":{"status":"pending"}}"#),
            accepted("zero", #"{"statusCode":200,"data":{"status":0}}"#),
            accepted(
                "text-code", #"{"statusCode":"200","data":{"status":"pending","task_id":"ID"}}"#),
            accepted(
                "created", #"{"statusCode":201,"data":{"status":"pending","task_id":"ID"}}"#,
                status: 201),
            accepted(
                "accepted", #"{"statusCode":202,"data":{"status":"pending","task_id":"ID"}}"#,
                status: 202),
            accepted("top-camel-id", #"{"taskId":"ID","status":"submitted"}"#),
            accepted("data-camel-id", #"{"code":200,"data":{"taskId":"ID","status":"submitted"}}"#),
            accepted("data-id", #"{"code":200,"data":{"id":"ID","status":"submitted"}}"#),
            accepted(
                "no-error",
                #"{"code":200,"data":[{"status":"submitted","task_id":"ID"}],"error":{"code":0,"message":""}}"#
            ),
            accepted(
                "poll-url", #"{"id":"ID","status":"queued","poll_url":"URL/v1/images/tasks/ID"}"#),
            accepted(
                "poll-path", #"{"id":"ID","status":"queued","poll_url":"/v1/images/tasks/ID"}"#),
            accepted(
                "poll-elsewhere",
                #"{"id":"ID","status":"queued","poll_url":"http://127.0.0.1:9/v1/images/tasks/ID"}"#
            ),
            accepted("top-task-id", #"{"task_id":"ID","status":"submitted"}"#),
            accepted("top-id", #"{"id":"ID","status":"submitted"}"#),
            accepted(
                "ok", #"{"ok":true,"code":200,"data":[{"status":"submitted","task_id":"ID"}]}"#),
        ],
        "fail": [
            fate("fail", #""status":"failed""#, #""code":"generation_failed""#),
            fate("fail number", #""status":"failed""#, #""code":500"#),
            fate("fail text", #""status":"failed""#, #""error":"the generation failed""#),
            fate("fail silent", #""status":"failed""#, without: "error"),
            fate("fail error-code", #""error_code":"generation_failed""#),
            fate("fail error-message", #""error_message":"the generation failed""#),
            fate("fail fail-msg", #""failMsg":"the generation failed""#),
            fate("fail fail-reason", #""fail_reason":"the generation failed""#),
            fate("fail failure-reason", #""failure_reason":"the generation failed""#),
            fate("fail task-status-msg", #""task_status_msg":"the generation failed""#),
            fate("fail success", #""status":"failed""#, #""error_message":"success""#),
            fate("fail review", #""status":"failed""#, "safety_violations=[violence]"),
            fate("fail content-filter", #""error":{"code":"content_filter""#),
            fate("fail sensitive-words", #""error_code":"sensitive_words""#),
            fate("fail review-reason", #""fail_reason":"the picture"#, "content_policy_violation"),
        ],
        "at-once": [
            atOnce("url", #"{"created":"#, #""data":[{"url":"http"#),
            atOnce("b64-json", #"{"created":"#, #""data":[{"b64_json":"iVBOR"#),
            atOnce("b64-null", #"{"created":"#, #""data":[{"b64_json":null,"url":"http"#),
            atOnce(
                "output", live,
                #""out_task_id":"a","status":"completed","output":[{"url":"http"#),
        ],
        "number-id": [
            FaultCase("submit 1 number-id") { sandbox in
                let reply = try sandbox.submit(prompt, id: "a").text
                let id = try #require(reply.firstMatch(of: /"task_id":(\d+),/)).1
                #expect(try sandbox.find("a").text.contains(#""task_id":\#(id),"#))
                #expect(try sandbox.get("/v1/tasks/\(id)").text.contains(#""id":\#(id),"#))
                let body = #"{"task_id":"\#(id)"}"#
                #expect(try sandbox.post("/api/openapi/query", body).text.contains(id))
                #expect(sandbox.journal[0].contains(id))
            }
        ],
        "cancel": [fate("cancel", #""status":"cancelled""#)],
        "expire-task": [fate("expire-task", #""status":"expired""#)],
        "no-result": [fate("no-result", #""status":"completed""#)],
        "lose-task": [fate("lose-task", "api task not found")],
        "never-end": [
            FaultCase("submit 1 never-end") { sandbox in
                let id = try sandbox.accepted(prompt, id: "a")
                _ = try sandbox.accepted(prompt, id: "b")
                _ = try sandbox.ended("b")
                usleep(100_000)
                #expect(try sandbox.report(id).status == "processing")
                #expect(try sandbox.report(id).progress == 99)
            }
        ],
        "query-reply": [
            told("order", #""output":[{"url":"http"#), told("task", #""url":["http"#, "expires_at"),
            told("output-strings", #""output":["http"#), told("output-string", #""output":"http"#),
            told("url-string", #""images":[{"url":"http"#),
            told("download-url", #""result":{"response":{"download_url":"http"#),
            told("output-url", #""output_url":"http"#), told("result-url", #""result_url":"http"#),
            told("file-url", #""file_url":"http"#), told("image-url", #""image_url":"http"#),
            told("uri", #""uri":"http"#), told("json-text", #""result":"{\"images\""#),
            told("all-text", #""{\"ok\":true,\"statusCode\":200"#),
            told("data-uri", "data:image/png;base64,iVBORw0KGgo"),
            told("task-result", #""task_result":{"images":[{"url":"http"#),
            told("result-data", #""result":{"data":[{"url":"http"#),
            told("result-urls", #""resultUrls":["http"#),
            told("image-urls", #""imageUrls":["http"#),
            told("result-json", #""resultJson":"{\"resultUrls\":[\"http"#),
            told("b64-null", #""b64_json":null,"url":"http"#),
            told(
                "no-error", #""error":{"code":0,"message":""},"message":"success","output":[{"url""#
            ),
            told("no-url", #""status":"completed""#, without: "http"),
            told("echo", #""input":{"params":{"image_url":"http"#, without: "output"),
            told("numbers", #""status":2"#), told("task-status", #""task_status":"completed""#),
            told("state", #""state":"completed""#),
        ],
        "status-word": [
            FaultCase(
                "query 1 status-word dreaming\nquery 2 status-word 1\nquery 3 status-word finished"
            ) {
                sandbox in
                let slow = try SandboxProcess.failing(
                    "query 1 status-word dreaming\nquery 2 status-word 0\nquery 3 status-word running\nquery 4 status-word expired",
                    speed: 0.1)
                _ = try slow.accepted(prompt, id: "a")
                #expect(try slow.find("a").text.contains(#""status":"dreaming""#))
                #expect(try slow.find("a").text.contains(#""status":0"#))
                #expect(try slow.find("a").text.contains(#""status":"pending""#))
                #expect(try slow.find("a").text.contains(#""status":"expired""#))
                #expect(slow.injected.map(\.number) == [1, 2, 4])
                _ = try sandbox.accepted(prompt, id: "a")
                usleep(50_000)
                for _ in 1...2 {
                    #expect(try sandbox.find("a").text.contains(#""status":"completed""#))
                }
                #expect(try sandbox.find("a").text.contains(#""status":"finished""#))
            }
        ],
        "field": [
            FaultCase(
                """
                query 1 field
                query 2 field expires_at NaN
                query 3 field credits_cost -1e400
                query 4 field url null
                """
            ) { sandbox in
                _ = try sandbox.accepted(prompt, id: "a")
                usleep(50_000)
                #expect(try sandbox.find("a").text.contains(#""expires_at":1e19}"#))
                #expect(try sandbox.find("a").text.contains(#""expires_at":NaN}"#))
                #expect(try sandbox.find("a").text.contains(#""credits_cost":-1e400"#))
                #expect(try sandbox.find("a").text.contains(#""url":null"#))
            }
        ],
        "no-such-task": [
            FaultCase("query each 1-2 no-such-task") { sandbox in
                _ = try sandbox.accepted(prompt, id: "a")
                _ = try sandbox.accepted(prompt, id: "b")
                let replies = try ["a", "b", "a", "b", "a", "b"].map { try sandbox.find($0).text }
                #expect(replies[..<4].allSatisfy { $0.contains("api task not found") })
                #expect(replies[4...].allSatisfy { $0.contains("task_") })
            }
        ],
    ]
}
