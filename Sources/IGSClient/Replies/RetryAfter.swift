/// How long the service asks us to wait.
enum RetryAfter {
    /// The longest wait that igs accepts.
    private static let maximumSeconds = 24.0 * 60 * 60

    /// Returns the wait in a `Retry-After` header's value: seconds, or a date; nil for anything else.
    ///
    /// - Parameter now: the time that a date is counted from, in seconds since 1970. A date in the past means no
    ///   wait.
    static func duration(header: String, now: Double) -> Duration? {
        let text = header.drop { $0 == " " }
        if let seconds = Double(decimal: text.prefix { $0 != " " }) {
            return duration(seconds: seconds)
        }
        return HTTPDate(text).map { duration(seconds: Double($0.secondsSince1970) - now) }
    }

    /// Returns the wait in a message: `try again in 12s`, `in 1m30s`, `in 500ms`, `in 2 minutes`.
    static func duration(message: String) -> Duration? {
        guard var rest = ErrorText.after("try again in ", in: message) else { return nil }
        var total: Double?
        while true {
            let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            // A sentence's full stop is not part of the number.
            guard let number = Double(decimal: digits.hasSuffix(".") ? digits.dropLast() : digits)
            else { break }
            rest = rest[digits.endIndex...].drop { $0 == " " }
            let unit = rest.prefix { $0.isASCII && $0.isLetter }
            guard let factor = factor(of: unit.lowercased()) else { break }
            total = (total ?? 0) + number * factor
            rest = rest[unit.endIndex...]
        }
        return total.map(duration(seconds:))
    }

    private static func factor(of unit: String) -> Double? {
        switch unit {
        case "ms", "millisecond", "milliseconds": 0.001
        case "s", "sec", "secs", "second", "seconds": 1
        case "m", "min", "mins", "minute", "minutes": 60
        case "h", "hour", "hours": 3600
        default: nil
        }
    }

    private static func duration(seconds: Double) -> Duration {
        .milliseconds(Int64(min(max(seconds, 0), maximumSeconds) * 1000))
    }
}
