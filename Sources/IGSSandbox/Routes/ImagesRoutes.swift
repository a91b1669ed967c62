/// The OpenAI-style dialect, below `/v1`: submit and balance, and the query of a task by its id, which both dialects use.
struct ImagesRoutes: Sendable {
    let service: SandboxService
    let faults: FaultInjector

    /// Returns what answers a request; nil if this dialect has no such route.
    func handler(for method: String, _ path: [String]) -> SandboxRouter.Handler? {
        guard path.first == "v1" else { return nil }
        let path = path.dropFirst()
        switch (method, path.joined(separator: "/")) {
        case ("POST", "images/generations"):
            return submissions.respond
        case ("GET", "balance"), ("GET", "user/balance"): return balance
        default:
            guard method == "GET", let id = path.last,
                ImagesPaths.queries.contains(path.dropLast().joined(separator: "/"))
            else { return nil }
            return { request in try await query(id, request) }
        }
    }

    private var submissions: SubmissionHandler<ImagesSubmission> {
        SubmissionHandler(service: service, faults: faults, dialect: .images) {
            body throws(Refusal) in try body.draft()
        }
    }

    private func balance(_ request: Request) async throws -> Response {
        let exchange = faults.exchange(.balance, in: .images, request: request)
        return try await faults.answer(exchange) { _ in
            (Reply.json(BalanceShape.remaining.body(service.balance, exchange.forms)), exchange)
        }
    }

    private func query(_ id: String, _ request: Request) async throws -> Response {
        var exchange = faults.exchange(.query, in: .images, request: request)
        let task = service.task(id: id)
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
