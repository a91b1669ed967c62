import IGSClient

/// A job as the engine has it in memory.
struct DrivenJob {
    /// What the ledger has, or is about to have.
    var entry: LedgerEntry
    /// Whether the job came from the ledger rather than from a submission of this session.
    let isRecovered: Bool
    /// When to ask about the job.
    let schedule: PollSchedule
    /// The uptime from which the job's time-out counts.
    var watchedSince = Duration.zero
    /// Whether the next action is a retry that was paid for.
    var hasPaidForRetry = false
    /// The submission that is being sent.
    var submission: Task<Result<Acceptance, ServiceError>, Never>?

    init(entry: LedgerEntry, isRecovered: Bool) {
        self.entry = entry
        self.isRecovered = isRecovered
        schedule = PollSchedule(pacing: entry.pacing, request: entry.request)
    }

    /// Makes a change in place.
    mutating func update(_ change: (inout DrivenJob) -> Void) { change(&self) }
}
