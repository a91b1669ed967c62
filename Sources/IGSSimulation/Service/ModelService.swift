import IGSClient
import IGSJobs
import IGSRandom

/// A model of the service: what it has, what it has charged, and what it says, which may differ.
///
/// `@unchecked Sendable`: only its world's thread touches it.
package final class ModelService: @unchecked Sendable {
    /// Every task, in the order of acceptance.
    private(set) var tasks: [ModelTask] = []
    /// How the service answered each submission, by id.
    private(set) var words: [String: [ModelSubmission.Word]] = [:]
    /// The prompt that came with each id.
    private(set) var prompts: [String: String] = [:]
    /// The ids that were submitted again although the service had not said that they were not accepted.
    private(set) var repeated: [String] = []
    var lies: Lies
    /// The lies that were told.
    private(set) var told: Set<Lie> = []

    private let world: SerialWorld
    private var random: SeededRandom
    private var unauthorizedUntil = 0.0
    private var brokeUntil = 0.0
    private let isWild: Bool

    init(world: SerialWorld, lies: Lies) {
        self.world = world
        self.lies = lies
        random = world.random.fork()
        isWild = random.chance(0.7)
    }

    /// Answers a request of any kind.
    func answer(_ method: String, _ path: String, _ body: [UInt8]) -> ModelReply {
        if path.hasPrefix("https://cdn.test/") {
            return picture(at: path.dropFirst("https://cdn.test/".count))
        }
        if happens(.unreachable) { return .unreachable }
        if let reply = accountTrouble() {
            if path.hasSuffix("/submit"), let submission = ModelSubmission(body) {
                take(submission, .refused)
            }
            return reply
        }
        if path.hasSuffix("/api/openapi/submit") { return submit(body) }
        if path.hasSuffix("/api/openapi/query") { return query(body) }
        if let task = path.split(separator: "/v1/tasks/").last, path.contains("/v1/tasks/") {
            return report(tasks.first { $0.id == task })
        }
        if path.hasSuffix("/api/openapi/balance") {
            return .json("{\"statusCode\":200,\"message\":\"\",\"data\":{\"credits\":5000}}")
        }
        return .page(status: 200)
    }

    /// Returns the tasks made from submissions under an id.
    func tasks(submittedAs id: String) -> [ModelTask] { tasks.filter { $0.submittedID == id } }

    /// Returns the task whose picture a job can have: the task that the job knows, or the one that the service finds by
    /// the job's id, which is the first of several. Nobody can find a task under another id.
    func pictured(_ job: Job, at now: Double) -> ModelTask? {
        let found = tasks.first { $0.outTaskID == job.id.rawValue }
        return tasks(submittedAs: job.id.rawValue).first { task in
            task.hasPicture(at: now) && task.outTaskID == task.submittedID
                && (task.id == found?.id || task.id == job.taskID?.rawValue)
        }
    }
}

// MARK: - Submissions

extension ModelService {
    private func submit(_ body: [UInt8]) -> ModelReply {
        guard let submission = ModelSubmission(body) else {
            return .refusal(400, "bad request")
        }
        if happens(.requestLost) {
            take(submission, .none)
            return .broken
        }
        if happens(.unavailable) {
            take(submission, .none)
            return .page(status: 503)
        }
        guard tasks(submittedAs: submission.outTaskID).isEmpty else {
            take(submission, .none)
            return .refusal(400, "out_task_id already exists")
        }
        if happens(.throttled) {
            take(submission, .refused)
            return .json(
                "{\"error\":{\"code\":\"rate_limit_exceeded\",\"message\":\"slow down\"}}",
                status: 429, retryAfter: Int.random(in: 1...30, using: &random))
        }
        if happens(.review) {
            take(submission, .refused)
            return .json(
                """
                {"error":{"code":"moderation_blocked","type":"image_generation_user_error",\
                "message":"no. safety_violations=[violence]."}}
                """, status: 400)
        }
        let task = accept(submission)
        if happens(.acceptedTwice) { accept(submission) }
        let reply = acceptance(of: task)
        take(submission, reply.word)
        return reply.reply
    }

    /// Records a submission, and the answer that it is about to get.
    private func take(_ submission: ModelSubmission, _ word: ModelSubmission.Word) {
        let id = submission.outTaskID
        if let last = words[id]?.last, last != .refused { repeated.append(id) }
        words[id, default: []].append(word)
        prompts[id] = submission.prompt
    }

    @discardableResult
    private func accept(_ submission: ModelSubmission) -> ModelTask {
        let task = ModelTask(
            number: tasks.count + 1, submission: submission,
            isAnother: happens(.acceptedAsAnother), at: world.seconds, lies: lies, using: &random)
        tasks.append(task)
        told.formUnion(task.lies)
        world.note(
            "the service has \(task.id) '\(task.prompt)', and charges \(task.charge) credits")
        return task
    }

    private func acceptance(
        of task: ModelTask
    ) -> (reply: ModelReply, word: ModelSubmission.Word) {
        if happens(.replyLost) { return (.broken, .none) }
        if happens(.replyNever) { return (.silence, .none) }
        if happens(.errorThoughAccepted) { return (.page(status: 502), .none) }
        if happens(.pageThoughAccepted) { return (.page(status: 200), .none) }
        if happens(.acceptanceOfAnother) {
            return (
                .json(
                    """
                    {"ok":true,"statusCode":200,"message":"","data":{"task_id":"task_stranger",\
                    "out_task_id":"igs_stranger","status":"pending"}}
                    """), .none
            )
        }
        if happens(.refusalWithTask) {
            return (
                .json(
                    "{\"statusCode\":400,\"message\":\"busy\",\"data\":{\"task_id\":\"\(task.id)\"}}"
                ), .none
            )
        }
        if happens(.throttledThoughSubmitted) {
            return (
                .json(
                    "{\"code\":429,\"data\":[{\"status\":\"submitted\",\"task_id\":\"\(task.id)\"}]}",
                    status: 429, retryAfter: 2), .none
            )
        }
        let id = happens(.noTaskID) ? "" : task.id
        guard isWild || id.isEmpty else {
            return (
                .json("{\"code\":200,\"data\":[{\"status\":\"submitted\",\"task_id\":\"\(id)\"}]}"),
                .accepted
            )
        }
        return (
            .json(
                """
                {"ok":true,"statusCode":200,"message":"","data":{"task_id":"\(id)",\
                "out_task_id":"\(task.outTaskID)","status":"pending"}}
                """), .accepted
        )
    }
}

// MARK: - Queries

extension ModelService {
    private struct Query: Decodable {
        let taskId: String?
        let outTaskId: String?
    }

    private func query(_ body: [UInt8]) -> ModelReply {
        guard let query: Query = WireJSON.read(body) else {
            return .refusal(400, "bad request")
        }
        if let id = query.taskId { return report(tasks.first { $0.id == id }) }
        return report(tasks.first { $0.outTaskID == query.outTaskId })
    }

    private func report(_ task: ModelTask?) -> ModelReply {
        if happens(.queryFails) {
            let troubles: [ModelReply] = [
                .broken, .silence, .page(status: 502), .page(status: 200),
                .json("{\"message\":\"internal\"}", status: 500),
            ]
            return random.pick(troubles) ?? .broken
        }
        guard let task, world.seconds >= task.visibleFrom, !tellsOnce(.forgottenOnce, task) else {
            return .refusal(400, "api task not found")
        }
        if tellsOnce(.gatewayOnce, task) { return .page(status: 404) }
        if tellsOnce(.errorOnce, task) { return .json("{\"status\":\"error\"}") }
        if happens(.reportOfAnother) { return stranger }
        let moment =
            happens(.stale)
            ? .random(in: task.acceptedAt...max(task.acceptedAt, world.seconds), using: &random)
            : world.seconds
        return report(task, at: moment)
    }

    private func report(_ task: ModelTask, at moment: Double) -> ModelReply {
        if moment >= task.beginsAt, tellsOnce(.failedOnce, task) {
            return state("failed", of: task, ",\"fail_reason\":\"upstream\"")
        }
        if moment < task.beginsAt { return state("pending", of: task) }
        if moment < task.endsAt { return state("processing", of: task, ",\"progress\":40") }
        if let failure = task.failure {
            return state("failed", of: task, ",\"error\":{\"message\":\"\(failure)\"}")
        }
        var rest = task.tellsCost ? ",\"credits_used\":\(task.charge)" : ""
        if world.seconds >= task.addressFrom {
            let addresses = task.giveAddresses(at: world.seconds)
            rest += ",\"output\":["
            rest += addresses.map { "{\"url\":\"\($0)\"}" }.joined(separator: ",") + "]"
        }
        return state("completed", of: task, rest)
    }

    private func state(_ word: String, of task: ModelTask, _ rest: String = "") -> ModelReply {
        .json(
            """
            {"statusCode":200,"message":"","data":{"task_id":"\(task.id)",\
            "out_task_id":"\(task.outTaskID)","status":"\(word)"\(rest)}}
            """)
    }

    /// A report about a task that belongs to nobody here.
    private var stranger: ModelReply {
        .json(
            """
            {"statusCode":200,"message":"","data":{"task_id":"task_stranger",\
            "out_task_id":"igs_stranger","status":"completed","credits_used":900,\
            "output":[{"url":"https://cdn.test/stranger/0.png"}]}}
            """)
    }
}

// MARK: - Pictures

extension ModelService {
    private func picture(at path: Substring) -> ModelReply {
        let parts = path.split(separator: "/")
        if parts.first == "stranger" {
            return file(ModelPicture(task: "task_stranger", width: 1024, height: 1024).bytes)
        }
        guard parts.count == 2, let task = tasks.first(where: { $0.id == parts[0] }),
            let number = Int(parts[1].prefix { $0 != "." }),
            task.isAlive(number, at: world.seconds), world.seconds >= task.pictureFrom
        else { return .page(status: random.chance(0.5) ? 404 : 403) }
        if tellsOnce(.pageForPicture, task) { return .page(status: 200) }
        let bytes = task.picture.bytes
        if tellsOnce(.truncated, task) { return file(Array(bytes.prefix(bytes.count / 2))) }
        if happens(.pictureCut) {
            return .cut(status: 200, body: Array(bytes.prefix(bytes.count / 2)))
        }
        return file(bytes)
    }

    private func file(_ bytes: [UInt8]) -> ModelReply {
        .reply(status: 200, headers: [(name: "Content-Type", value: "image/png")], body: bytes)
    }
}

extension ModelService {
    private func happens(_ lie: Lie) -> Bool {
        let happens = lies.happens(lie, using: &random)
        guard happens else { return false }
        told.insert(lie)
        world.note("lie: \(lie.rawValue)")
        return true
    }

    /// Whether to tell a lie that is told only once about each task.
    private func tellsOnce(_ lie: Lie, _ task: ModelTask) -> Bool {
        !task.told.contains(lie) && happens(lie) && task.told.insert(lie).inserted
    }

    private func accountTrouble() -> ModelReply? {
        let now = world.seconds
        if happens(.unauthorized) {
            unauthorizedUntil = max(unauthorizedUntil, now + .random(in: 1...60, using: &random))
        }
        if happens(.noCredits) {
            brokeUntil = max(brokeUntil, now + .random(in: 1...60, using: &random))
        }
        if now < unauthorizedUntil, !lies.isOver {
            return .json("{\"code\":401,\"message\":\"invalid token\"}", status: 401)
        }
        if now < brokeUntil, !lies.isOver { return .refusal(433, "not enough credits") }
        return nil
    }
}
