/// What a reply says about an error, in whatever form.
extension Envelope {
    /// The keys of the whole reply's code, the surest first.
    static let codeKeys = ["status_code", "code", "errcode", "errno", "ret_code"]

    /// The keys that hold an error.
    private static let errorKeys = [
        "error", "errors", "err", "failure", "error_info", "error_detail", "error_details",
    ]

    /// The keys that name the reason of a failure, and nothing else.
    static let failureKeys = [
        "error_message", "error_msg", "err_msg", "fail_msg", "fail_message", "fail_reason",
        "failed_reason", "failure_reason", "failure_message", "error_description", "error_detail",
    ]

    private static let messageKeys =
        ["message", "msg"] + failureKeys + [
            "task_status_msg", "status_message", "reason", "detail", "details", "description",
            "remark", "refusal",
        ]

    static let failureCodeKeys = [
        "error_code", "err_code", "fail_code", "failure_code", "failed_code",
    ]

    /// The keys that name a caller or a task, and what was asked for: none of them is a reason.
    private static let namingKeys: Set<String> = [
        "id", "taskid", "outtaskid", "model", "prompt", "url", "object", "requestid",
    ]

    /// Returns the first error that says something: `{"code":0,"message":""}` beside a success does not.
    static func error(in objects: [JSONValue]) -> JSONValue? {
        objects.lazy.flatMap { object in errorKeys.lazy.compactMap { object[$0] } }
            .compactMap(error(saidBy:)).first
    }

    private static func error(saidBy value: JSONValue) -> JSONValue? {
        switch value {
        case .string(let text) where !ReplyWords.saysNothing(text): return value
        case .object:
            let isWell = value["code"].flatMap(ReplyCode.init)?.isSuccess ?? true
            let isEmpty =
                isWell && message(of: value) == nil && words(in: [value]).allSatisfy(isWellWord)
            return isEmpty ? nil : value
        case .array(let elements): return elements.lazy.compactMap(error(saidBy:)).first
        case .bool(true): return value
        default: return nil
        }
    }

    private static func isWellWord(_ word: String) -> Bool {
        ReplyCode(.string(word))?.isSuccess ?? true
    }

    /// Returns an error and the objects that it holds, which may say more.
    static func withInner(_ error: JSONValue?) -> [JSONValue] {
        guard let error else { return [] }
        guard case .object(let fields) = error else { return [error] }
        return [error] + fields.values.compactMap { $0.isObject ? $0 : $0.first }.filter(\.isObject)
    }

    static func codes(_ root: JSONValue, _ payload: JSONValue, _ error: JSONValue?) -> [ReplyCode] {
        let outer = codeKeys.map { root[$0] }
        let inner = payload == root ? nil : payload["code"]
        let reasons = [error, payload, root].flatMap { object in
            failureCodeKeys.map { object?[$0] }
        }
        return (outer + [error?["code"], inner] + reasons).compactMap(ReplyCode.init)
    }

    /// Returns every value that is one word, or a few, and may be a code: codes have been seen under many
    /// keys.
    static func words(in objects: [JSONValue]) -> Set<String> {
        var words: Set<String> = []
        for case .object(let fields) in objects {
            for (key, value) in fields where !namingKeys.contains(key) {
                guard let text = value.identifier, text.utf8.count <= 64,
                    text.count(where: \.isWhitespace) <= 3
                else { continue }
                words.insert(text.plainWord)
            }
        }
        return words
    }

    /// Returns all that a value says: its text, or the texts of its keys or elements.
    static func messages(of value: JSONValue?) -> [String] {
        switch value {
        case .string(let text)?:
            ReplyWords.saysNothing(text) ? [] : [String(text.prefix(4000))]
        case .object?: messageKeys.flatMap { messages(of: value?[$0]) }
        case .array(let elements)?: elements.flatMap { messages(of: $0) }
        default: []
        }
    }

    static func message(of value: JSONValue?) -> String? { messages(of: value).first }

    /// Returns the code of a failure if it is a word, which says at least something.
    static func failureCode(_ value: JSONValue) -> String? {
        value.first(of: failureCodeKeys)?.text.flatMap {
            isWellWord($0) || Int($0) != nil ? nil : $0
        }
    }

    /// Returns a top-level `status` if it repeats the HTTP status, that is, if it is as large as one.
    static func httpCode(_ value: JSONValue?) -> ReplyCode? {
        guard let code = ReplyCode(value), let number = code.number, number >= 100 else {
            return nil
        }
        return code
    }
}
