/// The account's balance.
public struct Balance: Hashable, Sendable {
    /// Credits, of which one is about a US cent; nil if the service reports dollars alone, or no limit.
    public let credits: Double?
    /// US dollars; nil if the service does not report them.
    public let dollars: Double?
    /// Whether the account has no limit.
    public let isUnlimited: Bool

    /// Creates a balance.
    public init(credits: Double?, dollars: Double? = nil, isUnlimited: Bool = false) {
        self.credits = credits
        self.dollars = dollars
        self.isUnlimited = isUnlimited
    }
}
