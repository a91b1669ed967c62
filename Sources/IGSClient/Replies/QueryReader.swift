/// Reads the reply to a query (PROTOCOL section 2, "Query replies").
struct QueryReader {
    /// What a reply to a query means.
    enum Outcome {
        case report(TaskReport)
        /// The server has no such route: the same may be asked in another way.
        case noRoute(ServiceError)
    }

    let reply: RawReply
    /// The task that was asked for.
    let subject: TaskSubject

    /// What the reply means. A task that failed is a normal result.
    ///
    /// - Throws: `ServiceError`.
    func outcome() throws(ServiceError) -> Outcome {
        let envelope = Envelope(reply.body, about: subject)
        let errors = ErrorReader(operation: .query, reply: reply, envelope: envelope)
        if reply.isRedirect { return .noRoute(errors.error(as: .redirected)) }
        guard let envelope, envelope.isService else {
            let error = errors.error()
            if reply.isSuccess || reply.status == 404 || reply.status == 405 {
                return .noRoute(errors.error(as: .unreadable))
            }
            // A refusal that the service did not sign, as from its edge, decides nothing about a task.
            throw error.kind == .notAccepted ? errors.error(as: .unreadable) : error
        }
        if let stranger = subject.stranger(in: envelope) {
            throw ServiceError(
                kind: .otherTask, operation: .query,
                message: "the service answered about another task: \(stranger.prefix(100))",
                httpStatus: reply.status)
        }
        let reader = TaskReader(envelope: envelope, errors: errors)
        let saysError =
            envelope.saysNo || envelope.outerCode.map { !$0.isSuccess } ?? !reply.isSuccess
        if saysError || !reply.isSuccess, !reader.isNamed { throw errors.error() }
        guard let report = reader.report() else {
            throw saysError || envelope.hasError ? errors.error() : errors.error(as: .unreadable)
        }
        return .report(report)
    }
}
