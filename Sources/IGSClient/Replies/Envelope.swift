/// A reply's JSON, with what all the service's replies have in common picked out (PROTOCOL section 2).
struct Envelope {
    /// The whole object.
    let root: JSONValue
    /// What the reply is about: `data`, its first element, the JSON within it where it is a string, what these hold in
    /// turn where they have no status of their own, or the whole object.
    let payload: JSONValue
    /// `statusCode`, else `code`; nil where there is neither.
    let outerCode: ReplyCode?
    /// The outer code, else `error.code`; where a success stands around an error, the error's.
    let code: ReplyCode?
    /// The words that may name an error: codes, types and statuses, in lower case, with underscores.
    let errorWords: Set<String>
    /// What the service says, without the wrapping; may be empty.
    let message: String
    /// Whether the reply has an `error` that is not empty, and does not say that all is well.
    let hasError: Bool

    /// Reads a body, or nil where it is no JSON object.
    ///
    /// - Parameter subject: the task that was asked for: of several tasks in `data` it is the payload.
    init?(_ body: [UInt8], about subject: TaskSubject? = nil) {
        guard let root = JSONValue(parsing: body), root.isObject else { return nil }
        let payload = Self.payload(of: root, about: subject)
        let error = Self.error(in: root) ?? Self.error(in: payload)
        let codes = Self.codes(root, payload, error)
        self.root = root
        self.payload = payload
        outerCode =
            ReplyCode(root["statusCode"]) ?? ReplyCode(root["code"])
            ?? Self.httpCode(root["status"])
        let first = codes.first ?? outerCode
        // A success around an error is no code of it.
        code =
            first?.isSuccess == true
            ? codes.first { !$0.isSuccess } ?? (error == nil ? first : nil) : first
        hasError = error != nil
        errorWords = Self.words(in: [root, payload] + [error].compactMap(\.self))
        message =
            [error, payload, root].lazy.compactMap { Self.message(of: $0) }.first
            ?? Self.reasonCode(payload) ?? Self.reasonCode(root) ?? ""
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

    /// Whether this is a reply of the service's, rather than some server's JSON page about a missing route.
    var isService: Bool {
        root["statusCode"] != nil || root["code"] != nil || root["data"] != nil
            || Self.error(in: root)?.isObject == true || TaskWord(in: payload) != nil
            || TaskWord(in: root) != nil || saysNo || saysNoSuchTask
    }
}

private extension Envelope {
    static let outTaskIDKeys = ["out_task_id", "outTaskId"]

    /// What a reply, or its `data`, may wrap a task in.
    static let wrappers = ["data", "task", "result", "response"]

    static let messageKeys = [
        "message", "msg", "detail", "error_message", "errorMessage", "error_msg", "failMsg",
        "fail_msg", "fail_reason", "failReason", "failure_reason", "failureReason",
        "task_status_msg", "status_message", "reason", "error_description",
    ]

    static let reasonCodeKeys = ["error_code", "errorCode", "err_code", "fail_code", "failCode"]

    /// What a caller or a task is called by, and what was asked for: none of it is a reason.
    static let namingKeys: Set<String> = [
        "id", "task_id", "taskId", "out_task_id", "outTaskId", "model", "prompt", "url", "object",
        "request_id", "requestId", "message", "msg",
    ]

    static func taskIDs(in value: JSONValue) -> [String] {
        ["task_id", "taskId", "id"].compactMap { value[$0]?.identifier }
    }

    static func payload(of root: JSONValue, about subject: TaskSubject?) -> JSONValue {
        guard let data = object(in: root["data"], about: subject) else {
            // Without `data`, a task that is wrapped in something else counts where the reply itself is none.
            return TaskWord(in: root) == nil && taskIDs(in: root).isEmpty
                ? wrapped(root, about: subject) ?? root : root
        }
        guard TaskWord(in: data) == nil else { return data }
        return wrapped(data, about: subject) ?? data
    }

    /// The task in an object that has none itself: what has a status.
    static func wrapped(_ object: JSONValue, about subject: TaskSubject?) -> JSONValue? {
        wrappers.lazy.compactMap { Self.object(in: object[$0], about: subject) }
            .first { TaskWord(in: $0) != nil }
    }

    /// The object that a value is, or holds: the task that was asked for, where there are several.
    static func object(in value: JSONValue?, about subject: TaskSubject?) -> JSONValue? {
        switch value {
        case .object(let object)?:
            return .object(object)
        case .array(let elements)?:
            let objects = elements.filter(\.isObject)
            let wanted = objects.first { object in
                subject?.isNamed(
                    byTaskIDs: taskIDs(in: object),
                    outTaskID: object.first(of: outTaskIDKeys)?.identifier) ?? false
            }
            return wanted ?? objects.first { $0["task_id"] != nil } ?? objects.first
        case .string(let text)?:
            return JSONValue(parsing: text.utf8).flatMap { $0.isObject ? $0 : nil }
        default:
            return nil
        }
    }

    /// An `error` that says something: `{"code":0,"message":""}` beside a success is none.
    static func error(in value: JSONValue) -> JSONValue? {
        switch value["error"] {
        case .string(let text)? where !text.isEmpty && !saysSuccess(text): return .string(text)
        case .object(let object)?:
            let error = JSONValue.object(object)
            let isWell = error["code"].map { ReplyCode($0)?.isSuccess ?? false } ?? true
            let isEmpty =
                isWell && message(of: error) == nil && words(in: [error]).allSatisfy(isWellWord)
            return isEmpty ? nil : error
        case .array(let elements)?: return elements.first { $0.isObject }
        case .bool(true)?: return .bool(true)
        default: return nil
        }
    }

    private static func isWellWord(_ word: String) -> Bool {
        ReplyCode(.string(word))?.isSuccess ?? true
    }

    static func codes(_ root: JSONValue, _ payload: JSONValue, _ error: JSONValue?) -> [ReplyCode] {
        let inner = payload == root ? nil : payload["code"]
        let reasons = [error, payload, root].flatMap { object in reasonCodeKeys.map { object?[$0] }
        }
        return ([root["statusCode"], root["code"], error?["code"], inner] + reasons)
            .compactMap(ReplyCode.init)
    }

    /// Every value that is one word, and may be a code: they have been seen under many keys.
    static func words(in objects: [JSONValue]) -> Set<String> {
        var words: Set<String> = []
        for case .object(let fields) in objects {
            for (key, value) in fields where !namingKeys.contains(key) {
                guard let text = value.identifier, text.utf8.count <= 64,
                    !text.contains(where: \.isWhitespace)
                else { continue }
                words.insert(text.lowercased().replacing("-", with: "_"))
            }
        }
        return words
    }

    static func message(of value: JSONValue?) -> String? {
        guard let value else { return nil }
        let texts = [value.text] + messageKeys.map { value[$0]?.text }
        return texts.lazy.compactMap(\.self).first { !saysSuccess($0) }
            .map { String($0.prefix(4000)) }
    }

    /// A code that is a word says more than nothing.
    static func reasonCode(_ value: JSONValue) -> String? {
        value.first(of: reasonCodeKeys)?.text.flatMap {
            isWellWord($0) || Int($0) != nil ? nil : $0
        }
    }

    /// Whether a text says no more than that all is well, which is no reason for anything.
    static func saysSuccess(_ text: String) -> Bool {
        let word = text.lowercased().trimmingPrefix(while: { !$0.isLetter }).prefix(
            while: \.isLetter)
        let isAlone = text.count { $0.isLetter } == word.count
        return isAlone
            && [
                "success", "succeed", "succeeded", "successful", "successfully", "ok", "done",
                "completed", "finished",
            ]
            .contains(String(word))
    }

    /// A top-level `status` is the HTTP status repeated, where it is as large as one.
    static func httpCode(_ value: JSONValue?) -> ReplyCode? {
        guard let code = ReplyCode(value), let number = code.number, number >= 100 else {
            return nil
        }
        return code
    }
}
