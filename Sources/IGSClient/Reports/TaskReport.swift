/// What the service says about a task at one moment.
public struct TaskReport: Sendable {
    /// The service's id of the task; nil if the reply has none.
    public let taskID: TaskID?
    /// How far the task has got.
    public let status: TaskStatus
    /// Percent done, 0 to 100; nil if the reply has none.
    public let progress: Double?
    /// The pictures' addresses: http(s) URLs or data URIs, in the reply's order. Never from the echoed
    /// input.
    public let results: [String]
    /// When the results' URLs expire, in seconds since 1970; nil if the reply does not say.
    public let expiresAt: Double?
    /// What the task cost in credits; nil if the reply does not say.
    public let creditsUsed: Double?
    /// What the task cost in US dollars; nil if the reply states credits alone, or no cost.
    public let cost: Price?
    /// Why there is no picture: of kind `rejected`, `noCredits`, `missingResult` or `taskFailed`.
    ///
    /// Always set for a failed task, and for a completed one without a result.
    public let failure: ServiceError?
    /// Whether the reply names the task that it is about.
    ///
    /// Without a name, a word such as `error` may describe the query, and not the task.
    public let namesTask: Bool

    /// Creates a report.
    public init(
        taskID: TaskID?, status: TaskStatus, progress: Double? = nil, results: [String] = [],
        expiresAt: Double? = nil, creditsUsed: Double? = nil, cost: Price? = nil,
        failure: ServiceError? = nil, namesTask: Bool = true
    ) {
        self.taskID = taskID
        self.status = status
        self.progress = progress
        self.results = results
        self.expiresAt = expiresAt
        self.creditsUsed = creditsUsed
        self.cost = cost
        self.failure = failure
        self.namesTask = namesTask
    }
}

extension TaskReport {
    /// Returns the same report with other addresses.
    func mappingResults(_ transform: (String) -> String) -> TaskReport {
        TaskReport(
            taskID: taskID, status: status, progress: progress, results: results.map(transform),
            expiresAt: expiresAt, creditsUsed: creditsUsed, cost: cost, failure: failure,
            namesTask: namesTask)
    }
}
