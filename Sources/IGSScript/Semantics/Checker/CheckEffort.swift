/// What following loops, calls and files has cost, and how much it may: a script must not keep the
/// checker busy for long.
struct CheckEffort {
    /// The most rounds of a loop to follow; a loop with more is checked once, for any value.
    let maximumRounds: Int
    /// The depth to which calls are followed.
    let maximumCallDepth: Int
    /// How many statements may be checked again, as loops, calls and files are followed.
    private var maximumStatements: Int
    /// How many statements were checked again.
    private var statements = 0
    /// How many names were compared where paths meet.
    private var comparisons = 0

    /// How many names may be compared; beyond that, nothing is taken as known where paths meet.
    private static let maximumComparisons = 5_000_000

    /// The number of statements that searching for the words of a mistake counts as.
    static let costOfFinding = 100
    /// The number of statements that coming upon a finding again counts as.
    static let costOfRepetition = 20

    init(for purpose: CheckPurpose) {
        switch purpose {
        case .check:
            (maximumRounds, maximumCallDepth, maximumStatements) = (1_000, 20, 200_000)
        case .plan:
            (maximumRounds, maximumCallDepth, maximumStatements) = (1_000_000, 200, 5_000_000)
        }
    }

    /// Whether the effort is used up.
    var isSpent: Bool { statements >= maximumStatements }

    /// Notes that each row of a table is to be followed: what is wrong with the last one must be found before the first
    /// one is paid for.
    mutating func allow(rows: Int) {
        maximumStatements += min(rows, Self.maximumRowCount) * Self.statementsPerRow
    }

    /// The most rows of a table to follow, and how many statements for each.
    private static let (maximumRowCount, statementsPerRow) = (2_000_000, 20)

    /// Notes that something was done again, at the cost of this many statements.
    mutating func spend(_ statements: Int) { self.statements += statements }

    /// Notes that this many names are to be compared.
    ///
    /// - Returns: Whether they may be compared.
    mutating func mayCompare(_ count: Int) -> Bool {
        guard comparisons < Self.maximumComparisons else { return false }
        comparisons += count
        return true
    }
}
