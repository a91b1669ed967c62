/// What a parameter or an option takes: its name in a synopsis, its values, and how a text is
/// recognised as one of them.
public final class ValueType: Sendable {
    /// A value that completion offers and help lists.
    public struct Candidate: Sendable {
        /// The value as it is typed.
        public let value: String
        /// What it stands for, in a few words.
        public let summary: String

        /// Makes a candidate.
        public init(_ value: String, _ summary: String = "") {
            self.value = value
            self.summary = summary
        }
    }

    /// What a value refers to, for code that completes or checks it with the session at hand.
    public enum Role: Sendable {
        /// Nothing outside itself.
        case plain
        /// A job, or several: `%1`, `%name`, `all`, `1..4`.
        case job
        /// A reference of the reference set.
        case reference
        /// An image: a file, a URL, a data URI, or a job's picture.
        case image
        /// A file to read.
        case file
        /// A file or folder to write.
        case destination
        /// A file with a table.
        case table
        /// A name of the user's own choice.
        case newName
        /// A setting.
        case setting
        /// A value of the setting that the previous word names.
        case settingValue
        /// A command or a topic of the help.
        case topic
    }

    /// Its name in a synopsis: `RATIO`.
    public let placeholder: String
    /// What a value refers to.
    public let role: Role
    /// What a valid value looks like, for a diagnostic: `a whole number from 1 to 64`.
    public let expectation: String
    /// The values in short, if they cannot be listed: `1 to 64`. Nil if any text is a value.
    public let range: String?
    /// The values, if they can be listed.
    public let candidates: [Candidate]
    private let accepts: @Sendable (String) -> Bool
    private let advises: @Sendable (String) -> String?

    /// Makes a type.
    ///
    /// - Parameters:
    ///   - advice: What to write instead of a text that is not a value of the type, but that another tool
    ///     accepts.
    ///   - accepts: Whether a text is a value of the type.
    public init(
        _ placeholder: String, role: Role = .plain, expecting expectation: String,
        range: String? = nil, candidates: [Candidate] = [],
        advice: @escaping @Sendable (String) -> String? = { _ in nil },
        accepts: @escaping @Sendable (String) -> Bool
    ) {
        self.placeholder = placeholder
        self.role = role
        self.expectation = expectation
        self.range = range
        self.candidates = candidates
        self.accepts = accepts
        advises = advice
    }

    /// Whether a text is a value of this type.
    public func isValid(_ text: String) -> Bool { accepts(text) }

    /// Returns what to write instead of a text that is not a value of this type; `nil` if it is not known what
    /// was meant.
    public func advice(on text: String) -> String? { advises(text) }
}

extension ValueType {
    /// Returns the type of any text but the empty one.
    public static func text(_ placeholder: String, role: Role = .plain) -> ValueType {
        ValueType(placeholder, role: role, expecting: "some text") { !$0.isEmpty }
    }

    /// Returns the type of one of a few words.
    public static func choice(
        _ placeholder: String, role: Role = .plain, _ candidates: [Candidate],
        advice: @escaping @Sendable (String) -> String? = { _ in nil }
    ) -> ValueType {
        // So few that comparing them all is quicker than hashing one.
        let values = candidates.map(\.value)
        return ValueType(
            placeholder, role: role,
            expecting: "one of " + candidates.map(\.value).joined(separator: ", "),
            candidates: candidates, advice: advice
        ) { text in
            let length = text.utf8.count
            return values.contains { $0.utf8.count == length && $0 == text }
        }
    }

    /// Returns the type of a whole number within bounds.
    public static func integer(_ placeholder: String, in bounds: ClosedRange<Int>) -> ValueType {
        ValueType(
            placeholder,
            expecting: "a whole number from \(bounds.lowerBound) to \(bounds.upperBound)",
            // A bound that only excludes nonsense is not worth mentioning.
            range: bounds.upperBound < 10_000
                ? "\(bounds.lowerBound) to \(bounds.upperBound)" : nil
        ) { text in
            Int(text).map { bounds.contains($0) && !text.hasPrefix("+") } ?? false
        }
    }

    /// Returns the type of a length of time within bounds.
    public static func duration(
        _ placeholder: String, in bounds: ClosedRange<Duration>
    ) -> ValueType {
        let range =
            "\(DurationText.format(bounds.lowerBound)) to \(DurationText.format(bounds.upperBound))"
        return ValueType(
            placeholder, expecting: "a time from \(range), such as 250ms, 4s or 3m", range: range
        ) { text in
            DurationText.parse(text).map { bounds.contains($0) } ?? false
        }
    }

    /// Returns the type of a name of the user's own choice for a job or a reference.
    public static func newName(of what: String) -> ValueType {
        ValueType("NAME", role: .newName, expecting: Name.rule(for: what)) { Name.isLabel($0) }
    }
}
