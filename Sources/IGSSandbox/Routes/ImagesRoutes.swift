import Hummingbird

/// The OpenAI-style dialect, below `/v1`: submit and balance, and the query of a task by its id, which both dialects use.
struct ImagesRoutes: Sendable {
    let service: SandboxService

    func add(to group: RouterGroup<SandboxRouter.Context>) {
        let submissions = SubmissionHandler(service: service, dialect: .images) {
            (body: ImagesSubmission) throws(Refusal) in try body.draft()
        }
        group.post("images/generations") { request, _ in
            try await submissions.respond(to: request)
        }
        group.get("balance") { _, _ in
            try Reply.json(["remain_credits": service.balance.value])
        }
        group.get("tasks/:id") { request, context in
            guard let task = service.tasks.task(id: try context.parameters.require("id")) else {
                return try ErrorReply.response(to: .noSuchTask, in: .images)
            }
            let reply = TaskReply(
                task, now: service.configuration.now(), links: SandboxLinks(request))
            return try Reply.json(CodeEnvelope(data: reply))
        }
    }
}
