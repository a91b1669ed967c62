/// The shapes of replies that mean accepted: Protocol, "Acceptances".
enum SubmitReplyShape: String, CaseIterable {
    /// 1, which the live service answers today.
    case live
    /// 1, without a `task_id`.
    case liveWithoutID = "live-no-id"
    /// 1, with an empty one.
    case liveEmptyID = "live-empty-id"
    /// 2, which the service's documentation has.
    case documented
    /// 3.
    case order
    /// 3, without a `task_id`.
    case withoutID = "no-id"
    /// 3, with an empty one.
    case emptyID = "empty-id"
    /// 4.
    case pending
    /// 4, the status a number.
    case zero
    /// 4, the code a text.
    case textCode = "text-code"
    /// 4, with HTTP 201.
    case created
    /// 4, with HTTP 202.
    case accepted
    /// 5, at the top level.
    case topTaskID = "top-task-id"
    case topCamelID = "top-camel-id"
    case topID = "top-id"
    /// 5, in `data`.
    case dataCamelID = "data-camel-id"
    case dataID = "data-id"
    /// 2, with an `ok` that means nothing.
    case ok
    /// 2, beside an `error` that does not mean one: 7.
    case withoutError = "no-error"
    /// Beside the `poll_url` of a sibling: whole, a path, or at another host, which clients must not
    /// contact.
    case pollURL = "poll-url"
    case pollPath = "poll-path"
    case pollElsewhere = "poll-elsewhere"

    func response(_ task: SimulatedTask, links: SandboxLinks) -> Response {
        Reply.json(body(task, links: links), status: status)
    }

    private var status: Int {
        switch self {
        case .created: 201
        case .accepted: 202
        default: 200
        }
    }

    func body(_ task: SimulatedTask, links: SandboxLinks) -> JSONValue {
        let id = task.identifier
        let documented: JSONValue = [
            "code": 200, "data": [["status": "submitted", "task_id": id]],
        ]
        func top(_ name: String) -> JSONValue {
            .object([.init(name: name, value: id), .init(name: "status", value: "submitted")])
        }
        func polled(_ url: String) -> JSONValue {
            ["id": id, "status": "queued", "poll_url": .string(url)]
        }
        return switch self {
        case .live: live(task, id: ["task_id": id])
        case .liveWithoutID: live(task, id: [:])
        case .liveEmptyID: live(task, id: ["task_id": ""])
        case .documented: documented
        case .order: order(task, id: ["task_id": id])
        case .withoutID: order(task, id: [:])
        case .emptyID: order(task, id: ["task_id": ""])
        case .pending: ["statusCode": 200, "data": ["status": "pending"]]
        case .zero: ["statusCode": 200, "data": ["status": 0]]
        case .textCode: ["statusCode": "200", "data": ["status": "pending", "task_id": id]]
        case .created, .accepted:
            ["statusCode": .number(status), "data": ["status": "pending", "task_id": id]]
        case .topTaskID: top("task_id")
        case .topCamelID: top("taskId")
        case .topID: top("id")
        case .dataCamelID: ["code": 200, "data": top("taskId")]
        case .dataID: ["code": 200, "data": top("id")]
        case .ok: JSONValue.object(["ok": true]).merging(documented)
        case .withoutError:
            documented.merging(["error": ["code": 0, "message": ""]])
        case .pollURL: polled(links.poll(task))
        case .pollPath: polled(SandboxLinks.pollPath(task))
        case .pollElsewhere: polled(links.pollElsewhere(task))
        }
    }

    private func live(_ task: SimulatedTask, id: JSONValue) -> JSONValue {
        ReplyForms.live.enveloped(
            id.merging(["out_task_id": task.callersIdentifier, "status": "pending"]))
    }

    private func order(_ task: SimulatedTask, id: JSONValue) -> JSONValue {
        id.merging([
            "out_task_id": task.callersIdentifier,
            "status": "pending",
            "estimated_credits": .number(task.cost.value),
            "created_at": .string(Moment.text(task.timeline.submittedAt)),
        ]).enveloped
    }
}

extension SimulatedTask {
    /// Its id as replies give it: as a number if it is one.
    var identifier: JSONValue { Int(id).map(JSONValue.number) ?? .string(id) }

    /// The caller's own id, or null.
    var callersIdentifier: JSONValue { outTaskID.map(JSONValue.string) ?? nil }
}
