import FoundationEssentials
import Glibc
import IGSTestSupport

extension SandboxProcess {
    /// Starts a sandbox in which what a plan says goes wrong.
    static func failing(
        _ plan: String, speed: Double = 10_000, arguments: [String] = []
    ) throws -> SandboxProcess {
        let folder = try TemporaryFolder()
        let path = try folder.write(plan, to: "faults.plan")
        defer { folder.remove() }
        return try SandboxProcess(speed: speed, arguments: ["--faults", path] + arguments)
    }

    /// One line of its log of faults.
    struct Injected: Decodable {
        let place: String
        let fault: String
        let number: Int?
        let line: Int?
        let outTaskID: String?

        enum CodingKeys: String, CodingKey {
            case place
            case fault
            case number
            case line
            case outTaskID = "out_task_id"
        }
    }

    /// The faults that have taken place.
    var injected: [Injected] {
        let data = FileManager.default.contents(atPath: "\(stateFolder)/faults.jsonl") ?? Data()
        return data.split(separator: 10).compactMap {
            try? JSONDecoder().decode(Injected.self, from: $0)
        }
    }

    /// The ids of the callers' that have been charged for, in order.
    var charged: [String] {
        journal.compactMap { line in
            line.firstMatch(of: /"out_task_id":"([^"]*)"/).map { String($0.1) }
        }
    }

    var port: UInt16 { url.split(separator: ":").last.flatMap { UInt16($0) } ?? 0 }

    /// The bytes of a request in the service's own dialect.
    func request(
        _ method: String, _ path: String, _ body: String = "", close: Bool = false
    ) -> [UInt8] {
        Array(
            """
            \(method) \(path) HTTP/1.1\r
            Host: 127.0.0.1:\(port)\r
            Authorization: Bearer \(key)\r
            Content-Length: \(body.utf8.count)\r
            \(close ? "Connection: close\r\n" : "")\r
            \(body)
            """.utf8)
    }

    /// The bytes of a submission.
    func submission(_ prompt: String, id: String) -> [UInt8] {
        request(
            "POST", "/api/openapi/submit",
            #"{"model":"gpt_image_2_official","params":{"prompt":"\#(prompt)"},"out_task_id":"\#(id)"}"#
        )
    }

    /// Asks for a task by its caller's own id.
    func find(_ outTaskID: String) throws -> Exchange {
        try post("/api/openapi/query", #"{"out_task_id":"\#(outTaskID)"}"#)
    }

    /// Asks for a task until its reply says that it has ended, at most ten seconds.
    func ended(_ outTaskID: String) throws -> Exchange {
        for _ in 0..<1000 {
            let reply = try find(outTaskID)
            if !["pending", "processing"].contains(where: {
                reply.text.contains("\"status\":\"\($0)\"")
            }) {
                return reply
            }
            usleep(10_000)
        }
        throw Exchange.Failure(what: "\(outTaskID) did not end")
    }

    /// Asks for a task until its reply contains a text, or no longer does, at most fifteen seconds.
    func waits(for text: String, _ isThere: Bool = true, in outTaskID: String) throws -> Bool {
        for _ in 0..<1500 {
            if try find(outTaskID).text.contains(text) == isThere { return true }
            usleep(10_000)
        }
        return false
    }

    /// The URL of a completed task's picture.
    func resultURL(_ outTaskID: String) throws -> String {
        let text = try ended(outTaskID).text
        guard let url = text.firstMatch(of: /"url":"([^"]+)"/)?.1 else {
            throw Exchange.Failure(what: "no URL in \(text)")
        }
        return String(url)
    }
}
