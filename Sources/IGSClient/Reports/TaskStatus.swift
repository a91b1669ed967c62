/// How far a task has got (Protocol, "Status words").
public enum TaskStatus: Hashable, Sendable {
    case queued
    /// In progress. An unknown word counts as this, and is kept to be shown.
    case running(unknownWord: String?)
    case completed
    case failed
    case cancelled
    case expired

    /// Whether the task's status will not change any more.
    public var isFinal: Bool {
        switch self {
        case .queued, .running: false
        case .completed, .failed, .cancelled, .expired: true
        }
    }
}
