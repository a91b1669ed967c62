import IGSClient

/// A job as the engine has it in memory.
struct DrivenJob {
    /// What the ledger has, or is about to have.
    var entry: LedgerEntry
    /// Whether it came from the ledger rather than from a submission of this session.
    let isRecovered: Bool
    /// When to ask about it.
    let schedule: PollSchedule
    /// The uptime from which its time-out counts.
    var watchedSince = Duration.zero
    /// Whether what is done next is a retry that was paid for.
    var hasPaidForRetry = false
    /// The submission that is going out.
    var submission: Task<Result<Acceptance, ServiceError>, Never>?

    init(entry: LedgerEntry, isRecovered: Bool) {
        self.entry = entry
        self.isRecovered = isRecovered
        schedule = PollSchedule(pacing: entry.pacing, request: entry.request)
    }
}
