import IGSClient

/// How often something is tried again, and after which pause.
///
/// The pauses have full jitter: anything from zero up to a bound that doubles with each attempt.
public struct RetryPolicy: Hashable, Sendable {
    /// How often to try a submission that provably never left.
    public let unsentTries: Int
    /// How often a submission may be turned away for lack of capacity before the job is parked.
    public let throttledTries: Int
    /// How many rounds to make through a picture's addresses before they are left for later.
    public let fetchTries: Int
    /// The same, if the job had ended and is asked for once more.
    public let revivedFetchTries: Int
    /// How often the service must report that this very task failed before that is believed.
    public let confirmations: Int
    /// How often an answer must be repeated that may be a mistake: no such task, an error without a name, done without
    /// a picture.
    public let patience: Int
    /// The longest wait that the service may ask for.
    public let longestWait: Duration

    /// Creates a policy; the default is the project's.
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

    /// Returns the pause before the `attempt`th retry, counted from 1, after a passing failure.
    public func pause(
        beforeRetry attempt: Int, using generator: inout some RandomNumberGenerator
    ) -> Duration {
        .seconds(Double.random(in: 0...bound(attempt, base: 0.05), using: &generator))
    }

    /// Returns the pause before the `attempt`th retry, counted from 1, after the service asked for patience.
    ///
    /// - Parameter floor: the pause that the service asked for; it counts up to ``longestWait``.
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

/// How to treat the service's request to be left alone for a while.
extension RetryPolicy {
    /// Whether the service wants the same request later, rather than that it failed to answer.
    ///
    /// A `Retry-After` counts with the statuses 429 and 503 only: other errors carry none.
    func asksToWait(_ error: ServiceError) -> Bool {
        error.kind == .throttled || error.retryAfter != nil
    }

    /// Whether the service wants to be left alone for longer than a session waits.
    func asksForTooMuch(_ error: ServiceError) -> Bool {
        (error.retryAfter ?? .zero) > longestWait
    }

    /// Returns the pause before the `attempt`th retry, counted from 1.
    func pause(after error: ServiceError, attempt: Int) -> JobLifecycle.Pause {
        asksToWait(error)
            ? .throttled(attempt, atLeast: error.retryAfter) : .retry(attempt)
    }
}
