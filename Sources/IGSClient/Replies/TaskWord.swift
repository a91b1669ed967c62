/// The word or number that a reply uses for a task's status (Protocol, "Status words").
struct TaskWord {
    /// What the word means.
    let status: TaskStatus
    /// Whether it was a number: the service's siblings number their statuses differently.
    let isNumber: Bool
    /// Whether it was `success`, which may describe a query as well as a task.
    let isBareSuccess: Bool

    /// The keys that have been seen to hold a status.
    static let keys = [
        "task_status", "task_state", "job_status", "status", "state", "success_flag",
    ]

    /// Finds the status in an object; nil if it has none.
    init?(in object: JSONValue) {
        let words = Self.keys.lazy.compactMap { key in
            object[key].flatMap { $0.identifier ?? $0.double.map { "\($0)" } }
        }
        let found = words.compactMap { TaskWord($0) }
        // Beside another word, `success` describes the query.
        guard let word = found.first(where: { !$0.isBareSuccess }) ?? found.first else {
            return nil
        }
        self = word
    }

    /// Reads a word in any spelling; nil for a number that is an HTTP status, for `ok`, and for anything else
    /// that is not a task's status.
    init?(_ text: String) {
        guard text.plainWord != "ok" else { return nil }
        let number = Double(decimal: text).flatMap { Int(exactly: $0) }
        if let number {
            guard !(100..<600).contains(number) else { return nil }
            status = Self.status(of: number) ?? .running(unknownWord: String(text.prefix(100)))
        } else {
            status = Self.status(of: text) ?? .running(unknownWord: String(text.prefix(100)))
        }
        isNumber = number != nil
        isBareSuccess = text.plainWord == "success"
    }
}

extension TaskWord {
    private static func status(of number: Int) -> TaskStatus? {
        switch number {
        case 0: .queued
        case 1: .running(unknownWord: nil)
        case 2: .completed
        case 3, 4: .failed
        default: nil
        }
    }

    private static func status(of text: String) -> TaskStatus? {
        // `image_generation.completed` names an event of a series, `TASK_STATUS_SUCCEED` a value of an
        // enumeration.
        let name = String(text.split(separator: ".").last ?? "").plainWord
        let word =
            ["taskstatus", "status", "task"].first(where: name.hasPrefix)
            .map { String(name.dropFirst($0.count)) } ?? name
        switch word {
        case "pending", "submitted", "queued", "queuing", "queueing", "waiting", "notstarted",
            "notstart", "inqueue", "created", "accepted", "scheduled":
            return .queued
        case "processing", "running", "inprogress", "generating", "started", "starting":
            return .running(unknownWord: nil)
        case "completed", "complete", "succeeded", "success", "succeed", "successful", "finished",
            "done", "ready":
            return .completed
        case "failed", "failure", "fail", "error", "timeout", "timedout", "rejected":
            return .failed
        case "canceled", "cancelled": return .cancelled
        case "expired": return .expired
        default:
            let isFailure =
                ["failed", "failure"].contains(where: word.hasSuffix) || ReplyWords.endsTask(word)
            return isFailure ? .failed : nil
        }
    }
}
