/// `GET /v1/tasks/{task_id}`: how a task is doing, by the service's id; in both dialects (PROTOCOL section 1, "Query").
struct GetTask: Endpoint {
    let task: TaskID

    let operation = ServiceError.Operation.query
    let method = TransportRequest.Method.get
    let isPaid = false
    let body: JSONBody? = nil

    var path: String { "/v1/tasks/" + task.rawValue.percentEncodedSegment }

    func read(_ reply: RawReply) throws(ServiceError) -> QueryReader.Outcome {
        try QueryReader(reply: reply).outcome()
    }
}
