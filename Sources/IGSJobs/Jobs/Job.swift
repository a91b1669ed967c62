public import IGSClient

/// A generation, from intent to a picture on disk: a snapshot, what the ledger says.
public struct Job: Hashable, Identifiable, Sendable {
    /// Our own id of the job, the one sent as `out_task_id`.
    public let id: OutTaskID
    /// The name given by the user, or nil.
    public let name: String?
    /// The service that the job belongs to: an origin, or `sandbox`.
    public let service: String
    /// What was asked for; its file references point into the store.
    public let request: GenerationRequest
    /// How far it is.
    public let status: JobStatus
    /// The service's id of the task; nil until it is known.
    public let taskID: TaskID?
    /// When the intent was committed, in seconds since 1970.
    public let createdAt: Double
    /// When the submission was sent, the last time if there were several; nil before.
    public let submittedAt: Double?
    /// When the job reached its final status, in seconds since 1970; nil before.
    public let completedAt: Double?
    /// Percent done as the service tells it; nil if it does not.
    public let progress: Double?
    /// How often the service was asked, over all sessions; in the ledger as of its last entry.
    public let polls: Int
    /// The status word of the service that igs does not know, while it is the last one heard.
    public let unknownWord: String?
    /// The picture; nil unless completed.
    public let image: StoredImage?
    /// What the service says the task cost in credits; nil if it does not say.
    public let creditsUsed: Double?
    /// What the service says the task cost; nil if it does not say.
    public let cost: Price?
    /// The most that it was announced to cost.
    public let price: Price
    /// Where the service says that the picture is, the newest word first; once there is a picture, its own first. They may
    /// have expired.
    public let addresses: [String]
    /// The URLs that the service gave for a completed job beside its picture's own address; empty for any other job.
    public var otherAddresses: [String] {
        image == nil ? [] : addresses.dropFirst().filter { !$0.hasPrefix("data:") }
    }
    /// Whether asking and fetching once more, which costs nothing, may bring a picture.
    public let canBeRevived: Bool
    /// Why there is no picture, or what troubled the job last; nil if all is well.
    public let failure: JobFailure?
    /// What it counts for in budgets and in the sum of costs.
    public let account: Account
    /// The script's run that submitted it; nil at the prompt.
    public let run: RunID?
    /// The job that it is another try of; nil for a first try.
    public let retryOf: OutTaskID?
    /// Whether the task was not submitted from here, but made known by its id. Then ``request`` stands in for what nobody
    /// here knows: its prompt names the task, and the rest means nothing.
    public let isAttached: Bool
    /// When the user forgot it, in seconds since 1970; nil while it is listed.
    public let forgottenAt: Double?

    init(
        id: OutTaskID, name: String?, service: String, request: GenerationRequest,
        status: JobStatus, taskID: TaskID?, createdAt: Double, submittedAt: Double?,
        completedAt: Double?, progress: Double?, polls: Int, unknownWord: String?,
        image: StoredImage?, creditsUsed: Double?, failure: JobFailure?,
        cost: Price? = nil, price: Price = Price(mills: 0), addresses: [String] = [],
        canBeRevived: Bool = false, account: Account = .nothing, run: RunID? = nil,
        retryOf: OutTaskID? = nil,
        isAttached: Bool = false, forgottenAt: Double? = nil
    ) {
        self.id = id
        self.name = name
        self.service = service
        self.request = request
        self.status = status
        self.taskID = taskID
        self.createdAt = createdAt
        self.submittedAt = submittedAt
        self.completedAt = completedAt
        self.progress = progress
        self.polls = polls
        self.unknownWord = unknownWord
        self.image = image
        self.creditsUsed = creditsUsed
        self.failure = failure
        self.cost = cost
        self.price = price
        self.addresses = addresses
        self.canBeRevived = canBeRevived
        self.account = account
        self.run = run
        self.retryOf = retryOf
        self.isAttached = isAttached
        self.forgottenAt = forgottenAt
    }

    /// The name that means a job together with those that were made with it: `day` for `day-2`; nil for a name that does
    /// not end so.
    package static func group(of name: String) -> String? {
        guard let dash = name.lastIndex(of: "-"), dash > name.startIndex,
            let index = Int(name[name.index(after: dash)...]), index > 0
        else { return nil }
        return String(name[..<dash])
    }

    /// Whether the picture has other pixels than were asked for. It is kept all the same.
    public var sizeMismatch: Bool {
        image.map { !isAttached && $0.size != request.pixelSize } ?? false
    }

    /// Seconds from submission to the final status; nil unless there were both.
    public var seconds: Double? {
        guard let submittedAt, let completedAt else { return nil }
        return max(0, completedAt - submittedAt)
    }
}
