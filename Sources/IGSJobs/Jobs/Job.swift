public import IGSClient

/// A generation, from the intent to a picture on disk: a snapshot of what the ledger has.
public struct Job: Hashable, Identifiable, Sendable {
    /// Our own id of the job, sent as `out_task_id`.
    public let id: OutTaskID
    /// The name given by the user, or nil.
    public let name: String?
    /// The service that the job belongs to: an origin, or `sandbox`.
    public let service: String
    /// What was asked for; its file references point into the store.
    public let request: GenerationRequest
    /// How far the job is.
    public let status: JobStatus
    /// The service's id of the task; nil until it is known.
    public let taskID: TaskID?
    /// When the intent was committed, in seconds since 1970.
    public let createdAt: Double
    /// When the submission was last sent; nil if it was never sent.
    public let submittedAt: Double?
    /// When the job reached its final status, in seconds since 1970; nil until then.
    public let completedAt: Double?
    /// Percent done as the service reports it; nil if it does not.
    public let progress: Double?
    /// How often the service was asked, over all sessions; the ledger has the count as of its last entry.
    public let polls: Int
    /// The service's latest status word, if igs does not know it.
    public let unknownWord: String?
    /// The picture; nil unless completed.
    public let image: StoredImage?
    /// The task's cost in credits, as the service reports it; nil if it does not.
    public let creditsUsed: Double?
    /// The task's cost, as the service reports it; nil if it does not.
    public let cost: Price?
    /// The most that the job was announced to cost.
    public let price: Price
    /// Where the picture is according to the service, the newest address first; once there is a picture, its own
    /// address comes first. The addresses may have expired.
    public let addresses: [String]
    /// The URLs of a completed job that the service gave besides its picture's own address; empty for any other job.
    public var otherAddresses: [String] {
        image == nil ? [] : addresses.dropFirst().filter { !$0.hasPrefix("data:") }
    }
    /// Whether asking and fetching once more, which costs nothing, may bring a picture.
    public let canBeRevived: Bool
    /// Why there is no picture, or the job's last problem; nil if all is well.
    public let failure: JobFailure?
    /// What the job counts for in budgets and in the sum of costs.
    public let account: Account
    /// The script's run that submitted the job; nil at the prompt.
    public let run: RunID?
    /// The job that this one tries again; nil for a first try.
    public let retryOf: OutTaskID?
    /// Whether the task was not submitted from here, but attached by its id. Then ``request`` is a placeholder, because
    /// the real one is not known here: its prompt names the task, and the rest means nothing.
    public let isAttached: Bool
    /// When the user forgot the job, in seconds since 1970; nil while it is listed.
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

    /// Returns the name that a job shares with the jobs made together with it: `day` for `day-2`; nil if the name does
    /// not end in a number like that.
    package static func group(of name: String) -> String? {
        guard let dash = name.lastIndex(of: "-"), dash > name.startIndex,
            let index = Int(name[name.index(after: dash)...]), index > 0
        else { return nil }
        return String(name[..<dash])
    }

    /// Whether the picture has other dimensions than were asked for. It is kept all the same.
    public var sizeMismatch: Bool {
        image.map { !isAttached && $0.size != request.pixelSize } ?? false
    }

    /// Seconds from the submission to the final status; nil unless both are known.
    public var seconds: Double? {
        guard let submittedAt, let completedAt else { return nil }
        return max(0, completedAt - submittedAt)
    }
}
