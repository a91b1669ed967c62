extension JobLifecycle {
    /// Where a job stands, one by one, as the ledger keeps it.
    public enum State: String, Codable, Sendable, CaseIterable {
        /// The intent is committed. Nothing was accepted: it may be sent.
        case queued
        /// The submission is going out, or its reply coming in.
        case sending
        /// The submission's reply was lost.
        case uncertain
        /// The service has the task, and has not begun it.
        case accepted
        /// The service is at work on the task.
        case running
        /// The service is done, and the picture not yet in the store.
        case downloading
        case completed
        case rejected
        case failed
        case detached
        case paused
        case parked
        case expired
        case abandoned

        /// The state in the words that people and scripts see.
        public var status: JobStatus {
            switch self {
            case .queued: .queued
            case .sending, .accepted, .running, .downloading: .running
            case .uncertain: .uncertain
            case .completed: .completed
            case .rejected: .rejected
            case .failed: .failed
            case .detached: .detached
            case .paused: .paused
            case .parked: .parked
            case .expired: .expired
            case .abandoned: .abandoned
            }
        }

        /// Whether a later session takes the job up by itself.
        public var isUnfinished: Bool {
            switch self {
            case .queued, .sending, .uncertain, .accepted, .running, .downloading, .detached,
                .paused:
                true
            case .completed, .rejected, .failed, .parked, .expired, .abandoned: false
            }
        }

        /// Whether the job's time-out runs.
        public var isTimed: Bool { self == .accepted || self == .running }
    }
}
