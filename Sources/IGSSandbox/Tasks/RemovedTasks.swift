/// What tasks cost that were removed: a line of `tasks.jsonl`, so that the account's balance stays what it was.
struct RemovedTasks: Hashable, Codable, Sendable {
    var count = 0
    var spent = Credits.none

    enum CodingKeys: String, CodingKey {
        case count = "removed_tasks"
        case spent = "removed_credits"
    }
}
