/// A bucket of tokens that pay for retries, so that a service in trouble is not asked ever more often.
///
/// It follows the AWS SDKs' standard retry mode: 500 tokens at first and at most, 14 for a retry; a retry that succeeds
/// gives its 14 back, and anything that succeeds at once gives 1. If the bucket is empty, nothing is given up, but
/// retries happen only at the pace of polling.
struct RetryQuota {
    private static let capacity = 500
    private static let retryCost = 14

    private(set) var tokens = capacity

    /// Pays for a retry, or returns false if too few tokens are left.
    mutating func payForRetry() -> Bool {
        guard tokens >= Self.retryCost else { return false }
        tokens -= Self.retryCost
        return true
    }

    /// Counts a success.
    ///
    /// - Parameter paid: whether it is the success of a retry that was paid for.
    mutating func succeeded(paid: Bool) {
        tokens = min(Self.capacity, tokens + (paid ? Self.retryCost : 1))
    }
}
