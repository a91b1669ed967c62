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
    /// The uptime of the submission, as far as it is known; it may be negative.
    var submittedAt: Duration?
    /// The uptime at which the service is asked next, or was asked last.
    var nextQuery: Duration?
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

    /// Returns how long ago the job was submitted, as far as that is known.
    func age(at uptime: Duration) -> Duration {
        max(.zero, uptime - (submittedAt ?? watchedSince))
    }

    /// Notes the uptime at which an earlier session submitted the job. The wall clock, which that takes, may be wrong by
    /// any amount: the forecast of any age is a pause of sensible length.
    mutating func noteSubmission(at clock: any JobClock) {
        guard submittedAt == nil, let then = entry.submittedAt else { return }
        submittedAt = clock.uptime - .seconds(min(max(clock.now - then, 0), 1e6))
    }
}
