import IGSClient

/// The identifier of a budget: 1 to 64 characters of `A-Z a-z 0-9 _ -`, chosen by whoever opens it.
///
/// A budget whose id derives from a run's id still applies when the run is resumed.
public struct BudgetID: RawRepresentable, Hashable, Codable, Sendable {
    /// The identifier as the ledger has it.
    public let rawValue: String

    /// Creates an identifier, or nil if a character or the length is not allowed.
    public init?(rawValue: String) {
        guard IDText.isValid(rawValue) else { return nil }
        self.rawValue = rawValue
    }

    /// Returns a fresh identifier: 26 characters of 5 random bits each.
    public static func random() -> BudgetID {
        BudgetID(unchecked: IDText.random(26))
    }

    /// Returns the identifier of the budget that a run opens at a place: always the same for the same run and place.
    public static func derived(run: RunID, place: String) -> BudgetID {
        BudgetID(unchecked: OutTaskID.derived(run: run, place: "budget \(place)").rawValue)
    }

    private init(unchecked rawValue: String) {
        self.rawValue = rawValue
    }
}

extension BudgetID: CustomStringConvertible {
    /// The identifier as the ledger has it.
    public var description: String { rawValue }
}
