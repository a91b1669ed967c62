/// A task as `GET /v1/tasks/{task_id}` tells of it: PROTOCOL.md, section 2, "Query replies", second form.
struct TaskReply: Encodable {
    private struct Outcome: Encodable {
        struct Image: Encodable {
            let url: [String]
            let expiresAt: Int

            enum CodingKeys: String, CodingKey {
                case url
                case expiresAt = "expires_at"
            }
        }

        let images: [Image]
    }

    private let id: String
    private let status: String
    private let progress: Int
    private let created: Int
    private let completed: Int?
    private let estimatedTime: Int
    private let actualTime: Int?
    private let cost: Double?
    private let creditsCost: Credits?
    private let result: Outcome?
    private let error: JSONValue?

    enum CodingKeys: String, CodingKey {
        case id
        case status
        case progress
        case created
        case completed
        case estimatedTime = "estimated_time"
        case actualTime = "actual_time"
        case cost
        case creditsCost = "credits_cost"
        case result
        case error
    }

    init(_ task: SimulatedTask, now: Double, links: SandboxLinks) {
        let timeline = task.timeline
        let state = task.state(at: now)
        let isDone = state == .completed
        id = task.id
        status = state.rawValue
        progress = task.progress(at: now)
        created = Int(timeline.submittedAt)
        completed = isDone ? Int(timeline.completedAt) : nil
        estimatedTime = Int(
            Timeline.expectedSeconds(
                tier: task.parameters.tier, quality: task.parameters.effectiveQuality
            ).median)
        actualTime = isDone ? Int(timeline.duration) : nil
        cost = isDone ? task.cost.value / 100 : nil
        creditsCost = isDone ? task.cost : nil
        result =
            isDone && task.fate != .withoutResult
            ? Outcome(images: [
                .init(url: [links.result(of: task)], expiresAt: Int(task.expiresAt))
            ]) : nil
        error = task.error(at: now)
    }
}
