/// Finds out whether a grammar derives a text, by trying everything and remembering the results.
struct GrammarMatcher {
    /// What surrounds a position: a rule changes it for what it derives.
    struct Surroundings {
        var isInBlock = false
        var isInParentheses = false

        /// Returns the surroundings of what a rule derives.
        func inside(_ rule: String) -> Surroundings {
            switch rule {
            case "Block": Surroundings(isInBlock: true)
            case "Group": Surroundings(isInBlock: isInBlock, isInParentheses: true)
            default: self
            }
        }

        fileprivate var number: Int { (isInBlock ? 1 : 0) + (isInParentheses ? 2 : 0) }
    }

    private let grammar: Grammar
    private let words: GrammarWords
    private let text: [Unicode.Scalar]
    /// The known results for each rule at each position.
    private var known: [Int: [Int]] = [:]

    init(_ grammar: Grammar, words: GrammarWords, text: [Unicode.Scalar]) {
        self.grammar = grammar
        self.words = words
        self.text = text
    }

    /// Returns where the text that a pattern derives from an offset on may end.
    ///
    /// - Parameter start: Where the rule that contains the pattern starts.
    mutating func ends(
        of pattern: Grammar.Pattern, at offset: Int, rule start: Int, _ place: Surroundings
    ) -> [Int] {
        switch pattern {
        case .text(let scalars):
            text[offset...].starts(with: scalars) ? [offset + scalars.count] : []
        case .oneOf(let scalars):
            offset < text.count && scalars.contains(text[offset]) ? [offset + 1] : []
        case .sequence(let parts): ends(ofSequence: parts, at: offset, rule: start, place)
        case .choice(let parts):
            merged(parts.map { ends(of: $0, at: offset, rule: start, place) })
        case .optional(let part):
            merged([[offset], ends(of: part, at: offset, rule: start, place)])
        case .many(let part, let least):
            ends(ofMany: part, atLeast: least, at: offset, rule: start, place)
        case .ahead(let part, let isExpected):
            ends(of: part, at: offset, rule: start, place).isEmpty != isExpected ? [offset] : []
        case .rule(let rule): ends(ofRule: rule, at: offset, place)
        case .wording(let wording):
            words.ends(of: wording, in: text, at: offset, rule: start, place)
        }
    }

    /// Returns where the text that a rule derives from an offset on may end.
    mutating func ends(ofRule rule: Int, at offset: Int, _ place: Surroundings) -> [Int] {
        let key = (offset * grammar.names.count + rule) * 4 + place.number
        if let ends = known[key] { return ends }
        let ends = ends(
            of: grammar.rules[rule], at: offset, rule: offset, place.inside(grammar.names[rule]))
        known[key] = ends
        return ends
    }

    private mutating func ends(
        ofSequence parts: [Grammar.Pattern], at offset: Int, rule start: Int, _ place: Surroundings
    ) -> [Int] {
        var offsets = [offset]
        for part in parts where !offsets.isEmpty {
            offsets = union(of: part, at: offsets, rule: start, place)
        }
        return offsets
    }

    private mutating func ends(
        ofMany part: Grammar.Pattern, atLeast least: Int, at offset: Int, rule start: Int,
        _ place: Surroundings
    ) -> [Int] {
        var all: Set<Int> = least == 0 ? [offset] : []
        var last = [offset]
        while !last.isEmpty {
            last = union(of: part, at: last, rule: start, place).filter { all.insert($0).inserted }
        }
        return all.sorted()
    }

    private mutating func union(
        of part: Grammar.Pattern, at offsets: [Int], rule start: Int, _ place: Surroundings
    ) -> [Int] {
        if offsets.count == 1 { return ends(of: part, at: offsets[0], rule: start, place) }
        return merged(offsets.map { ends(of: part, at: $0, rule: start, place) })
    }

    private func merged(_ lists: [[Int]]) -> [Int] {
        let lists = lists.filter { !$0.isEmpty }
        return lists.count > 1 ? Set(lists.joined()).sorted() : lists.first ?? []
    }
}

extension Grammar {
    /// Whether a text is a script.
    package func derives(_ text: String, words: GrammarWords) -> Bool {
        let scalars = Array(text.unicodeScalars)
        var matcher = GrammarMatcher(self, words: words, text: scalars)
        guard let script = index(of: "Script") else { return false }
        return matcher.ends(ofRule: script, at: 0, .init()).contains(scalars.count)
    }
}
