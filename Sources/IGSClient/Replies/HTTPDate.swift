/// A date as HTTP writes it, in any of the three formats of RFC 9110, section 5.6.7.
struct HTTPDate: Hashable {
    /// The moment, from the year 1 to the year 9999.
    let secondsSince1970: Int

    /// Reads a date; nil for anything else, and for a day that the calendar does not have.
    init?(_ text: some StringProtocol) {
        let words = String(text).split(whereSeparator: { " ,-".contains($0) }).map(String.init)
        let (day, month, year, time): (String, String, String, String)
        switch words.count {
        // Sun, 06 Nov 1994 08:49:37 GMT, and Sunday, 06-Nov-94 08:49:37 GMT
        case 6 where words[5] == "GMT":
            (day, month, year, time) = (words[1], words[2], words[3], words[4])
        // Sun Nov  6 08:49:37 1994
        case 5:
            (day, month, year, time) = (words[2], words[1], words[4], words[3])
        default:
            return nil
        }
        guard let day = Self.number(day, 1...31), let year = Self.year(year),
            let month = Self.months.firstIndex(of: month).map({ $0 + 1 }),
            let days = Self.days(year, month, day), let seconds = Self.seconds(time)
        else { return nil }
        secondsSince1970 = days * 86_400 + seconds
    }
}

extension HTTPDate {
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private static func number(_ text: some StringProtocol, _ range: ClosedRange<Int>) -> Int? {
        guard text.utf8.count <= 4, text.utf8.allSatisfy(\.isDigit), let number = Int(text),
            range.contains(number)
        else { return nil }
        return number
    }

    /// Returns the year that two digits stand for: one from 1970 to 2069.
    private static func year(_ text: String) -> Int? {
        guard let number = number(text, 0...9999) else { return nil }
        switch text.utf8.count {
        case 2: return number + (number < 70 ? 2000 : 1900)
        case 4 where number > 0: return number
        default: return nil
        }
    }

    /// Reads a time such as `08:49:37`; a leap second counts as a second.
    private static func seconds(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3, parts.allSatisfy({ $0.utf8.count == 2 }),
            let hour = number(parts[0], 0...23), let minute = number(parts[1], 0...59),
            let second = number(parts[2], 0...60)
        else { return nil }
        return hour * 3600 + minute * 60 + second
    }

    /// Returns the days from 1970-01-01 to a day of the Gregorian calendar; nil if the month is
    /// shorter.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int? {
        let isLeapYear = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, isLeapYear ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard day <= lengths[month - 1] else { return nil }
        let before = year - 1
        let sinceYear1 = before * 365 + before / 4 - before / 100 + before / 400
        return sinceYear1 + lengths[..<(month - 1)].reduce(0, +) + day - 1 - 719_162
    }
}
