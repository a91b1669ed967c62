/// Reads the reply to a query (Protocol, "Query replies").
struct QueryReader {
    /// What a reply to a query means.
    enum Outcome {
        case report(TaskReport)
        /// The server does not have this route: another way to ask the same may work.
        case noRoute(ServiceError)
    }

    let reply: RawReply
    /// The task that was asked for.
    let subject: TaskSubject

    /// Returns what the reply means. A task that failed is a normal result.
    ///
    /// - Throws: `ServiceError`.
    func outcome() throws(ServiceError) -> Outcome {
        let envelope = Envelope(reply.body, about: subject)
        let errors = ErrorReader(operation: .query, reply: reply, envelope: envelope)
        if reply.isRedirect { return .noRoute(errors.error(as: .redirected)) }
        // A refusal that mentions the route counts, whoever signed it.
        if let envelope, envelope.saysNoRoute || Self.isRefusedRoute(reply.status, envelope) {
            return .noRoute(errors.error())
        }
        func isOfService(_ envelope: Envelope) -> Bool {
            envelope.isService
                || subject.isNamed(byTaskIDs: envelope.taskIDs, outTaskID: envelope.outTaskID)
        }
        guard let envelope, isOfService(envelope) else {
            // A server without the route replies with a page, or with a refusal that the service did not
            // sign.
            if reply.isSuccess || Self.routeless.contains(reply.status) {
                return .noRoute(errors.error(as: .unreadable))
            }
            // A page that asks for a key may protect one route alone.
            if reply.status == 401 { return .noRoute(errors.error()) }
            throw errors.error()
        }
        if let stranger = envelope.stranger(to: subject) {
            throw ServiceError(
                kind: .otherTask, operation: .query,
                message: "the service answered about another task: \(stranger.prefix(100))",
                httpStatus: reply.status)
        }
        let reader = TaskReader(envelope: envelope, errors: errors, sent: subject.sent)
        let saysError =
            envelope.saysNo || envelope.outerCode.map { !$0.isSuccess } ?? !reply.isSuccess
        if saysError || !reply.isSuccess, !reader.isNamed { throw errors.error() }
        guard let report = reader.report() else {
            if envelope.saysNoSuchTask { throw errors.error(as: .noSuchTask) }
            throw saysError || envelope.hasError
                ? errors.error() : errors.error(as: .unreadable)
        }
        if case .running(unknownWord: _?) = report.status, envelope.saysNoSuchTask {
            throw errors.error(as: .noSuchTask)
        }
        return .report(report)
    }

    /// Whether the reply says that the method does not exist, or that the route is not for us, and says
    /// nothing about a task.
    private static func isRefusedRoute(_ status: Int, _ envelope: Envelope) -> Bool {
        let code = envelope.code?.number ?? status
        return [403, 405, 501].contains(status) && [403, 405, 501].contains(code)
            && TaskWord(in: envelope.payload) == nil && !envelope.saysNoSuchTask
            && envelope.errorKind == nil
    }

    /// The statuses of a route that does not exist or is not for us, if the service's envelope is missing.
    private static let routeless: Set<Int> = [400, 403, 404, 405, 410, 500, 501]
}
