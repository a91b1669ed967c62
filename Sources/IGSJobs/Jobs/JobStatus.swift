/// How far a job is, in the words that people and scripts see.
public enum JobStatus: String, Codable, Sendable, CaseIterable {
    /// The intent is in the ledger; nothing has been sent, or the service turned it away for now.
    case queued
    /// From the submission to the picture's last byte.
    case running
    /// The picture is in the store.
    case completed
    /// The submission's reply was lost: the service may have the task, and may have charged for it.
    case uncertain
    /// The submission went nowhere; only the user may submit again.
    case parked
    /// The service refuses to answer for now (a wrong key); a later session asks again.
    case paused
    /// The task continues at the service, but nobody here watches it.
    case detached
    /// There will be no picture.
    case failed
    /// The safety review refused.
    case rejected
    /// There was a picture, but it can no longer be fetched.
    case expired
    /// The user gave the job up.
    case abandoned

    /// Whether the job will never change again.
    public var isFinal: Bool {
        switch self {
        case .completed, .failed, .rejected, .expired, .abandoned: true
        case .queued, .running, .uncertain, .parked, .paused, .detached: false
        }
    }

    /// Whether the job changes by itself while it is driven; other jobs wait for the user, or for nothing.
    public var isLive: Bool {
        switch self {
        case .queued, .running, .uncertain: true
        case .completed, .parked, .paused, .detached, .failed, .rejected, .expired, .abandoned:
            false
        }
    }
}
