public import IGSClient

/// Why nothing was committed: at worst, the jobs would pass a budget.
public struct BudgetExceeded: Error, Hashable, Sendable {
    /// The budget as it was then: the cap, what is spent, what is reserved, what is left.
    public let budget: Budget
    /// What the jobs would cost at worst.
    public let price: Price
}
