/// What the service says when it has accepted a submission.
public struct Acceptance: Sendable {
    /// The service's id of the task; nil if the reply has none, so that only our own id finds it.
    public let taskID: TaskID?
    /// What the service expects the task to cost; nil if the reply does not say.
    public let estimatedCredits: Double?
    /// The finished task, if the reply already contains its picture; nil for a task that has to be queried.
    public let report: TaskReport?
    /// Where to query the task: a path of the service's own origin; nil if the reply does not say.
    public let pollPath: String?

    /// Creates an acceptance.
    public init(
        taskID: TaskID?, estimatedCredits: Double? = nil, report: TaskReport? = nil,
        pollPath: String? = nil
    ) {
        self.taskID = taskID
        self.estimatedCredits = estimatedCredits
        self.report = report
        self.pollPath = pollPath
    }
}
