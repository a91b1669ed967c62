/// A value to complete to, before it is quoted.
struct CandidateValue {
    let value: String
    let summary: String
    let endsWord: Bool

    init(_ value: String, _ summary: String = "", endsWord: Bool = true) {
        (self.value, self.summary, self.endsWord) = (value, summary, endsWord)
    }

    func prefixed(_ prefix: String) -> CandidateValue {
        CandidateValue(prefix + value, summary, endsWord: endsWord)
    }

    /// The candidate, quoted if it must be.
    ///
    /// A quote stays open if the word goes on.
    var candidate: Completion.Candidate {
        var insertion = value
        if Self.needsQuotes(value) {
            insertion = Self.quoted(value) + (endsWord ? "\"" : "")
        }
        return .init(value: value, summary: summary, insertion: insertion, endsWord: endsWord)
    }

    /// Returns a value behind a quote, which is left open.
    static func quoted(_ value: String) -> String {
        var text = "\""
        for character in value {
            if "\"\\$".contains(character) { text.append("\\") }
            text.append(character)
        }
        return text
    }

    private static func needsQuotes(_ text: String) -> Bool {
        guard let first = text.utf8.first, let last = text.utf8.last else { return true }
        return "\"'#[({".utf8.contains(first) || last == UInt8(ascii: ";")
            || text.utf8.contains { $0 <= 0x20 || "\\$\"".utf8.contains($0) }
    }
}
