/// Handles a submission, in either dialect.
struct SubmissionHandler<Body: Decodable>: Sendable {
    let service: SandboxService
    let faults: FaultInjector
    let dialect: Dialect
    /// Checks a body's own fields and makes a draft of it.
    let draft: @Sendable (Body) throws(Refusal) -> SubmissionDraft

    func respond(to request: Request) async throws -> Response {
        do {
            let body = try await SubmissionBody(reading: request.body, into: service.references)
            let draft = try draft(try body.decode(Body.self))
            let parameters = try service.judge(draft, body: body)
            var exchange = faults.exchange(.submit, in: dialect, request: request)
            exchange.prompt = parameters.prompt
            exchange.outTaskID = draft.outTaskID
            return try await faults.answer(exchange) { course in
                let task = try await service.accept(
                    parameters, as: draft.outTaskID, course: course)
                let shape = exchange.forms.acceptance(in: dialect)
                return (shape.response(task, links: exchange.links), exchange.about(task))
            }
        } catch let refusal as Refusal {
            return ErrorReply.response(to: refusal, in: dialect, service.configuration.replies)
        } catch let error as SandboxError {
            return ErrorReply.response(
                to: .trouble("\(error)"), in: dialect, service.configuration.replies)
        }
    }
}
