import IGSClient

/// How often and after which pause something is tried again.
///
/// The pauses have full jitter: anything from nothing up to a bound that doubles with each attempt.
public struct RetryPolicy: Hashable, Sendable {
    /// Tries of a submission that provably never left.
    public let unsentTries: Int
    /// Submissions turned away for want of room before the job is parked.
    public let throttledTries: Int
    /// Rounds through a picture's addresses before they are left for later.
    public let fetchTries: Int
    /// The same, if the job had ended and is asked for once more.
    public let revivedFetchTries: Int
    /// How often the service has to say of the very task that it failed before that is believed.
    public let confirmations: Int
    /// How often a word has to be said that may be a slip: no such task, an error without a name, done without a picture.
    public let patience: Int
    /// The longest wait that the service may ask for.
    public let longestWait: Duration

    /// Creates a policy; by default the project's.
    public init(
        unsentTries: Int = 4, throttledTries: Int = 20, fetchTries: Int = 9,
        revivedFetchTries: Int = 3, confirmations: Int = 2, patience: Int = 6,
        longestWait: Duration = .seconds(300)
    ) {
        self.unsentTries = unsentTries
        self.throttledTries = throttledTries
        self.fetchTries = fetchTries
        self.revivedFetchTries = revivedFetchTries
        self.confirmations = confirmations
        self.patience = patience
        self.longestWait = longestWait
    }

    /// The pause before the `attempt`th retry, counted from 1, after a passing failure.
    public func pause(
        beforeRetry attempt: Int, using generator: inout some RandomNumberGenerator
    ) -> Duration {
        .seconds(Double.random(in: 0...bound(attempt, base: 0.05), using: &generator))
    }

    /// The pause before the `attempt`th retry, counted from 1, after the service asked for patience.
    ///
    /// - Parameter floor: what the service asked for; taken up to ``longestWait``.
    public func pause(
        beforeThrottledRetry attempt: Int, atLeast floor: Duration?,
        using generator: inout some RandomNumberGenerator
    ) -> Duration {
        let asked = min(max(floor ?? .zero, .zero), longestWait)
        return asked + .seconds(Double.random(in: 0...bound(attempt, base: 1), using: &generator))
    }
}

extension RetryPolicy {
    private func bound(_ attempt: Int, base: Double) -> Double {
        let doublings = min(max(attempt - 1, 0), 16)
        return min(20, base * Double(1 << doublings))
    }
}

/// What the service's wish to be left alone for a while comes to.
extension RetryPolicy {
    /// Whether the service wants the same later, rather than that it failed to answer.
    ///
    /// A `Retry-After` counts with the statuses 429 and 503 only: other errors carry none.
    func asksToWait(_ error: ServiceError) -> Bool {
        error.kind == .throttled || error.retryAfter != nil
    }

    /// Whether the service wants to be left alone for longer than a session sits out.
    func asksForTooMuch(_ error: ServiceError) -> Bool {
        (error.retryAfter ?? .zero) > longestWait
    }

    /// The pause before the `attempt`th retry, counted from 1.
    func pause(after error: ServiceError, attempt: Int) -> JobLifecycle.Pause {
        asksToWait(error)
            ? .throttled(attempt, atLeast: error.retryAfter) : .retry(attempt)
    }
}
