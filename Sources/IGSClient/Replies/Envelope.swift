/// A reply's JSON, with what all the service's replies have in common picked out (PROTOCOL section 2).
struct Envelope {
    /// The whole object.
    let root: JSONValue
    /// What the reply is about: `data`, its first element, the JSON within it where it is a string, or the whole object.
    let payload: JSONValue
    /// `statusCode`, else `code`; nil where there is neither.
    let outerCode: ReplyCode?
    /// The outer code, else `error.code`; the latter too where a success stands around an error.
    let code: ReplyCode?
    /// The words that name an error: codes and types, lower-case.
    let errorWords: Set<String>
    /// What the service says, without the wrapping; may be empty.
    let message: String
    /// Whether the reply has an `error` that is not empty.
    let hasError: Bool

    /// Reads a body, or nil where it is no JSON object.
    ///
    /// - Parameter subject: the task that was asked for: of several tasks in `data` it is the payload.
    init?(_ body: [UInt8], about subject: TaskSubject? = nil) {
        guard let root = JSONValue(parsing: body), root.isObject else { return nil }
        let payload = Self.payload(of: root, about: subject)
        let error = Self.error(in: root) ?? Self.error(in: payload)
        let codes = [root["statusCode"], root["code"], error?["code"]].compactMap(ReplyCode.init)
        let words = codes.map(\.text) + [error?["type"]?.text].compactMap(\.self)

        self.root = root
        self.payload = payload
        outerCode =
            ReplyCode(root["statusCode"]) ?? ReplyCode(root["code"])
            ?? Self.httpCode(root["status"])
        let first = codes.first ?? outerCode
        code =
            error != nil && first?.isSuccess == true ? codes.first { !$0.isSuccess } : first
        hasError = error != nil
        errorWords = Set(words.map { $0.lowercased() })
        message =
            Self.message(of: error) ?? Self.message(of: payload) ?? Self.message(of: root) ?? ""
    }

    /// The task's identifier at the service, wherever it stands.
    var taskID: TaskID? { taskIDs.first.flatMap(TaskID.init(rawValue:)) }

    /// Everything that the reply calls the task's identifier, the surest first.
    ///
    /// An `id` beside `data` is that of the request, as a rule.
    var taskIDs: [String] {
        Self.taskIDs(in: payload) + ["task_id", "taskId"].compactMap { root[$0]?.identifier }
    }

    /// The caller's own identifier that the reply names; nil where it names none.
    var outTaskID: String? {
        payload.first(of: Self.outTaskIDKeys)?.identifier
            ?? root.first(of: Self.outTaskIDKeys)?.identifier
    }

    /// Whether the reply says in so many words that nothing was done: `"ok":false`, `"success":false`.
    ///
    /// `"ok":true` says nothing: it stands on errors, too (PROTOCOL section 2).
    var saysNo: Bool { root["ok"] == .bool(false) || root["success"] == .bool(false) }

    /// Whether the message says that our identifier has been used already.
    var saysTaken: Bool {
        let codes: Set<String> = [
            "duplicate_task", "duplicate_out_task_id", "out_task_id_exists", "task_already_exists",
            "task_exists", "already_exists", "duplicate_request", "duplicate", "conflict",
        ]
        guard errorWords.isDisjoint(with: codes) else { return true }
        let text = message.lowercased()
        let namesOurs = text.contains("out_task_id") || text.contains("outtaskid")
        let words = ["exists", "already", "been used", "in use", "taken", "twice", "duplicate"]
        if namesOurs, words.contains(where: text.contains) { return true }
        let isRepeated = [
            "already exist", "already been used", "already used", "already in use",
            "already submitted", "already been submitted", "already taken", "duplicate", "repeated",
            "must be unique", "not unique", "exists already",
        ].contains { text.contains($0) }
        return isRepeated && (text.contains("task") || text.contains("id"))
    }

    /// Whether this is a reply of the service's, rather than some server's JSON page about a missing route.
    var isService: Bool {
        root["statusCode"] != nil || root["code"] != nil || root["data"] != nil
            || Self.error(in: root)?.isObject == true || TaskWord(in: root) != nil
            || saysNoSuchTask
    }

    /// Whether the message says that there is no such task.
    var saysNoSuchTask: Bool {
        let text = message.lowercased()
        return text.contains("task")
            && ["not found", "not exist", "no such", "unknown task"].contains { text.contains($0) }
    }
}

extension Envelope {
    private static let outTaskIDKeys = ["out_task_id", "outTaskId"]

    private static func taskIDs(in value: JSONValue) -> [String] {
        ["task_id", "taskId", "id"].compactMap { value[$0]?.identifier }
    }

    private static func payload(of root: JSONValue, about subject: TaskSubject?) -> JSONValue {
        switch root["data"] {
        case .object(let object)?:
            return .object(object)
        case .array(let elements)?:
            let objects = elements.filter(\.isObject)
            let wanted = objects.first { object in
                subject?.isNamed(
                    byTaskIDs: taskIDs(in: object),
                    outTaskID: object.first(of: outTaskIDKeys)?.identifier) ?? false
            }
            return wanted ?? objects.first { $0["task_id"] != nil } ?? objects.first ?? root
        case .string(let text)?:
            guard let value = JSONValue(parsing: text.utf8), value.isObject else { return root }
            return value
        default:
            return root
        }
    }

    private static func error(in value: JSONValue) -> JSONValue? {
        switch value["error"] {
        case .string(let text)? where !text.isEmpty: .string(text)
        case .object(let object)? where !object.isEmpty: .object(object)
        default: nil
        }
    }

    private static func message(of value: JSONValue?) -> String? {
        guard let value else { return nil }
        let text =
            value.text
            ?? value.first(of: [
                "message", "msg", "detail", "error_message", "fail_reason", "failure_reason",
                "reason",
            ])?.text
        return text.flatMap { saysSuccess($0) ? nil : String($0.prefix(4000)) }
    }

    /// Whether a text says no more than that all is well, which is no reason for anything.
    private static func saysSuccess(_ text: String) -> Bool {
        let word = text.lowercased().trimmingPrefix(while: { !$0.isLetter }).prefix(
            while: \.isLetter)
        let isAlone = text.count { $0.isLetter } == word.count
        return isAlone
            && ["success", "succeed", "succeeded", "successful", "successfully", "ok", "done"]
                .contains(String(word))
    }

    /// A top-level `status` is the HTTP status repeated, where it is as large as one.
    private static func httpCode(_ value: JSONValue?) -> ReplyCode? {
        guard let code = ReplyCode(value), let number = code.number, number >= 100 else {
            return nil
        }
        return code
    }
}
