/// The word or number that a reply uses for a task's status (PROTOCOL section 2, "Query replies").
struct TaskWord {
    /// What it means.
    let status: TaskStatus

    /// Finds the status in what a reply is about; nil where there is none.
    init?(in payload: JSONValue) {
        guard let value = payload.first(of: ["status", "task_status", "state"]),
            let text = value.identifier ?? value.double.map({ "\($0)" })
        else { return nil }
        self.init(text)
    }

    /// Reads a word; nil for a number that is an HTTP status rather than a task's.
    init?(_ text: String) {
        switch text.lowercased() {
        case "pending", "submitted", "queued", "0": status = .queued
        case "processing", "running", "in_progress", "1": status = .running(unknownWord: nil)
        case "completed", "succeeded", "success", "finished", "2": status = .completed
        case "failed", "failure", "error", "3", "4": status = .failed
        case "canceled", "cancelled": status = .cancelled
        case "expired": status = .expired
        case let word:
            if let number = Int(word), (100..<600).contains(number) { return nil }
            status = .running(unknownWord: String(text.prefix(100)))
        }
    }
}
