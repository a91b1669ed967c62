/// How far a task is (Protocol, "Status words").
public enum TaskStatus: Hashable, Sendable {
    case queued
    /// Being worked on. A word that is not known counts as this, and is carried along to be shown.
    case running(unknownWord: String?)
    case completed
    case failed
    case cancelled
    case expired

    /// Whether the task will not change any more.
    public var isFinal: Bool {
        switch self {
        case .queued, .running: false
        case .completed, .failed, .cancelled, .expired: true
        }
    }
}
