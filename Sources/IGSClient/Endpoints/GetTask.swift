/// `GET /v1/tasks/{task_id}`: how a task is doing, by the service's id; in both dialects (PROTOCOL section 1, "Query").
struct GetTask: Endpoint {
    let task: TaskID
    /// Our own id of the task; nil where it is not ours.
    let id: OutTaskID?

    let operation = ServiceError.Operation.query
    let method = TransportRequest.Method.get
    let isPaid = false
    let body: JSONBody? = nil

    private var subject: TaskSubject { TaskSubject(task: task, id: id) }

    var path: String { "/v1/tasks/" + task.rawValue.percentEncodedSegment }

    func read(_ reply: RawReply) throws(ServiceError) -> QueryReader.Outcome {
        try QueryReader(reply: reply, subject: subject).outcome()
    }
}
