import Hummingbird

/// The OpenAI-style dialect, below `/v1`: submit and balance, and the query of a task by its id, which both dialects use.
struct ImagesRoutes: Sendable {
    let service: SandboxService

    func add(to group: RouterGroup<SandboxRouter.Context>) {
        let submissions = SubmissionHandler(service: service, dialect: .images) {
            (body: ImagesSubmission) throws(Refusal) in try body.draft()
        }
        group.post("images/generations") { request, context in
            try await submissions.respond(to: request, context: context)
        }
        group.get("balance") { request, context in
            let exchange = FaultExchange(
                .balance, in: .images, request: request, context: context, service: service)
            return try await service.faults.answer(exchange) { _ in
                (try Reply.json(["remain_credits": service.balance.value]), exchange)
            }
        }
        group.get("tasks/:id") { request, context in
            var exchange = FaultExchange(
                .query, in: .images, request: request, context: context, service: service)
            let task = service.task(id: try context.parameters.require("id"))
            if let task { exchange = exchange.about(task) }
            return try await service.faults.answer(exchange) { [exchange] _ in
                guard let task else {
                    return (try ErrorReply.response(to: .noSuchTask, in: .images), exchange)
                }
                let reply = TaskReply(task, now: exchange.now, links: exchange.links)
                return (try Reply.json(CodeEnvelope(data: reply)), exchange)
            }
        }
    }
}
