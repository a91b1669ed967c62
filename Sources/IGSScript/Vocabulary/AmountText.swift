/// Amounts of money as the language writes them: `2`, `2.00`, `0.125`, `$2.00`.
public enum AmountText {
    /// The greatest amount, in US dollars.
    public static let maximum = 1_000_000

    /// An amount that `budget` takes.
    public static let type = ValueType(
        "AMOUNT", expecting: "US dollars, more than 0 and at most \(maximum), such as 2.00"
    ) { mills($0) != nil }

    /// Returns the thousandths of a dollar that a text stands for.
    ///
    /// - Returns: `nil` for a text that is not an amount, for zero, and for fractions of a
    ///   thousandth.
    public static func mills(_ text: String) -> Int? {
        let number = text.utf8.first == .dollar ? text.dropFirst() : text[...]
        let parts = number.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, let dollars = digits(whole, atMost: 7) else { return nil }
        var mills = dollars * 1_000
        if parts.count == 2 {
            guard let fraction = digits(parts[1], atMost: 3) else { return nil }
            mills += fraction * [1_000, 100, 10, 1][parts[1].utf8.count]
        }
        return mills > 0 && mills <= maximum * 1_000 ? mills : nil
    }

    private static func digits(_ text: Substring, atMost count: Int) -> Int? {
        guard (1...count).contains(text.utf8.count), text.utf8.allSatisfy(\.isDigit) else {
            return nil
        }
        return Int(text)
    }
}
