public import IGSClient

/// What a job counts for in budgets and in the sum of costs.
///
/// - While the job is under way, and while its fate is not known (uncertain, parked), its worst case is *reserved*.
/// - Once the job has ended, the cost that the service reports is *spent*: a credit is a cent (Protocol, "Prices and
///   times"). If the service reports none, the worst case is spent, even for failed tasks: better too much than too
///   little.
/// - A job that the service is known never to have taken counts for nothing. Neither does an attached job, which this
///   ledger did not pay for.
public struct Account: Hashable, Sendable {
    /// What is known to be spent, or counted as spent.
    public internal(set) var spent: Price
    /// What is set aside.
    public internal(set) var reserved: Price

    static let nothing = Account(spent: Price(mills: 0), reserved: Price(mills: 0))
}
