import FoundationEssentials
import Hummingbird

/// The service's own dialect, below `/api/openapi`: submit, query and balance.
struct OpenAPIRoutes: Sendable {
    let service: SandboxService

    func add(to group: RouterGroup<SandboxRouter.Context>) {
        let submissions = SubmissionHandler(service: service, dialect: .openAPI) {
            (body: OpenAPISubmission) throws(Refusal) in try body.draft()
        }
        group.post("submit") { request, _ in try await submissions.respond(to: request) }
        group.post("query") { request, _ in try await query(request) }
        group.get("balance") { _, _ in
            try Reply.json(Envelope(data: ["credits": service.balance.value]))
        }
    }

    private struct Query: Decodable {
        let taskID: String?
        let outTaskID: String?

        enum CodingKeys: String, CodingKey {
            case taskID = "task_id"
            case outTaskID = "out_task_id"
        }
    }

    /// Finds a task by either id; by the service's where both are given.
    private func query(_ request: Request) async throws -> Response {
        let buffer = try await request.body.collect(upTo: 64 << 10)
        guard
            let query = try? JSONDecoder().decode(Query.self, from: Data(buffer.readableBytesView))
        else {
            return try refuse(.badRequest("the body must be an object with strings"))
        }
        let task: SimulatedTask?
        if let id = query.taskID, !id.isEmpty {
            task = service.tasks.task(id: id)
        } else if let outTaskID = query.outTaskID, !outTaskID.isEmpty {
            task = service.tasks.task(outTaskID: outTaskID)
        } else {
            return try refuse(.badRequest("task_id or out_task_id is required"))
        }
        guard let task else { return try refuse(.noSuchTask) }
        let reply = QueryReply(
            task, now: service.configuration.now(), links: SandboxLinks(request))
        return try Reply.json(Envelope(data: reply))
    }

    private func refuse(_ refusal: Refusal) throws -> Response {
        try ErrorReply.response(to: refusal, in: .openAPI)
    }
}
