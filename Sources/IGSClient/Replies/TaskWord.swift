/// The word or number that a reply uses for a task's status (PROTOCOL section 2, "Query replies").
struct TaskWord {
    /// What it means.
    let status: TaskStatus
    /// Whether it was a number: the service's siblings count in other ways.
    let isNumber: Bool

    /// The keys that have been seen to hold a status.
    static let keys = ["status", "task_status", "state", "taskStatus", "job_status"]

    /// Finds the status in an object; nil where it has none.
    init?(in object: JSONValue) {
        let words = Self.keys.lazy.compactMap { key in
            object[key].flatMap { $0.identifier ?? $0.double.map { "\($0)" } }
        }
        guard let word = words.compactMap({ TaskWord($0) }).first else { return nil }
        self = word
    }

    /// Reads a word, in any case, with `_`, `-` or blanks between its parts; nil for a number that is an HTTP status
    /// rather than a task's.
    init?(_ text: String) {
        let number = Int(text)
        if let number, (100..<600).contains(number) { return nil }
        isNumber = number != nil
        status =
            Self.status(Self.normalised(text)) ?? .running(unknownWord: String(text.prefix(100)))
    }
}

extension TaskWord {
    private static func normalised(_ text: String) -> String {
        let word = String(
            text.lowercased().trimmingPrefix(while: \.isWhitespace)
                .map { $0 == "-" || $0.isWhitespace ? "_" : $0 })
        for prefix in ["task_status_", "status_", "task_"] where word.hasPrefix(prefix) {
            return String(word.dropFirst(prefix.count))
        }
        return word
    }

    private static func status(_ word: String) -> TaskStatus? {
        switch word {
        case "pending", "submitted", "queued", "queuing", "queueing", "waiting", "not_started",
            "not_start", "in_queue", "created", "accepted", "0":
            .queued
        case "processing", "running", "in_progress", "generating", "started", "1":
            .running(unknownWord: nil)
        case "completed", "complete", "succeeded", "success", "succeed", "successful", "finished",
            "done", "2":
            .completed
        case "failed", "failure", "fail", "error", "timeout", "timed_out", "rejected", "3", "4":
            .failed
        case "canceled", "cancelled": .cancelled
        case "expired": .expired
        default: word.hasSuffix("_failed") ? .failed : nil
        }
    }
}
