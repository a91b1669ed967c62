public import IGSClient

/// What a job counts for in budgets and in the sum of costs.
///
/// - While it is under way, and while nobody knows what became of it (uncertain, parked), its worst case is *reserved*.
/// - Once it has come to an end, what the service says that it cost is *spent*: a credit is a cent (Protocol,
///   "Prices and times"). If the service does not say, the worst case is, of failed tasks too: better too much than too little.
/// - A job of which it is known that the service never took it counts for nothing, and so does one that was attached,
///   which this ledger did not pay for.
public struct Account: Hashable, Sendable {
    /// What is known to be spent, or taken for it.
    public internal(set) var spent: Price
    /// What is set aside.
    public internal(set) var reserved: Price

    static let nothing = Account(spent: Price(mills: 0), reserved: Price(mills: 0))
}
