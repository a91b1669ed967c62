import FoundationEssentials

/// The service's own dialect, below `/api/openapi`: submit, query and balance.
struct OpenAPIRoutes: Sendable {
    let service: SandboxService
    let faults: FaultInjector

    /// Returns what answers a request; nil if this dialect has no such route.
    func handler(for method: String, _ path: [String]) -> SandboxRouter.Handler? {
        switch (method, path.joined(separator: "/")) {
        case ("POST", "api/openapi/submit"): submissions.respond
        case ("POST", "api/openapi/query"): query
        case ("GET", "api/openapi/balance"): balance
        default: nil
        }
    }

    private var submissions: SubmissionHandler<OpenAPISubmission> {
        SubmissionHandler(service: service, faults: faults, dialect: .openAPI) {
            body throws(Refusal) in try body.draft()
        }
    }

    private func balance(_ request: Request) async throws -> Response {
        let exchange = faults.exchange(.balance, in: .openAPI, request: request)
        return try await faults.answer(exchange) { _ in
            (Reply.json(BalanceShape.credits.body(service.balance, forms)), exchange)
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

    /// Finds a task by either id; by the service's if both are given.
    private func query(_ request: Request) async throws -> Response {
        guard let body = try await request.body.collect(upTo: 64 << 10) else {
            return Response(status: 413)
        }
        guard let query = try? JSONDecoder().decode(Query.self, from: Data(body)) else {
            return refuse(.badRequest("the body must be an object with strings"))
        }
        var exchange = faults.exchange(.query, in: .openAPI, request: request)
        let task: SimulatedTask?
        if let id = query.taskID, !id.isEmpty {
            task = service.task(id: id)
        } else if let outTaskID = query.outTaskID, !outTaskID.isEmpty {
            task = service.task(outTaskID: outTaskID)
            exchange.outTaskID = outTaskID
        } else {
            return refuse(.badRequest("task_id or out_task_id is required"))
        }
        if let task { exchange = exchange.about(task) }
        return try await faults.answer(exchange) { [exchange] _ in
            guard let task else { return (refuse(.noSuchTask), exchange) }
            let data = QueryReply.data(task, now: exchange.now, links: exchange.links)
            return (Reply.json(forms.enveloped(data)), exchange)
        }
    }

    private var forms: ReplyForms { service.configuration.replies }

    private func refuse(_ refusal: Refusal) -> Response {
        ErrorReply.response(to: refusal, in: .openAPI, forms)
    }
}
