/// What the word at the cursor can become.
struct Completion: Sendable, Equatable {
    /// One of the things that it can become.
    struct Candidate: Sendable, Equatable {
        /// What it is, as a list shows it.
        let value: String
        /// What it is, in a few words.
        let summary: String
        /// How it is typed, quotes included.
        let insertion: String
        /// Whether the word ends with it: a folder goes on.
        let endsWord: Bool
    }

    /// Where the word begins, in bytes of the text before the cursor.
    let start: Int
    let candidates: [Candidate]
    /// Whether the word begins with a quote.
    var isQuoted = false

    /// What can be typed without a choice; nil where the candidates have nothing in common.
    ///
    /// What must be quoted for one of them is so for all, and the quote stays open.
    var insertion: String? {
        guard let first = candidates.first else { return nil }
        if candidates.count == 1 { return first.insertion + (first.endsWord ? " " : "") }
        let common = Self.commonBeginning(of: candidates.map(\.value))
        if common.isEmpty { return nil }
        let isBare = !isQuoted && candidates.allSatisfy { $0.insertion == $0.value }
        return isBare ? common : CandidateValue.quoted(common)
    }

    /// The whole characters that all values begin with, compared byte by byte: there may be very
    /// many.
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
