import IGSJobs
import IGSScript

/// A moment in the past as the language writes it: `today`, `yesterday`, `monday`, `2026-01-31`, `2h`, `3d`, `2w`.
package enum PointInTime {
    /// Returns the moment that a text stands for, in seconds since 1970. For a day, this is its beginning in local
    /// time; for a length of time, it is the moment that lies so far back. A day of the week is the last such day,
    /// which may be today.
    ///
    /// - Parameter now: The time at which the text is read, in seconds since 1970; nil means now.
    /// - Returns: `nil` for a text that is not a moment.
    package static func parse(_ text: String, now: Double? = nil) -> Double? {
        let text = text.lowercased()
        let now = now ?? SystemJobClock().now
        let today = LocalTime(now)
        switch text {
        case "today": return today.midnight()
        case "yesterday": return today.midnight(daysLater: -1)
        default: break
        }
        if text.count >= 3, let weekday = weekdays.firstIndex(where: { $0.hasPrefix(text) }) {
            return today.midnight(daysLater: -((today.weekday - weekday + 7) % 7))
        }
        return date(text) ?? seconds(text).map { now - $0 }
    }

    private static let weekdays = [
        "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
    ]

    /// Returns the beginning of a day such as `2026-01-31`.
    private static func date(_ text: String) -> Double? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts.map(\.utf8.count) == [4, 2, 2],
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return nil }
        let midnight = LocalTime.midnight(year: year, month: month, day: day)
        // 30 February is not a date.
        return LocalTime(midnight).date == text ? midnight : nil
    }

    /// Returns a length of time in seconds: days and weeks, and what ``DurationText`` reads. A number alone is not a
    /// length of time.
    private static func seconds(_ text: String) -> Double? {
        for (unit, days) in [("d", 1.0), ("w", 7.0)] where text.hasSuffix(unit) {
            guard let number = Int(text.dropLast()), (1...10_000).contains(number) else {
                return nil
            }
            return Double(number) * days * 86_400
        }
        guard text.last?.isLetter ?? false, let duration = DurationText.parse(text) else {
            return nil
        }
        return duration / .seconds(1)
    }
}
