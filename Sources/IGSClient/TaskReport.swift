/// What the service says about a task at one moment.
public struct TaskReport: Sendable {
    /// The service's id of the task; nil where the reply has none.
    public let taskID: TaskID?
    /// How far the task is.
    public let status: TaskStatus
    /// Percent done, 0 to 100; nil where the reply has none.
    public let progress: Double?
    /// Where the pictures are: http(s) URLs or data URIs, in the reply's order. Never from the echoed input.
    public let results: [String]
    /// When the results' URLs end, in seconds since 1970; nil where the reply does not say.
    public let expiresAt: Double?
    /// What the task cost; nil where the reply does not say.
    public let creditsUsed: Double?
    /// Why there is no picture: of kind `rejected`, `noCredits`, `missingResult` or `taskFailed`.
    ///
    /// Always there for a failed task, and for a completed one without a result.
    public let failure: ServiceError?

    /// Creates a report.
    public init(
        taskID: TaskID?, status: TaskStatus, progress: Double? = nil, results: [String] = [],
        expiresAt: Double? = nil, creditsUsed: Double? = nil, failure: ServiceError? = nil
    ) {
        self.taskID = taskID
        self.status = status
        self.progress = progress
        self.results = results
        self.expiresAt = expiresAt
        self.creditsUsed = creditsUsed
        self.failure = failure
    }
}
