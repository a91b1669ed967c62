/// What a reply says of an error, in whatever form.
extension Envelope {
    /// The code of the whole reply, the surest first.
    static let codeKeys = ["status_code", "code", "errcode", "errno", "ret_code"]

    /// What names the reason of a failure, and nothing else.
    static let reasonKeys = [
        "error_message", "error_msg", "err_msg", "fail_msg", "fail_message", "fail_reason",
        "failed_reason", "failure_reason", "failure_message", "failure", "task_status_msg",
        "status_message", "reason", "error_description", "error_detail",
    ]

    static let messageKeys =
        ["message", "msg"] + reasonKeys + ["detail", "details", "description"]

    static let reasonCodeKeys = [
        "error_code", "err_code", "fail_code", "failure_code", "failed_code",
    ]

    /// What a caller or a task is called by, and what was asked for: none of it is a reason.
    static let namingKeys: Set<String> = [
        "id", "taskid", "outtaskid", "model", "prompt", "url", "object", "requestid", "message",
        "msg",
    ]

    /// An `error` that says something: `{"code":0,"message":""}` beside a success is none.
    static func error(in value: JSONValue) -> JSONValue? {
        ["error", "errors", "err"].lazy.compactMap { value[$0].flatMap(error(saidBy:)) }.first
    }

    static func error(saidBy value: JSONValue) -> JSONValue? {
        switch value {
        case .string(let text) where !text.isEmpty && !saysSuccess(text): return value
        case .object:
            let isWell = value["code"].map { ReplyCode($0)?.isSuccess ?? false } ?? true
            let isEmpty =
                isWell && message(of: value) == nil && words(in: [value]).allSatisfy(isWellWord)
            return isEmpty ? nil : value
        case .array(let elements): return elements.lazy.compactMap(error(saidBy:)).first
        case .bool(true): return value
        default: return nil
        }
    }

    static func isWellWord(_ word: String) -> Bool {
        ReplyCode(.string(word))?.isSuccess ?? true
    }

    /// An error with the objects that it holds, which may say more.
    static func withInner(_ error: JSONValue?) -> [JSONValue] {
        guard let error else { return [] }
        guard case .object(let fields) = error else { return [error] }
        return [error] + fields.values.filter(\.isObject)
    }

    static func codes(_ root: JSONValue, _ payload: JSONValue, _ error: JSONValue?) -> [ReplyCode] {
        let outer = codeKeys.map { root[$0] }
        let inner = payload == root ? nil : payload["code"]
        let reasons = [error, payload, root].flatMap { object in
            reasonCodeKeys.map { object?[$0] }
        }
        return (outer + [error?["code"], inner] + reasons).compactMap(ReplyCode.init)
    }

    /// Every value that is one word, and may be a code: they have been seen under many keys.
    static func words(in objects: [JSONValue]) -> Set<String> {
        var words: Set<String> = []
        for case .object(let fields) in objects {
            for (key, value) in fields where !namingKeys.contains(key) {
                guard let text = value.identifier, text.utf8.count <= 64,
                    !text.contains(where: \.isWhitespace)
                else { continue }
                words.insert(text.plainWord)
            }
        }
        return words
    }

    /// What a value says: a text, that of its keys, or of the first element that says anything.
    static func message(of value: JSONValue?) -> String? {
        switch value {
        case .string(let text)?:
            text.isEmpty || saysSuccess(text) ? nil : String(text.prefix(4000))
        case .object?: messageKeys.lazy.compactMap { message(of: value?[$0]) }.first
        case .array(let elements)?: elements.lazy.compactMap { message(of: $0) }.first
        default: nil
        }
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
        return isAlone && ReplyCode.successWords.contains(String(word))
    }

    /// A top-level `status` is the HTTP status repeated, where it is as large as one.
    static func httpCode(_ value: JSONValue?) -> ReplyCode? {
        guard let code = ReplyCode(value), let number = code.number, number >= 100 else {
            return nil
        }
        return code
    }
}
