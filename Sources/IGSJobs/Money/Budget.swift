public import IGSClient

/// The most that some jobs may cost together, and what they have cost so far: a snapshot of the ledger.
///
/// A job counts with its worst case from the moment when its intent is committed, and with the cost that the service
/// reports as soon as that is known. See ``Account`` for what counts when.
public struct Budget: Hashable, Identifiable, Sendable {
    /// Whose spending is capped.
    public enum Scope: String, Codable, CaseIterable, Sendable {
        /// The spending of one use of igs.
        case session
        /// The spending of a script's run, over all sessions that it takes.
        case run
        /// The spending of a block of a script.
        case block
    }

    /// The budget's id.
    public let id: BudgetID
    /// Whose spending is capped.
    public let scope: Scope
    /// The session or the run that opened it.
    public let holder: String
    /// The most that the jobs may cost.
    public let cap: Price
    /// What is known to be spent.
    public internal(set) var spent: Price
    /// What is set aside for jobs whose cost is not known yet.
    public internal(set) var reserved: Price
    /// When it was opened, in seconds since 1970.
    public let createdAt: Double

    /// What is left of the budget; zero if more was spent than could be foreseen.
    public var left: Price {
        Price(mills: max(0, cap.mills - spent.mills - reserved.mills))
    }
}
