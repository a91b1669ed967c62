public import IGSClient

/// Why nothing was committed: in the worst case, the jobs would exceed a budget.
public struct BudgetExceeded: Error, Hashable, Sendable {
    /// The budget at that moment: the cap, what is spent, what is reserved, what is left.
    public let budget: Budget
    /// What the jobs would cost in the worst case.
    public let price: Price
}
