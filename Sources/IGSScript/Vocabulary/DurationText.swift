/// Lengths of time as the language writes them: `250ms`, `4s`, `3m`, `1h`.
public enum DurationText {
    private static let units: [(suffix: String, milliseconds: Int64)] = [
        ("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000),
    ]

    /// Returns the time that a text stands for; a number without a unit is in seconds.
    ///
    /// - Returns: `nil` for a text that is not a time, for one finer than a millisecond, and for
    ///   more than 1,000 hours.
    public static func parse(_ text: String) -> Duration? {
        let unit = units.first { text.hasSuffix($0.suffix) } ?? ("", 1_000)
        let number = text.dropLast(unit.suffix.count)
        let parts = number.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = digits(parts[0]), whole <= 3_600_000_000 / unit.milliseconds else {
            return nil
        }
        var milliseconds = whole * unit.milliseconds
        if parts.count == 2 {
            guard parts[1].utf8.count <= 3, let fraction = digits(parts[1]) else { return nil }
            let scale = [1, 10, 100, 1_000][parts[1].utf8.count]
            let product = fraction * unit.milliseconds
            guard product % Int64(scale) == 0 else { return nil }
            milliseconds += product / Int64(scale)
        }
        return .milliseconds(milliseconds)
    }

    /// Returns the shortest text that ``parse(_:)`` reads back as the same time, to the
    /// millisecond.
    public static func format(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        let milliseconds = attoseconds / 1_000_000_000_000_000
        if milliseconds != 0 {
            let total = Double(seconds) + Double(milliseconds) / 1_000
            return seconds == 0 ? "\(milliseconds)ms" : "\(total)s"
        }
        if seconds != 0, seconds % 3_600 == 0 { return "\(seconds / 3_600)h" }
        if seconds != 0, seconds % 60 == 0 { return "\(seconds / 60)m" }
        return "\(seconds)s"
    }

    private static func digits(_ text: Substring) -> Int64? {
        guard !text.isEmpty, text.utf8.count <= 12,
            text.utf8.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") })
        else { return nil }
        return Int64(text)
    }
}
