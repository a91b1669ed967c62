/// What following loops, calls and files has cost, and how much it may: a script must not keep the
/// checker for long.
struct CheckEffort {
    /// The most rounds of a loop that are followed; a loop of more is checked once, for any value.
    let maximumRounds: Int
    /// The depth to which calls are followed.
    let maximumCallDepth: Int
    /// How many statements may be checked again, as loops, calls and files are followed.
    private let maximumStatements: Int
    /// How many were.
    private var statements = 0
    /// How many names were compared where ways meet.
    private var comparisons = 0

    /// How many names may be compared; from there on nothing is taken as known where ways meet.
    private static let maximumComparisons = 5_000_000

    /// As how many statements it counts to find words for a mistake.
    static let costOfFinding = 100
    /// As how many statements it counts to come upon a finding again.
    static let costOfRepetition = 20

    init(for purpose: CheckPurpose) {
        switch purpose {
        case .check:
            (maximumRounds, maximumCallDepth, maximumStatements) = (1_000, 20, 200_000)
        case .plan:
            (maximumRounds, maximumCallDepth, maximumStatements) = (1_000_000, 200, 5_000_000)
        }
    }

    /// Whether enough was spent.
    var isSpent: Bool { statements >= maximumStatements }

    /// Notes that something was done again, which costs as much as so many statements.
    mutating func spend(_ statements: Int) { self.statements += statements }

    /// Notes that so many names are to be compared.
    ///
    /// - Returns: Whether they may be.
    mutating func mayCompare(_ count: Int) -> Bool {
        guard comparisons < Self.maximumComparisons else { return false }
        comparisons += count
        return true
    }
}
