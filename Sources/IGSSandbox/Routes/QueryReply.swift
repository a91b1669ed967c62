/// A task as `POST /api/openapi/query` tells of it: PROTOCOL.md, section 2, "Query replies", first form.
struct QueryReply: Encodable {
    private struct Input: Encodable {
        struct Parameters: Encodable {
            let prompt: String
            let aspectRatio: String
            let resolution: Tier
            let quality: Quality?
            /// All references in one string, commas between them. A trap for whoever looks for results by the field's name.
            let images: String?

            enum CodingKeys: String, CodingKey {
                case prompt
                case aspectRatio = "aspect_ratio"
                case resolution
                case quality
                case images = "image_url"
            }
        }

        let model: String
        let params: Parameters
        let attachments: [String]?
    }

    private struct Output: Encodable {
        let url: String
    }

    private let taskID: String
    private let outTaskID: String?
    private let status: String
    private let createdAt: String
    private let completedAt: String?
    private let input: Input
    private let creditsUsed: Credits?
    private let output: [Output]?
    private let error: JSONValue?

    enum CodingKeys: String, CodingKey {
        case taskID = "task_id"
        case outTaskID = "out_task_id"
        case status
        case createdAt = "created_at"
        case completedAt = "completed_at"
        case input
        case creditsUsed = "credits_used"
        case output
        case error
    }

    init(_ task: SimulatedTask, now: Double, links: SandboxLinks) {
        let state = task.state(at: now)
        let isDone = state == .completed
        let parameters = task.parameters
        let images = parameters.references.map(links.reference).joined(separator: ",")
        taskID = task.id
        outTaskID = task.outTaskID
        status = state.rawValue
        createdAt = Moment.text(task.timeline.submittedAt)
        completedAt = isDone ? Moment.text(task.timeline.completedAt) : nil
        input = Input(
            model: SubmissionRules.model,
            params: .init(
                prompt: parameters.prompt, aspectRatio: parameters.ratio,
                resolution: parameters.tier, quality: parameters.quality,
                images: images.isEmpty ? nil : images),
            attachments: images.isEmpty ? nil : [images])
        creditsUsed = isDone ? task.cost : nil
        output =
            isDone && task.fate != .withoutResult ? [Output(url: links.result(of: task))] : nil
        error = task.error(at: now)
    }
}
