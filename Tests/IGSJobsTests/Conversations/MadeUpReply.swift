import IGSClient

/// A reply put together from the parts of all the forms that are known (Protocol, "Seen in practice"), sensibly or not.
struct MadeUpReply {
    let status: Int
    let headers: [String: String]
    let text: String
    /// Whether it has a task's id, or says that a task is on its way: whoever answers so may charge for it.
    let tellsOfTask: Bool
    /// Whether it is no word of the service's: a page, nothing, or what cannot be read. It may have the task.
    let isOutage: Bool

    /// Whether the service may have the task after this.
    var mayHaveTaken: Bool {
        tellsOfTask || isOutage && (status < 300 || status == 408 || status >= 500)
    }

    /// Whether it asks for patience: only then the same may be sent again.
    var saysWait: Bool {
        status == 429 || text.contains("429") || text.contains("rate limit") && refuses
    }

    /// Whether the reply refuses by a code or a status of its own, whatever its words are about.
    private var refuses: Bool {
        (400..<500).contains(status) || text.contains("\"ok\":false")
            || text.contains("\"success\":false")
            || text.contains(#/"(?:statusCode|code|status_code)":"?4\d\d/#)
    }

    /// What was sent, and comes back at any place: never a result.
    static let reference = "https://ref.example.net/u1.png"
    static let outTaskID = "igs_test"
    static let taskID = "task_1"
}

extension MadeUpReply {
    /// Puts a reply together.
    init(_ choices: inout Choices) {
        var writer = Writer(choices: choices)
        let task = writer.task()
        let text = writer.envelope(around: task)
        let isJSON = !text.hasPrefix("<") && !text.hasSuffix("…")
        status = writer.choices.pick(Self.statuses)
        headers = writer.choices.pick([
            ["Content-Type": "application/json"], ["Content-Type": "text/html"],
            ["Retry-After": "2"], ["Retry-After": "soon"], [:],
        ])
        self.text = text
        tellsOfTask = isJSON && writer.tellsOfTask
        isOutage = !isJSON || writer.isOutage
        choices = writer.choices
    }

    private static let statuses = [
        200, 200, 200, 200, 201, 202, 204, 301, 302, 400, 401, 402, 403, 404, 405, 408, 409, 422,
        425, 429, 433, 500, 502, 503,
    ]

    fileprivate struct Writer {
        var choices: Choices
        var tellsOfTask = false
        var isOutage = false
    }
}

// MARK: - A task

extension MadeUpReply.Writer {
    private static let alive = [
        "\"pending\"", "\"submitted\"", "\"QUEUED\"", "\"in_progress\"", "\"In Progress\"",
        "\"generating\"", "\"completed\"", "\"SUCCEEDED\"", "\"done\"", "\"not-started\"",
    ]
    private static let other = [
        "0", "1", "2", "3", "4", "7", "200", "\"2\"", "\"failed\"", "\"UPLOAD_FAILED\"",
        "\"timeout\"", "\"rejected\"", "\"canceled\"", "\"expired\"", "\"dreaming\"", "\"success\"",
        "\"moderation_blocked\"", "null", "\"\"", "true", "{}", "[]", "1e19",
    ]

    /// The members of an object about a task.
    mutating func task() -> [String] {
        var members: [String] = []
        if !choices.once(in: 3) {
            let key = choices.pick(["task_id", "taskId", "id", "Task-ID", "TASK_ID"])
            let value = choices.pick(["\"task_1\"", "\"\"", "null", "123456", "\"task_2\""])
            if value != "\"\"", value != "null" { tellsOfTask = true }
            members.append("\"\(key)\":\(value)")
        }
        if choices.once(in: 2) {
            let value = choices.pick(["igs_test", "", "igs_other"])
            members.append("\"\(choices.pick(["out_task_id", "outTaskId"]))\":\"\(value)\"")
        }
        if !choices.once(in: 4) {
            let key = choices.pick(["status", "task_status", "state", "taskStatus"])
            let isAlive = choices.once(in: 2)
            let word = choices.pick(isAlive ? Self.alive : Self.other)
            if isAlive { tellsOfTask = true }
            members.append("\"\(key)\":\(word)")
        }
        if choices.once(in: 2) { members.append(result()) }
        if choices.once(in: 4) { members.append(reason()) }
        if choices.once(in: 3) { members.append(number()) }
        if choices.once(in: 3) { members.append(echo()) }
        if choices.once(in: 8) {
            members.append(
                "\"poll_url\":\(choices.pick(["\"/v1/tasks/1\"", "\"https://evil.example/\"", "3"]))"
            )
        }
        return members
    }

    fileprivate mutating func result() -> String {
        let address = choices.pick([
            "https://cdn.example.net/1.png", "https://cdn.example.net/a b.png#f", "/files/1.png",
            "//cdn.example.net/1.png", "data:image/png;base64,iVBORw0KGgo=", "", "no address",
            MadeUpReply.reference, "https://REF.example.net/u1.png#x",
            "https://cdn.example.net/1.png,https://ref.example.net/u1.png",
            "![a](https://cdn.example.net/1.png)", "I cannot create this picture.",
        ])
        let value = choices.pick([
            "\"\(address)\"", "[\"\(address)\"]", "[{\"url\":\"\(address)\"}]",
            "{\"images\":[{\"url\":[\"\(address)\"],\"expires_at\":1763174708}]}",
            "{\"url\":\"\(address)\",\"b64_json\":null}",
            "{\"response\":{\"download_url\":\"\(address)\"}}",
            "\"{\\\"url\\\":\\\"\(address)\\\"}\"", "null", "[]", "{\"0\":\"\(address)\"}",
        ])
        let key = choices.pick([
            "output", "result", "results", "images", "task_result", "resultUrls", "output_url",
            "image_url", "file_url", "uri", "resultJson", "data", "b64_json", "cdnUrl", "pictures",
        ])
        return "\"\(key)\":\(value)"
    }

    fileprivate mutating func echo() -> String {
        let reference = "\"\(MadeUpReply.reference)\""
        return choices.pick([
            "\"input\":{\"params\":{\"image_url\":\(reference)},\"attachments\":[\(reference)]}",
            "\"params\":{\"image_url\":[\(reference)]}", "\"image_urls\":[\(reference)]",
            "\"metadata\":{\"url\":\(reference)}", "\"source_image\":\(reference)",
        ])
    }

    fileprivate mutating func number() -> String {
        let key = choices.pick([
            "progress", "credits_used", "cost", "credits_cost", "expires_at", "estimated_credits",
        ])
        let value = choices.pick(["9.5", "-1", "1e400", "\"12\"", "\"\"", "null", "\"NaN\"", "100"])
        return "\"\(key)\":\(value)"
    }

    mutating func reason() -> String {
        choices.pick([
            "\"error\":null", "\"error\":\"\"", "\"error\":{\"code\":0,\"message\":\"\"}",
            "\"error\":\"GPU on fire\"", "\"error\":{\"message\":\"success\"}",
            "\"error\":{\"code\":\"moderation_blocked\",\"type\":\"image_generation_user_error\",\"message\":\"safety_violations=[violence]\"}",
            "\"error\":{\"code\":\"insufficient_quota\"}", "\"error\":{\"code\":429}",
            "\"error\":{\"code\":\"task_not_exist\"}", "\"error_code\":\"content_filter\"",
            "\"failMsg\":\"it broke\"", "\"fail_reason\":\"\"", "\"fail_reason\":\"upstream\"",
            "\"error_message\":\"no credits\"", "\"task_status_msg\":\"sensitive words\"",
            "\"errors\":[{\"message\":\"it broke\"}]", "\"error\":true", "\"error\":[]",
        ])
    }
}

// MARK: - What stands around it

extension MadeUpReply.Writer {
    private static let messages = [
        "", "success", "ok", "api task not found", "not enough credits",
        "rate limit, try again in 2s",
        "out_task_id already exists", "accepted; the rate limit is 10 a minute", "Invalid token",
        "internal error",
        "prompt was refused: policy",
    ]

    mutating func envelope(around task: [String]) -> String {
        let object = "{\(task.joined(separator: ","))}"
        var head: [String] = []
        if choices.once(in: 2) {
            head.append("\"\(choices.pick(["ok", "success"]))\":\(choices.pick(["true", "false"]))")
        }
        if !choices.once(in: 4) {
            let code = choices.pick([
                "200", "\"200\"", "0", "400", "401", "402", "404", "409", "429", "433", "500",
                "\"SUCCESS\"", "\"task_not_found\"",
            ])
            head.append("\"\(choices.pick(["statusCode", "code", "status_code"]))\":\(code)")
        }
        if choices.once(in: 2) { head.append("\"message\":\"\(choices.pick(Self.messages))\"") }
        if choices.once(in: 5) { head.append(reason()) }
        let body: [String]
        switch choices.pick(Array(0..<10)) {
        case 0, 1: body = head + ["\"data\":\(object)"]
        case 2: body = head + ["\"data\":[\(object)]"]
        case 3: body = head + task
        case 4: body = head + ["\"data\":{\"task\":\(object)}"]
        case 5: body = head + ["\"output\":\(object)"]
        case 6: body = head + ["\"data\":\(quoted(object))"]
        case 7:
            tellsOfTask = false
            body =
                head + [choices.pick(["\"data\":null", "\"data\":[]", "\"data\":\"\"", reason()])]
        case 8:
            tellsOfTask = false
            isOutage = true
            return choices.pick([
                "<html><h1>502 Bad Gateway</h1></html>", "", "null", "[]", "[1,2]", "\"hello\"",
                "…",
                "{\"created\":1,\"data\":[{\"b64_json\":\"iVBORw0KGgo=\"}]}",
            ])
        default: return "[\(object)]"
        }
        let text = "{\(body.joined(separator: ","))}"
        return choices.once(in: 30) ? String(text.dropLast(2)) + "…" : text
    }

    private func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
