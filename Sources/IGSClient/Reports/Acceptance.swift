/// What the service says when it has accepted a submission.
public struct Acceptance: Sendable {
    /// The service's id of the task; nil where the reply has none, so that only our own id finds it.
    public let taskID: TaskID?
    /// What the service expects the task to cost; nil where the reply does not say.
    public let estimatedCredits: Double?
    /// The finished task, where the reply has its picture already; nil for a task that has to be asked for.
    public let report: TaskReport?
    /// Where the task is to be asked for: a path of the service's own origin; nil where the reply does not say.
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
