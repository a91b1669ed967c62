/// How replies have been seen to give the price of a task: Protocol, "Query replies".
enum CostShape: String, CaseIterable {
    /// `cost` in dollars beside `credits_cost`.
    case dollars
    /// `cost` in dollars beside `credits_used`.
    case dollarsUsed = "dollars-used"
    /// `cost` alone, in credits.
    case alone
    /// As `dollars`, both as texts.
    case texts
    /// `credits_used` alone, as a text.
    case usedText = "used-text"
    /// Nothing.
    case missing

    /// Returns the members for an amount.
    func members(credits: Double) -> JSONValue {
        // Dollars are not a number of tenths: a sixth digit would be noise.
        let dollars = JSONValue.number((credits * 100).rounded() / 10_000)
        let credits = JSONValue.number(credits)
        return switch self {
        case .dollars: ["cost": dollars, "credits_cost": credits]
        case .dollarsUsed: ["cost": dollars, "credits_used": credits]
        case .alone: ["cost": credits]
        case .texts: ["cost": .string(dollars.text), "credits_cost": .string(credits.text)]
        case .usedText: ["credits_used": .string(credits.text)]
        case .missing: [:]
        }
    }
}
