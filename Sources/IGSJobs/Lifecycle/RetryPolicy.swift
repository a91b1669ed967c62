/// How often and after which pause something is tried again.
///
/// The pauses have full jitter: anything from nothing up to a bound that doubles with each attempt.
public struct RetryPolicy: Hashable, Sendable {
    /// Tries of a submission that provably never left.
    public let unsentTries: Int
    /// Submissions turned away for want of room before the job is parked.
    public let throttledTries: Int
    /// Tries of a download that breaks off before the job is left to a later session.
    public let downloadTries: Int
    /// Tries of a download that yields no whole picture.
    public let damagedTries: Int
    /// New addresses asked for in place of one that is refused.
    public let addressTries: Int
    /// The longest wait that the service may ask for.
    public let longestWait: Duration

    /// Creates a policy; by default the project's.
    public init(
        unsentTries: Int = 4, throttledTries: Int = 20, downloadTries: Int = 10,
        damagedTries: Int = 4, addressTries: Int = 3, longestWait: Duration = .seconds(300)
    ) {
        self.unsentTries = unsentTries
        self.throttledTries = throttledTries
        self.downloadTries = downloadTries
        self.damagedTries = damagedTries
        self.addressTries = addressTries
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
