import FoundationEssentials
import Glibc
import IGSTestSupport
import Testing

/// What the sandbox does over HTTP, with the real program.
@Suite struct SandboxServiceTests {
    @Test func `a task goes its way from pending to completed`() throws {
        let slow = try SandboxProcess(speed: 0.1)
        #expect(try slow.report(slow.accepted("a mill", id: "a")).status == "pending")

        let sandbox = try SandboxProcess(speed: 2)
        let id = try sandbox.accepted("a mill", id: "a", parameters: #","quality":"low""#)
        var seen: [SandboxProcess.Report.Content] = []
        while seen.last?.status != "completed" {
            seen.append(try sandbox.report(id))
            #expect((seen.last?.result != nil) == (seen.last?.status == "completed"))
            usleep(100_000)
        }
        #expect(seen.contains { $0.status == "processing" && $0.progress > 0 && $0.progress < 100 })
        #expect(seen.map(\.progress) == seen.map(\.progress).sorted())
    }

    @Test func `a task is billed before it is answered, with one line`() throws {
        let sandbox = try SandboxProcess()
        for index in 1...3 {
            let id = try sandbox.accepted("a mill", id: "j\(index)")
            #expect(sandbox.journal.count == index)
            #expect(sandbox.journal.last?.contains(#""out_task_id":"j\#(index)""#) == true)
            #expect(sandbox.journal.last?.contains(#""task_id":"\#(id)""#) == true)
        }
        _ = try sandbox.submit("sandbox:reject hate", id: "j4")
        _ = try sandbox.submit("sandbox:no-credits", id: "j5")
        _ = try sandbox.submit(
            "a mill", id: "j6", parameters: #","aspect_ratio":"4:3","resolution":"4K""#)
        #expect(sandbox.journal.count == 3)
    }

    @Test func `a later sandbox on the same folder serves the same tasks`() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let first = try SandboxProcess(.embedded, speed: 1000, state: folder.path)
        let body =
            #""image_url":["data:image/jpeg;base64,\#(Data(SamplePictures.jpeg).base64EncodedString())"]"#
        let id = try first.accepted("a castle", id: "a", parameters: ",\(body)")
        let picture = try first.picture(id)
        first.signal(SIGKILL)
        #expect(first.waitForExit() == 137)

        let second = try SandboxProcess(.embedded, speed: 1, state: folder.path)
        #expect(try second.picture(id) == picture)
        let found = try second.post("/api/openapi/query", #"{"out_task_id":"a"}"#)
        #expect(found.text.contains(id) && found.text.contains("\(second.url)/references/"))
        #expect(second.journal.count == 1)
    }

    @Test func `two sandboxes on one folder serve each other's tasks`() throws {
        let one = try SandboxProcess()
        let other = try SandboxProcess(state: one.stateFolder)
        let id = try one.accepted("a mill", id: "a")
        #expect(try other.report(id).id == id)
        #expect(try other.picture(id) == one.picture(id))
        #expect(try other.submit("a mill", id: "a").text.contains("already exists"))
        #expect(try other.accepted("a mill", id: "b") != id)
        #expect(one.journal.count == 2)
        let balances = try [one, other].map { try $0.get("/v1/balance").text }
        #expect(balances[0] == balances[1])
    }

    @Test func `credits are used up, and then refused in each dialect's way`() throws {
        let sandbox = try SandboxProcess(arguments: ["--credits", "20"])
        for path in ["/v1/balance", "/v1/user/balance"] {
            #expect(
                try sandbox.get(path).text
                    == #"{"remain_credits":20,"remain_balance":0.2,"unlimited_quota":false}"#)
        }
        _ = try sandbox.accepted("a mill", id: "a")
        #expect(
            try sandbox.get("/api/openapi/balance").text
                == #"{"ok":true,"statusCode":200,"message":"","data":{"credits":10.8}}"#)
        _ = try sandbox.accepted("a mill", id: "b")
        let refused = try sandbox.submit("a mill", id: "c").decoded(SandboxProcess.Reply.self)
        #expect(refused.statusCode == 433)
        #expect(refused.message == "not enough credits")
        let flat = try sandbox.post(
            "/v1/images/generations", #"{"model":"gpt_image_2_official","prompt":"a mill"}"#)
        #expect(flat.status == 402)
        #expect(try flat.decoded(SandboxProcess.Reply.self).error?.code == "insufficient_quota")
    }

    @Test(arguments: [
        ("{", "not valid JSON"), ("[]", "must be an object"),
        (#"{"model":7}"#, "model must be a string"),
        (
            #"{"model":"x","params":{"prompt":"a"},"out_task_id":"a"}"#,
            "model must be gpt_image_2_official"
        ),
        (
            #"{"model":"gpt_image_2_official","params":[],"out_task_id":"a"}"#,
            "params must be an object"
        ),
        (
            #"{"model":"gpt_image_2_official","params":{"prompt":" "},"out_task_id":"a"}"#,
            "params.prompt is empty"
        ),
        (
            #"{"model":"gpt_image_2_official","params":{"prompt":"a","image_url":"x"},"out_task_id":"a"}"#,
            "params.image_url must be an array of strings"
        ),
        (
            #"{"model":"gpt_image_2_official","params":{"prompt":"a","image_url":[3]},"out_task_id":"a"}"#,
            "params.image_url[0] must be a string"
        ),
        (
            #"{"model":"gpt_image_2_official","params":{"prompt":"a","resolution":"2k"},"out_task_id":"a"}"#,
            "params.resolution must be 1K, 2K or 4K"
        ),
        (
            #"{"model":"gpt_image_2_official","params":{"prompt":"a","quality":"best"},"out_task_id":"a"}"#,
            "params.quality must be low, medium or high"
        ),
        (
            #"{"model":"gpt_image_2_official","params":{"prompt":"a"},"out_task_id":"\#(String(repeating: "a", count: 65))"}"#,
            "out_task_id must be 1 to 64 characters"
        ),
    ])
    func `what is wrong with a body is said`(body: String, words: String) throws {
        let sandbox = try SandboxProcess()
        let reply = try sandbox.post("/api/openapi/submit", body)
        #expect(reply.status == 200)
        let decoded = try reply.decoded(SandboxProcess.Reply.self)
        #expect(decoded.statusCode == 400)
        #expect(decoded.message?.contains(words) == true, "\(reply.text)")
        #expect(sandbox.journal.isEmpty)
    }

    @Test func `nine large references pass through little memory`() throws {
        let sandbox = try SandboxProcess()
        var picture = [UInt8](repeating: 7, count: 10_000_000)
        picture.replaceSubrange(0..<SamplePictures.jpeg.count, with: SamplePictures.jpeg)
        let uri = "data:image/jpeg;base64,\(Data(picture).base64EncodedString())"
        let list = Array(repeating: "\"\(uri)\"", count: 9).joined(separator: ",")
        let id = try sandbox.accepted("a mill", id: "a", parameters: ",\"image_url\":[\(list)]")
        #expect(id.hasPrefix("task_01"))
        let status = try String(
            contentsOfFile: "/proc/\(sandbox.processID)/status", encoding: .utf8)
        let peak = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
            .flatMap { Int($0.filter(\.isNumber)) }
        #expect(try #require(peak) < 128 << 10, "kB")
        #expect(try sandbox.picture(id).count > 1000)
    }

    @Test func `a result's URL works without the key, and no other does`() throws {
        let sandbox = try SandboxProcess()
        let id = try sandbox.accepted("a mill", id: "a")
        let picture = try sandbox.picture(id)
        #expect(picture.starts(with: [0x89, 0x50, 0x4E, 0x47]))
        #expect(try Exchange("GET", "\(sandbox.url)/results/0/image.png").status == 404)
        #expect(try Exchange("GET", "\(sandbox.url)/references/..%2Ftasks.jsonl").status == 404)
        #expect(try Exchange("GET", "\(sandbox.url)/v1/tasks/\(id)").status == 401)
    }

    @Test func `a result is not there before its time`() throws {
        let sandbox = try SandboxProcess(speed: 0.1)
        let id = try sandbox.accepted("a mill", id: "a")
        #expect(try sandbox.report(id).status == "pending")
        let tasks = try String(
            contentsOfFile: "\(sandbox.stateFolder)/tasks.jsonl", encoding: .utf8)
        let token = try #require(tasks.split(separator: #""result_token":""#).last?.prefix(26))
        #expect(try Exchange("GET", "\(sandbox.url)/results/\(token)/image.png").status == 404)
    }
}
