import Glibc

/// A moment as local clocks show it.
package struct LocalTime {
    private let parts: tm

    /// Makes the local time at a moment.
    ///
    /// - Parameter seconds: The moment in seconds since 1970.
    package init(_ seconds: Double) {
        var moment = time_t(exactly: seconds.rounded(.down)) ?? 0
        var parts = tm()
        localtime_r(&moment, &parts)
        self.parts = parts
    }

    /// The local time now.
    package static var now: LocalTime { LocalTime(Double(time(nil))) }

    /// Returns the midnight of the day that is some days after this one, in seconds since 1970.
    package func midnight(daysLater days: Int = 0) -> Double {
        Self.midnight(
            year: Int(parts.tm_year) + 1_900, month: Int(parts.tm_mon) + 1,
            day: Int(parts.tm_mday) + days)
    }

    /// Returns the midnight of a date, in seconds since 1970. A day beyond the end of a month is one of the next month,
    /// and a day before its start is one of the month before.
    package static func midnight(year: Int, month: Int, day: Int) -> Double {
        var parts = tm()
        parts.tm_year = Int32(clamping: year - 1_900)
        parts.tm_mon = Int32(clamping: month - 1)
        parts.tm_mday = Int32(clamping: day)
        parts.tm_isdst = -1
        return Double(mktime(&parts))
    }

    /// The day of the week, from 0 for Sunday.
    package var weekday: Int { Int(parts.tm_wday) }

    /// `2026-01-31`
    package var date: String { text("%Y-%m-%d") }

    /// `2026-01-31 14:03:22`
    package var dateAndTime: String { text("%Y-%m-%d %H:%M:%S") }

    /// Returns the shortest text that is clear on another day: `14:03` on the same day, `31 Jan 14:03` in the same
    /// year, otherwise `2025-01-31`.
    package func short(on day: LocalTime) -> String {
        guard parts.tm_year == day.parts.tm_year else { return date }
        let time = text("%H:%M")
        guard parts.tm_yday != day.parts.tm_yday else { return time }
        return "\(parts.tm_mday) \(Self.months[Int(parts.tm_mon)]) \(time)"
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private func text(_ format: String) -> String { Self.text(parts, format) }

    private static func text(_ parts: tm, _ format: String) -> String {
        var parts = parts
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { buffer in
            guard let start = buffer.baseAddress, strftime(start, 64, format, &parts) > 0 else {
                return ""
            }
            return String(cString: start)
        }
    }

    /// Returns a moment as programs exchange it, in UTC: `2026-01-31T13:03:22Z`.
    ///
    /// - Parameter seconds: The moment in seconds since 1970.
    package static func utc(_ seconds: Double) -> String {
        var moment = time_t(exactly: seconds.rounded(.down)) ?? 0
        var parts = tm()
        gmtime_r(&moment, &parts)
        return text(parts, "%Y-%m-%dT%H:%M:%SZ")
    }
}
