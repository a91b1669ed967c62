package import IGSJobs

extension JobStatus {
    /// Whether the job ended without a picture.
    package var isFailure: Bool {
        switch self {
        case .failed, .rejected, .expired, .parked, .abandoned: true
        case .queued, .running, .completed, .uncertain, .paused, .detached: false
        }
    }
}
