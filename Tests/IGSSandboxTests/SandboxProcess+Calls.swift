import FoundationEssentials
import Glibc
import IGSTestSupport

extension SandboxProcess {
    /// What stands in most replies: the parts that the tests look at.
    struct Reply: Decodable {
        struct Failure: Decodable {
            let code: String
            let message: String
        }

        let code: Int?
        let statusCode: Int?
        let message: String?
        let error: Failure?
    }

    struct Report: Decodable {
        struct Content: Decodable {
            struct Outcome: Decodable {
                struct Image: Decodable {
                    let url: [String]
                }

                let images: [Image]
            }

            let id: String
            let status: String
            let progress: Int
            let result: Outcome?
        }

        let data: Content
    }

    /// Submits in the service's own dialect. `parameters` is JSON to stand beside the prompt, such as `,"resolution":"4K"`.
    func submit(_ prompt: String, id: String, parameters: String = "") throws -> Exchange {
        let text = prompt.replacing("\"", with: "\\\"")
        let body =
            #"{"model":"gpt_image_2_official","params":{"prompt":"\#(text)"\#(parameters)},"out_task_id":"\#(id)"}"#
        return try post("/api/openapi/submit", body)
    }

    func post(_ path: String, _ body: String, key: String? = nil) throws -> Exchange {
        try Exchange("POST", url + path, key: key ?? self.key, body: Array(body.utf8))
    }

    func get(_ path: String) throws -> Exchange {
        try Exchange("GET", url + path, key: key)
    }

    /// Submits and returns the task's id.
    func accepted(_ prompt: String, id: String, parameters: String = "") throws -> String {
        try submit(prompt, id: id, parameters: parameters).acceptedID()
    }

    func report(_ taskID: String) throws -> Report.Content {
        try get("/v1/tasks/\(taskID)").decoded(Report.self).data
    }

    /// Polls a task until it is completed, at most ten seconds, and downloads its picture.
    func picture(_ taskID: String) throws -> [UInt8] {
        for _ in 0..<1000 {
            if let url = try report(taskID).result?.images.first?.url.first {
                return try Exchange("GET", url).body
            }
            usleep(10_000)
        }
        throw Exchange.Failure(what: "\(taskID) did not complete")
    }
}
