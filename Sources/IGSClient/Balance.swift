/// What is left in the account.
public struct Balance: Hashable, Sendable {
    /// Credits; one is about a US cent.
    public let credits: Double

    /// Creates a balance.
    public init(credits: Double) {
        self.credits = credits
    }
}
