/// A bare word that looks like a range or a list in another language: `1...3`, `1..=3`, `0..`,
/// `{1..3}`, `1,2,3`. Taken literally, a loop over it would run once.
package struct RangeHabit {
    /// What to write instead; nil if igs has nothing for it.
    let replacement: String?
    /// Why it is not a range.
    let reason: String

    /// Where the word occurs.
    package enum Place {
        /// It is the only value of a `for`.
        case loop
        /// It is the value of a variable or of a call.
        case value
        /// It is one element of a list.
        case element
    }

    /// The longest word to examine, in bytes.
    static let maximumLength = 100

    /// Recognises a word by its source text; nil for any other word.
    ///
    /// Text that only a loop makes suspicious, such as `1-3`, is ordinary text elsewhere.
    package init?(_ text: String, in place: Place) {
        guard text.utf8.count <= Self.maximumLength else { return nil }
        guard let found = Self.dotted(text, place) ?? (place == .loop ? Self.looped(text) : nil)
        else { return nil }
        (replacement, reason) = found
    }

    private typealias Finding = (replacement: String?, reason: String)

    /// Reads two ends with something like `..` between them.
    private static func dotted(_ text: String, _ place: Place) -> Finding? {
        guard text.contains("..") else { return nil }
        let end = #/-?[0-9]+(?:\.[0-9]+)?|\$[A-Za-z_][A-Za-z0-9_]*|\$\{[^}]*\}/#
        guard let first = text.prefixMatch(of: end)?.output else {
            let rest = text.drop { $0 == "." }
            return rest.wholeMatch(of: end) == nil
                ? nil : (nil, "a range has two ends: 1..4")
        }
        let rest = text[first.endIndex...]
        let marks = rest.prefix { ".=<".contains($0) }
        guard marks.hasPrefix("..") else { return nil }
        let last = rest[marks.endIndex...]
        if last.isEmpty { return (nil, "a range has two ends: 1..4") }
        guard last.wholeMatch(of: end) != nil else {
            return last.contains("..") && last.prefixMatch(of: end) != nil
                ? (nil, "a range counts by one; a list names its elements: [1 3 5]") : nil
        }
        let ends = [first, last]
        if ends.contains(where: { $0.first != "$" && $0.contains(".") }) {
            return (nil, "the ends of a range are whole numbers: 1..4")
        }
        switch marks {
        case "..":
            // On its own, outside a list, it is a range.
            guard place == .element else { return nil }
            return ("\(first)..\(last)", "a range stands alone, without brackets: 1..4")
        case "..<":
            let bound = Int(last).map { $0.subtractingReportingOverflow(1) }
            let isKnown = bound.map { !$0.overflow } ?? false
            return (
                isKnown ? bound.map { "\(first)..\($0.partialValue)" } : nil,
                "a range includes both of its ends: 1..4"
            )
        default: return ("\(first)..\(last)", "a range is two whole numbers and two dots: 1..4")
        }
    }

    private static func looped(_ text: String) -> Finding? {
        if let match = text.wholeMatch(of: #/\{(-?[0-9]+)\.\.+(-?[0-9]+)\}/#) {
            return ("\(match.1)..\(match.2)", "a range has no braces: 1..4")
        }
        if let match = text.wholeMatch(of: #/(-?[0-9]+)[-–—~](-?[0-9]+)/#) {
            return ("\(match.1)..\(match.2)", "a range is two whole numbers and two dots: 1..4")
        }
        if text.wholeMatch(of: #/range\([0-9, -]*\)/#) != nil {
            return (nil, "a range is two whole numbers and two dots: 1..4")
        }
        if text.wholeMatch(of: #/[A-Za-z]\.\.+[A-Za-z]/#) != nil {
            return (
                nil, "the ends of a range are whole numbers; a list names its elements: [a b c]"
            )
        }
        let bare = text.first == "{" && text.last == "}" ? text.dropFirst().dropLast() : text[...]
        let words = bare.split(separator: ",", omittingEmptySubsequences: false)
        if words.count > 1, !words.contains(where: \.isEmpty) {
            return (
                "[\(words.joined(separator: " "))]", "blanks separate the words of a list: [a b c]"
            )
        }
        return nil
    }
}
