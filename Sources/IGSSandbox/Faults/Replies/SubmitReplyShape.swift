/// The shapes of replies that mean accepted: PROTOCOL.md, section 2, "Submit replies that mean accepted".
enum SubmitReplyShape: String, CaseIterable {
    /// 1, which the service's documentation has.
    case documented
    /// 2.
    case order
    /// 3, without a `task_id`.
    case withoutID = "no-id"
    /// 3, with an empty one.
    case emptyID = "empty-id"
    /// 4.
    case pending
    /// 4, the status a number.
    case zero
    /// 5.
    case topTaskID = "top-task-id"
    case topID = "top-id"
    /// 1 with an `ok` that means nothing.
    case ok

    func body(_ task: SimulatedTask) -> JSONValue {
        let id = JSONValue.string(task.id)
        let documented: JSONValue = [
            "code": 200, "data": [["status": "submitted", "task_id": id]],
        ]
        return switch self {
        case .documented: documented
        case .order: order(task, id: ["task_id": id])
        case .withoutID: order(task, id: [:])
        case .emptyID: order(task, id: ["task_id": ""])
        case .pending: ["statusCode": 200, "data": ["status": "pending"]]
        case .zero: ["statusCode": 200, "data": ["status": 0]]
        case .topTaskID: ["task_id": id, "status": "submitted"]
        case .topID: ["id": id, "status": "submitted"]
        case .ok: ["ok": true, "code": 200, "data": [["status": "submitted", "task_id": id]]]
        }
    }

    private func order(_ task: SimulatedTask, id: JSONValue) -> JSONValue {
        id.merging([
            "out_task_id": task.outTaskID.map(JSONValue.string) ?? nil,
            "status": "pending",
            "estimated_credits": .number(task.cost.value),
            "created_at": .string(Moment.text(task.timeline.submittedAt)),
        ]).enveloped
    }
}

extension JSONValue {
    /// An object with another's members behind its own.
    func merging(_ other: JSONValue) -> JSONValue {
        guard case .object(let own) = self, case .object(let others) = other else { return self }
        return .object(own + others)
    }

    /// The value as the `data` of the service's own envelope.
    var enveloped: JSONValue { ["statusCode": 200, "message": "", "data": self] }
}
