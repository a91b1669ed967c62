/// What the word at the cursor can be completed to.
struct Completion: Sendable, Equatable {
    /// One of the possible completions.
    struct Candidate: Sendable, Equatable {
        /// The value, as a list shows it.
        let value: String
        /// A short description.
        let summary: String
        /// How it is typed, quotes included.
        let insertion: String
        /// Whether the word ends with it. It does not end with a folder, which goes on.
        let endsWord: Bool
    }

    /// Where the word begins, in bytes of the text before the cursor.
    let start: Int
    let candidates: [Candidate]
    /// Whether the word begins with a quote.
    var isQuoted = false

    /// What can be typed without a choice; nil if the candidates have nothing in common.
    ///
    /// If one of them must be quoted, all are, and the quote stays open.
    var insertion: String? {
        guard let first = candidates.first else { return nil }
        if candidates.count == 1 { return first.insertion + (first.endsWord ? " " : "") }
        let common = Self.commonBeginning(of: candidates.map(\.value))
        if common.isEmpty { return nil }
        let isBare = !isQuoted && candidates.allSatisfy { $0.insertion == $0.value }
        return isBare ? common : CandidateValue.quoted(common)
    }

    /// Returns the whole characters that all values begin with. They are compared byte by byte,
    /// since there may be very many values.
    private static func commonBeginning(of values: [String]) -> String {
        guard let first = values.first else { return "" }
        var common = first.utf8[...]
        for value in values.dropFirst() {
            common = common.prefix(zip(common, value.utf8).prefix { $0 == $1 }.count)
        }
        let end = first.indices.last { $0 <= common.endIndex } ?? first.startIndex
        return common.endIndex == first.endIndex ? first : String(first[..<end])
    }
}
