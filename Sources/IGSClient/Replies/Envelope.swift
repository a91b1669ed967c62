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
    init?(_ body: [UInt8]) {
        guard let root = JSONValue(parsing: body), root.isObject else { return nil }
        let payload = Self.payload(of: root)
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
    var taskID: TaskID? {
        payload.first(of: ["task_id", "id"])?.identifier.flatMap(TaskID.init(rawValue:))
            ?? root["task_id"]?.identifier.flatMap(TaskID.init(rawValue:))
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
    private static func payload(of root: JSONValue) -> JSONValue {
        switch root["data"] {
        case .object(let object)?:
            return .object(object)
        case .array(let elements)?:
            let objects = elements.filter(\.isObject)
            return objects.first { $0["task_id"] != nil } ?? objects.first ?? root
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
        return text.map { String($0.prefix(4000)) }
    }

    /// A top-level `status` is the HTTP status repeated, where it is as large as one.
    private static func httpCode(_ value: JSONValue?) -> ReplyCode? {
        guard let code = ReplyCode(value), let number = code.number, number >= 100 else {
            return nil
        }
        return code
    }
}
