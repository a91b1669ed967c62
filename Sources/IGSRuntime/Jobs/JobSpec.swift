package import IGSScript

/// The ways to name jobs in a command: `%1`, `%name`, `%last`, `all`, `failed`, `1..4`.
package enum JobSpec: Hashable, Sendable {
    case number(Int)
    case numbers(ClosedRange<Int>)
    case name(String)
    case last
    case all
    case failed

    /// Reads a spec; a leading `%` is optional.
    package init?(_ text: String) {
        let text = text.hasPrefix("%") ? String(text.dropFirst()) : text
        switch text {
        case "last": self = .last
        case "all": self = .all
        case "failed": self = .failed
        default:
            if let number = Self.number(text[...]) {
                self = .number(number)
            } else if let range = Self.range(text) {
                self = .numbers(range)
            } else if Name.isLabel(text) {
                self = .name(text)
            } else {
                return nil
            }
        }
    }

    private static func range(_ text: String) -> ClosedRange<Int>? {
        guard let first = text.firstIndex(of: "."), text[first...].hasPrefix("..") else {
            return nil
        }
        var upper = text[first...].dropFirst(2)
        if upper.first == "%" { upper = upper.dropFirst() }
        guard let low = number(text[..<first]), let high = number(upper), low <= high else {
            return nil
        }
        return low...high
    }

    private static func number(_ text: Substring) -> Int? {
        guard let number = Int(text), number >= 1, number <= 1_000_000_000,
            text.utf8.first != UInt8(ascii: "+")
        else { return nil }
        return number
    }
}

extension ValueType {
    /// The ways to name jobs, for messages.
    private static let jobs = "%1, %name, %last, all, failed or 1..4"

    /// One or more jobs: `%1`, `%name`, `%last`, `all`, `failed`, `1..4`.
    package static let job = ValueType(
        "JOB", role: .job,
        expecting: "a job: \(jobs)", range: jobs
    ) { JobSpec($0) != nil }
}
