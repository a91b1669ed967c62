/// What a reply to a query says about a task; a fault may change each part: Protocol, "Query replies".
struct TaskStory {
    var taskID: JSONValue
    var outTaskID: String?
    var status: JSONValue
    /// The addresses of its picture; nil while it is not completed.
    var addresses: [String]?
    /// The members about its price, as an object.
    var cost: JSONValue = [:]
    /// The members that say why it has failed.
    var failure: JSONValue

    /// Makes the true story of a task.
    init(_ task: SimulatedTask, _ exchange: FaultExchange) {
        let state = task.state(at: exchange.now)
        taskID = task.identifier
        outTaskID = task.outTaskID
        status = .string(state.rawValue)
        failure = task.failure(at: exchange.now)
        guard state == .completed else { return }
        cost = [
            exchange.dialect == .openAPI ? "credits_used" : "credits_cost":
                .number(task.cost.value)
        ]
        if task.fate != .withoutResult { addresses = [exchange.links.result(of: task)] }
    }

    /// Returns the story in the first form, or, for the route of the `images` dialect, in the second.
    func body(for exchange: FaultExchange) -> JSONValue {
        let dialect = exchange.dialect
        let identity: JSONValue = [
            dialect == .openAPI ? "task_id" : "id": taskID,
            "out_task_id": outTaskID.map(JSONValue.string) ?? nil, "status": status,
        ]
        let urls = addresses.map { $0.map(JSONValue.string) }
        let result: JSONValue =
            switch (urls, dialect) {
            case (nil, _): [:]
            case (let urls?, .openAPI): ["output": .array(urls.map { ["url": $0] })]
            case (let urls?, .images): ["result": ["images": [["url": .array(urls)]]]]
            }
        let told = identity.merging(failure).merging(cost).merging(result)
        return dialect == .openAPI ? exchange.forms.enveloped(told) : ["code": 200, "data": told]
    }
}
