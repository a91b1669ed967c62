/// Acceptances that contain the picture already: Protocol, "Acceptances", 6.
enum DoneAtOnceShape: String, CaseIterable {
    /// OpenAI's list of pictures, by their URLs.
    case url
    /// The same in base64.
    case base64 = "b64-json"
    /// By its URL, beside a `b64_json` of null.
    case base64Null = "b64-null"
    /// The live service's acceptance with an `output`.
    case output

    /// Returns the body of a reply.
    ///
    /// - Parameter picture: Its URL, or, if the shape ``isInline``, the picture in base64.
    func body(_ task: SimulatedTask, picture: String) -> JSONValue {
        func list(_ entry: JSONValue) -> JSONValue {
            ["created": .number(Int(task.timeline.submittedAt)), "data": [entry]]
        }
        let picture = JSONValue.string(picture)
        return switch self {
        case .url: list(["url": picture])
        case .base64: list(["b64_json": picture])
        case .base64Null: list(["b64_json": nil, "url": picture])
        case .output:
            ReplyForms.live.enveloped([
                "task_id": task.identifier, "out_task_id": task.callersIdentifier,
                "status": "completed", "output": [["url": picture]],
            ])
        }
    }

    /// Whether the picture itself is in the reply.
    var isInline: Bool { self == .base64 }
}
