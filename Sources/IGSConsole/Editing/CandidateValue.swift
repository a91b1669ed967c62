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

    /// The candidate, quoted where it must be.
    ///
    /// A quote stays open where the word goes on.
    var candidate: Completion.Candidate {
        var insertion = value
        if Self.needsQuotes(value) {
            insertion = "\""
            for character in value {
                if "\"\\$".contains(character) { insertion.append("\\") }
                insertion.append(character)
            }
            if endsWord { insertion.append("\"") }
        }
        return .init(value: value, summary: summary, insertion: insertion, endsWord: endsWord)
    }

    private static func needsQuotes(_ text: String) -> Bool {
        guard let first = text.first, let last = text.last else { return true }
        return "\"'#[({".contains(first) || last == ";"
            || text.contains { $0.isWhitespace || "\\$\"".contains($0) }
    }
}
