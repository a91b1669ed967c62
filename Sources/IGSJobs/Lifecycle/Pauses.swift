/// Decides how long the pauses of an engine's jobs are: as their schedules and policies define them, spread at random,
/// with retries within a quota that all jobs share.
struct Pauses {
    private var random: any RandomNumberGenerator & Sendable
    private var quota = RetryQuota()

    init(random: any RandomNumberGenerator & Sendable) {
        self.random = random
    }

    /// Returns how long a pause is, and whether what follows it is a retry that the quota has paid for.
    ///
    /// - Parameters:
    ///   - forecast: what is expected of the task; nil if nothing is.
    ///   - age: how long ago the task was submitted.
    mutating func length(
        of pause: JobLifecycle.Pause, for schedule: PollSchedule, _ policy: RetryPolicy,
        expecting forecast: TaskForecast? = nil, at age: Duration = .zero
    ) -> (length: Duration, isPaid: Bool) {
        switch pause {
        case .none:
            return (.zero, false)
        case .firstPoll:
            guard let forecast else { return (schedule.firstPoll(using: &random), false) }
            return (schedule.firstPoll(expecting: forecast, using: &random), false)
        case .nextPoll:
            guard let forecast else { return (schedule.nextPoll(using: &random), false) }
            return (schedule.nextPoll(at: age, expecting: forecast, using: &random), false)
        case .probe(let attempt):
            return (schedule.probe(attempt), false)
        case .confirmation(let attempt):
            return (schedule.confirmation(attempt, using: &random), false)
        case .fetch(let attempt, let floor):
            let asked = min(max(floor ?? .zero, .zero), policy.longestWait)
            return (max(asked, schedule.fetch(attempt, using: &random)), false)
        case .retry(let attempt):
            return pay(for: policy.pause(beforeRetry: attempt, using: &random), schedule)
        case .throttled(let attempt, let floor):
            let pause = policy.pause(
                beforeThrottledRetry: attempt, atLeast: floor, using: &random)
            return pay(for: pause, schedule)
        }
    }

    /// Counts a success towards the quota.
    ///
    /// - Parameter paid: whether it is the success of a retry that was paid for.
    mutating func succeeded(paid: Bool) {
        quota.succeeded(paid: paid)
    }

    /// Returns the given pause before a retry, if the quota has room for it; otherwise a pause no shorter than that of
    /// a poll.
    private mutating func pay(
        for pause: Duration, _ schedule: PollSchedule
    ) -> (length: Duration, isPaid: Bool) {
        guard !quota.payForRetry() else { return (pause, true) }
        return (max(pause, schedule.nextPoll(using: &random)), false)
    }
}
