/// A reply's JSON, with the parts that all the service's replies have in common (Protocol, "Seen in practice").
struct Envelope {
    /// The whole object.
    let root: JSONValue
    /// What the reply is about: `data`, its first element, or the JSON within it if it is a string; what these contain
    /// in turn if they have no status of their own; or the whole object.
    let payload: JSONValue
    /// `statusCode`, else `code`; nil if there is neither.
    let outerCode: ReplyCode?
    /// The outer code, else `error.code`; if a success code surrounds an error, the error's code.
    let code: ReplyCode?
    /// The words that may name an error: codes, types and statuses, as plain words.
    let errorWords: Set<String>
    /// What the service says, without the wrapping; may be empty.
    let message: String
    /// All that it says, the surest first.
    let texts: [String]
    /// Whether the reply has an `error` that is not empty, and that does not say that all is well.
    let hasError: Bool

    /// Reads a body; nil if it holds no JSON object.
    ///
    /// - Parameter subject: the task that was asked for: of several tasks in `data`, it becomes the payload.
    init?(_ body: [UInt8], about subject: TaskSubject? = nil) {
        guard let root = Self.root(body) else { return nil }
        let payload = Self.payload(of: root, about: subject)
        // The object that should contain the task's result may contain the reason why there is none.
        let held = Self.wrappers.compactMap { Self.object(in: payload[$0], about: nil) }
        let error = Self.error(in: [root, payload] + held)
        let saysWell = ["message", "msg"].contains { key in
            root[key]?.text.map(ReplyWords.saysNothing) ?? false
        }
        // A number that is not a status may mean anything: the words beside it count.
        func counts(_ code: ReplyCode) -> Bool { !(saysWell && code.isForeign) }
        let codes = Self.codes(root, payload, error).filter(counts)
        self.root = root
        self.payload = payload
        outerCode =
            Self.codeKeys.lazy.compactMap { ReplyCode(root[$0]) }.first(where: counts)
            ?? Self.httpCode(root["status"])
        let first = codes.first ?? outerCode
        // A success code that surrounds an error is not the error's code.
        code =
            first?.isSuccess == true
            ? codes.first { !$0.isSuccess } ?? (error == nil ? first : nil) : first
        hasError = error != nil
        let details = [root["detail"], root["details"]].compactMap(\.self)
        errorWords = Self.words(in: [root, payload] + held + details + Self.withInner(error))
        // A bare text is often only the HTTP status in words.
        let isPhrase = error?.text != nil
        texts = (isPhrase ? [payload, root, error] : [error, payload, root]).flatMap {
            Self.messages(of: $0)
        }
        message = texts.first ?? Self.failureCode(payload) ?? Self.failureCode(root) ?? ""
    }

    /// The service's identifier of the task, wherever the reply has it.
    var taskID: TaskID? { taskIDs.first.flatMap(TaskID.init(rawValue:)) }

    /// Everything that the reply calls the task's identifier, the surest first.
    ///
    /// An `id` beside `data` is usually the identifier of the request.
    var taskIDs: [String] {
        // An object with an address and no status is a picture, and its id is the picture's.
        let isPicture =
            TaskWord(in: payload) == nil && payload.first(of: Self.addressKeys) != nil
            && payload != root
        return Self.taskIDs(in: payload, of: isPicture ? ["task_id", "task_ids"] : Self.idKeys)
            + Self.taskIDs(in: root, of: isPicture ? Self.idKeys : ["task_id", "task_ids"])
    }

    /// The identifier in a reply that accepts a task: in such a reply it may be all that an object has, or take the
    /// place of the task.
    var acceptedTaskID: TaskID? {
        if let id = taskID ?? heldTaskID { return id }
        let bare = [root, payload].flatMap { object in
            Self.wrappers.compactMap { Self.bareID(object[$0]) }
        }
        return bare.first.flatMap(TaskID.init(rawValue:))
    }

    /// The identifier if it is all that the object in the task's place has.
    var heldTaskID: TaskID? {
        let held = [root, payload].flatMap { object in
            Self.wrappers.compactMap { Self.object(in: object[$0], about: nil) }
        }
        return held.flatMap { Self.taskIDs(in: $0) }.first.flatMap(TaskID.init(rawValue:))
    }

    /// Whether there is an `id` beside a `data` that explains nothing: it may be the task's.
    var hasIDBesideData: Bool {
        payload != root && Self.message(of: payload) == nil && payload["code"] == nil
            && !Self.taskIDs(in: root).isEmpty
    }

    /// The caller's own identifier that the reply names; nil if it names none.
    var outTaskID: String? {
        payload["out_task_id"]?.identifier ?? root["out_task_id"]?.identifier
    }

    /// Returns the identifier of another task that the reply names; nil if it names none, or the one that was asked
    /// for.
    func stranger(to subject: TaskSubject) -> String? {
        if let id = subject.id, let outTaskID, outTaskID != id.rawValue { return outTaskID }
        let taskIDs = taskIDs
        guard let task = subject.task, let told = taskIDs.first,
            !subject.isNamed(byTaskIDs: taskIDs, outTaskID: nil)
        else { return nil }
        // Beside an id of letters, a bare number is that of a row somewhere.
        let isNumber =
            told.utf8.allSatisfy(\.isDigit) && !task.rawValue.utf8.allSatisfy(\.isDigit)
        return isNumber ? nil : told
    }

    /// Whether the reply says explicitly that nothing was done: `"ok":false`, `"success":false`.
    ///
    /// `"ok":true` says nothing: errors have it, too (Protocol, "Acceptances").
    var saysNo: Bool {
        [root["ok"], root["success"]].contains { value in
            switch value {
            case .bool(false), .integer(0): true
            case .string(let text): text.plainWord == "false"
            default: false
            }
        }
    }

    /// Whether this is a reply of the service, rather than some server's JSON page about a missing route.
    var isService: Bool {
        root.first(of: Self.codeKeys) != nil || root["data"] != nil
            || Self.error(in: [root])?.isObject == true || TaskWord(in: payload) != nil
            || TaskWord(in: root) != nil || saysNo || saysNoSuchTask
    }

    /// Whether the reply gives a reason for a failure, apart from any words of the request itself.
    var hasReason: Bool {
        hasError || errorKind != nil
            || (Self.failureKeys + Self.failureCodeKeys).contains {
                Self.message(of: payload[$0]) != nil
            }
    }
}

private extension Envelope {
    static let addressKeys = ["url", "b64_json", "image_url", "uri"]

    static let idKeys = ["task_id", "task_ids", "id"]

    /// The keys that a reply, or its `data`, may wrap a task in.
    static let wrappers = [
        "data", "task", "job", "result", "response", "output", "generation", "prediction", "tasks",
        "jobs", "items", "list", "records", "results", "info",
        "result_json", "task_result",
    ]

    /// Returns the object that a body is or holds: in an array, or as JSON in a string.
    static func root(_ body: [UInt8]) -> JSONValue? {
        // Some servers put UTF-8's byte order mark in front.
        let bytes = body.starts(with: [0xEF, 0xBB, 0xBF]) ? body[3...] : body[...]
        guard var root = JSONValue(parsing: bytes) else { return nil }
        if case .string(let text) = root { root = JSONValue(parsing: text.utf8) ?? root }
        if case .array(let elements) = root, elements.contains(where: \.isObject) {
            return .object("data", root)
        }
        return root.isObject ? root : nil
    }

    static func taskIDs(in value: JSONValue, of keys: [String] = idKeys) -> [String] {
        keys.compactMap { value[$0]?.identifier ?? value[$0]?.first?.identifier }
    }

    /// Returns an identifier in place of a task: `"data":"task_1"`, `"data":["task_1"]`. Words without a digit do not
    /// count.
    static func bareID(_ value: JSONValue?) -> String? {
        guard let text = value?.identifier ?? value?.first?.identifier,
            (6...128).contains(text.utf8.count), text.contains(where: \.isNumber),
            text.utf8.allSatisfy({ $0.isLetterOrDigit || "_-.:".utf8.contains($0) })
        else { return nil }
        return text
    }

    static func payload(of root: JSONValue, about subject: TaskSubject?) -> JSONValue {
        guard let data = object(in: root["data"], about: subject) else {
            // Without `data`, a task that is wrapped in something else counts if the reply itself is not a task.
            return TaskWord(in: root) == nil && taskIDs(in: root).isEmpty
                ? wrapped(root, about: subject) ?? root : root
        }
        guard TaskWord(in: data) == nil else { return data }
        // If the reply itself is the task, `data` is its content.
        if !taskIDs(in: root).isEmpty, let word = TaskWord(in: root), !word.isBareSuccess {
            return root
        }
        return wrapped(data, about: subject) ?? data
    }

    /// Returns the task within an object that is not one itself: the object with a status, at most four wrappings down.
    static func wrapped(
        _ object: JSONValue, about subject: TaskSubject?, depth: Int = 4
    ) -> JSONValue? {
        let inner = wrappers.compactMap { Self.object(in: object[$0], about: subject) }
        if let task = inner.first(where: { TaskWord(in: $0) != nil }) { return task }
        guard depth > 1 else { return nil }
        return inner.lazy.compactMap { wrapped($0, about: subject, depth: depth - 1) }.first
    }

    /// Returns the object that a value is or holds; of several, the task that was asked for.
    static func object(in value: JSONValue?, about subject: TaskSubject?) -> JSONValue? {
        switch value {
        case .object(let object)?:
            return .object(object)
        case .array(let elements)?:
            let objects = elements.filter(\.isObject)
            let wanted = objects.first { object in
                subject?.isNamed(
                    byTaskIDs: taskIDs(in: object), outTaskID: object["out_task_id"]?.identifier)
                    ?? false
            }
            return wanted ?? objects.first { $0["task_id"] != nil } ?? objects.first
        case .string(let text)?:
            return JSONValue(parsing: text.utf8).flatMap { object(in: $0, about: subject) }
        default:
            return nil
        }
    }
}
