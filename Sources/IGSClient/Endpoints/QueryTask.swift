/// Asks how a task is doing, by one of the routes that services have for it (Protocol, "Query" and
/// Protocol, "Two dialects").
struct QueryTask: Endpoint {
    /// Where and how to ask for a task.
    enum Route: Hashable, Sendable {
        /// The path that the acceptance named.
        case pollPath
        /// `GET /v1/tasks/{task_id}`.
        case task
        /// `GET /v1/images/generations/{task_id}`.
        case generation
        /// `GET /v1/images/tasks/{task_id}`.
        case imageTask
        /// `POST /api/openapi/query`, by either id. By our own id it is the only way to find a task if the submission's
        /// reply was lost.
        case query
    }

    let route: Route
    let subject: TaskSubject
    let path: String
    let body: JSONBody?

    let operation = ServiceError.Operation.query
    let isPaid = false

    var isFromOrigin: Bool { route == .pollPath }

    var method: TransportRequest.Method { route == .query ? .post : .get }

    /// Makes the query; nil if the route needs something that is not known about the task.
    init?(_ route: Route, _ subject: TaskSubject) {
        let segment = subject.task?.rawValue.percentEncodedSegment
        let path: String? =
            switch route {
            case .pollPath: subject.pollPath
            case .task: segment.map { "/v1/tasks/" + $0 }
            case .generation: segment.map { "/v1/images/generations/" + $0 }
            case .imageTask: segment.map { "/v1/images/tasks/" + $0 }
            case .query: subject.task == nil && subject.id == nil ? nil : "/api/openapi/query"
            }
        guard let path else { return nil }
        self.route = route
        self.subject = subject
        self.path = path
        guard route == .query else {
            body = nil
            return
        }
        body =
            if let task = subject.task {
                .object([("task_id", .string(task.rawValue))])
            } else {
                .object([("out_task_id", .string(subject.id?.rawValue ?? ""))])
            }
    }

    func read(_ reply: RawReply) throws(ServiceError) -> QueryReader.Outcome {
        try QueryReader(reply: reply, subject: subject).outcome()
    }
}
