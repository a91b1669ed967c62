/// `POST /api/openapi/query`: how a task is doing, by either id (PROTOCOL section 1, "Query").
///
/// By our own id it is the only way to find a task whose submission's reply was lost.
struct QueryTask: Endpoint {
    /// Which task; it is asked for by the service's id where that is known, else by our own.
    let subject: TaskSubject

    let operation = ServiceError.Operation.query
    let method = TransportRequest.Method.post
    let path = "/api/openapi/query"
    let isPaid = false

    var body: JSONBody? {
        if let task = subject.task { return .object([("task_id", .string(task.rawValue))]) }
        return .object([("out_task_id", .string(subject.id?.rawValue ?? ""))])
    }

    func read(_ reply: RawReply) throws(ServiceError) -> QueryReader.Outcome {
        try QueryReader(reply: reply, subject: subject).outcome()
    }
}
