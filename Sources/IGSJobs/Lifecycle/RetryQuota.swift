/// A bucket of tokens that retries are paid from, so that a service in trouble is not asked ever more often.
///
/// It is the scheme of the AWS SDKs' standard retry mode: 500 tokens at first and at most, 14 for a retry; a retry that
/// succeeds gives its 14 back, and anything that succeeds at once gives 1. With the bucket empty, nothing is given up; but
/// what would be retried is asked again at the pace of polling only.
struct RetryQuota {
    private static let capacity = 500
    private static let retryCost = 14

    private(set) var tokens = capacity

    /// Pays for a retry, or returns false if there is not enough left.
    mutating func payForRetry() -> Bool {
        guard tokens >= Self.retryCost else { return false }
        tokens -= Self.retryCost
        return true
    }

    /// Takes in a success.
    ///
    /// - Parameter paid: whether a retry that was paid for brought it.
    mutating func succeeded(paid: Bool) {
        tokens = min(Self.capacity, tokens + (paid ? Self.retryCost : 1))
    }
}
