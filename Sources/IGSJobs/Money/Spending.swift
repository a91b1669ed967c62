public import IGSClient

/// What the jobs of a period have cost, as far as the ledger knows.
public struct Spending: Hashable, Sendable {
    /// The sum for each service, by its name in the ledger.
    public internal(set) var services: [String: Sum] = [:]

    /// A sum over jobs.
    public struct Sum: Hashable, Sendable {
        /// How many jobs were submitted, whatever their outcome.
        public internal(set) var jobCount = 0
        /// What the jobs have cost; see ``Account``.
        public internal(set) var spent = Price(mills: 0)
        /// What is set aside for jobs whose cost is not known yet.
        public internal(set) var reserved = Price(mills: 0)
    }
}
