import FoundationEssentials

/// The written grammar of the language, as the article `Grammar` in IGSScript's documentation has it.
package struct Grammar: Sendable {
    /// What a rule derives.
    package indirect enum Pattern: Sendable {
        case text([Unicode.Scalar])
        case oneOf(ScalarClass)
        case sequence([Pattern])
        case choice([Pattern])
        case optional(Pattern)
        case many(Pattern, atLeast: Int)
        /// `&A` or `!A`.
        case ahead(Pattern, isExpected: Bool)
        /// A rule, by its index in ``Grammar/names``.
        case rule(Int)
        /// What the grammar says in words; see ``Wording``.
        case wording(Wording)
    }

    /// Some characters.
    package struct ScalarClass: Sendable {
        let ranges: [ClosedRange<Unicode.Scalar>]
        let isNegated: Bool

        func contains(_ scalar: Unicode.Scalar) -> Bool {
            ranges.contains { $0.contains(scalar) } != isNegated
        }
    }

    /// What the grammar says in words.
    package enum Wording: String, CaseIterable, Sendable {
        case commandName = "the name of a command"
        case taken = "a word of igs"
        case distinctParameters = "no parameter is named twice"
        case insideBlock = "inside a block"
        case insideParentheses = "inside parentheses"
        case ofSomeLength = "of at most 64 characters"
        case indented = "its lines are indented, and its expansions free of its mark"
    }

    /// The names of the rules.
    package let names: [String]
    /// What they derive, in the same order.
    package let rules: [Pattern]

    /// Reads the grammar of the documentation.
    package static func ofTheDocumentation() throws -> Grammar {
        let path = SourceTree.path("Sources/IGSScript/IGSScript.docc/Grammar.md")
        return try Grammar(article: String(contentsOfFile: path, encoding: .utf8))
    }

    /// Reads the rules in the `ebnf` listings of an article.
    package init(article: String) throws(GrammarError) {
        let parts = article.components(separatedBy: "```")
        let listings = parts.filter { $0.hasPrefix("ebnf\n") }.map { $0.dropFirst(5) }
        var reader = GrammarReader(listings.joined(separator: "\n"))
        (names, rules) = try reader.rules()
    }

    /// Returns the index of a rule.
    func index(of name: String) -> Int? { names.firstIndex(of: name) }
}

/// Why a grammar cannot be read.
package struct GrammarError: Error {
    /// What is wrong.
    package let message: String
}
