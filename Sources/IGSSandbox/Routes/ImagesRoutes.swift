import Hummingbird

/// The OpenAI-style dialect, below `/v1`: submit and balance, and the query of a task by its id, which both dialects use.
struct ImagesRoutes: Sendable {
    let service: SandboxService
    let faults: FaultInjector

    func add(to group: RouterGroup<SandboxRouter.Context>) {
        let submissions = SubmissionHandler(service: service, faults: faults, dialect: .images) {
            (body: ImagesSubmission) throws(Refusal) in try body.draft()
        }
        group.post("images/generations") { request, context in
            try await submissions.respond(to: request, context: context)
        }
        for path in ["balance", "user/balance"] {
            group.get(RouterPath(path)) { request, context in
                try await balance(request, context)
            }
        }
        for path in ImagesPaths.queries {
            group.get(RouterPath("\(path)/:id")) { request, context in
                try await query(request, context)
            }
        }
    }

    private func balance(_ request: Request, _ context: SandboxContext) async throws -> Response {
        let exchange = faults.exchange(
            .balance, in: .images, request: request, channel: context.channel)
        return try await faults.answer(exchange) { _ in
            (Reply.json(BalanceShape.remaining.body(service.balance, exchange.forms)), exchange)
        }
    }

    private func query(_ request: Request, _ context: SandboxContext) async throws -> Response {
        var exchange = faults.exchange(
            .query, in: .images, request: request, channel: context.channel)
        let task = service.task(id: try context.parameters.require("id"))
        if let task { exchange = exchange.about(task) }
        return try await faults.answer(exchange) { [exchange] _ in
            guard let task else {
                return (
                    ErrorReply.response(to: .noSuchTask, in: .images, exchange.forms), exchange
                )
            }
            let data = TaskReply.data(task, now: exchange.now, links: exchange.links)
            return (Reply.json(["code": 200, "data": data]), exchange)
        }
    }
}
