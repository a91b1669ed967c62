/// What a reply to a query says about a task, each part of which a fault may change: PROTOCOL.md, section 2, "Query replies".
struct TaskStory {
    var taskID: String
    var outTaskID: String?
    var status: JSONValue
    /// Where its picture is; nil while it is not completed.
    var addresses: [String]?
    /// The members about its price, of an object.
    var cost: JSONValue = [:]
    var error: JSONValue?

    /// The truth about a task.
    init(_ task: SimulatedTask, _ exchange: FaultExchange) {
        let state = task.state(at: exchange.now)
        taskID = task.id
        outTaskID = task.outTaskID
        status = .string(state.rawValue)
        error = task.error(at: exchange.now)
        guard state == .completed else { return }
        cost = [
            exchange.dialect == .openAPI ? "credits_used" : "credits_cost":
                .number(task.cost.value)
        ]
        if task.fate != .withoutResult { addresses = [exchange.links.result(of: task)] }
    }

    /// The story in the first form, or, for the route of the `images` dialect, in the second.
    func body(in dialect: Dialect) -> JSONValue {
        let identity: JSONValue = [
            dialect == .openAPI ? "task_id" : "id": .string(taskID),
            "out_task_id": outTaskID.map(JSONValue.string) ?? nil, "status": status,
        ]
        let urls = addresses.map { $0.map(JSONValue.string) }
        let result: JSONValue =
            switch (urls, dialect) {
            case (nil, _): [:]
            case (let urls?, .openAPI): ["output": .array(urls.map { ["url": $0] })]
            case (let urls?, .images): ["result": ["images": [["url": .array(urls)]]]]
            }
        let told = identity.merging(error.map { ["error": $0] } ?? [:]).merging(cost)
            .merging(result)
        return dialect == .openAPI ? told.enveloped : ["code": 200, "data": told]
    }
}
