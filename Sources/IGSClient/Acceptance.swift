/// What the service says when it has accepted a submission.
public struct Acceptance: Hashable, Sendable {
    /// The service's id of the task; nil where the reply has none, so that only our own id finds it.
    public let taskID: TaskID?
    /// What the service expects the task to cost; nil where the reply does not say.
    public let estimatedCredits: Double?

    /// Creates an acceptance.
    public init(taskID: TaskID?, estimatedCredits: Double? = nil) {
        self.taskID = taskID
        self.estimatedCredits = estimatedCredits
    }
}
