import IGSRandom
package import IGSScript

/// Makes random programs that a grammar derives.
///
/// Wherever a rule leaves a choice, the generator picks one. What the rule demands of the text around a position (`&A`,
/// `!A`) is checked once that text exists, and text that does not meet the demand is made again.
package struct ProgramGenerator {
    /// A program, and its comments in order.
    package struct Program: Sendable {
        /// Its text.
        package let text: String
        /// The numbers of its comments: each reads `# note N` or `#note N`.
        package let comments: [Int]
    }

    /// What a rule demands of the text around a position.
    fileprivate struct Demand {
        let pattern: Grammar.Pattern
        let offset: Int
        let rule: Int
        let place: GrammarMatcher.Surroundings
        /// Where the text that the pattern derives must end; `nil`: anywhere.
        var end: Int?

        /// The offset that the text must pass before the demand can be checked.
        var reach: Int { end ?? offset }

        /// Whether the text from an offset on is enough to decide.
        func mayBeMet(from start: Int) -> Bool {
            if case .wording = pattern { rule >= start } else { true }
        }

        func isMet(by matcher: inout GrammarMatcher, from start: Int) -> Bool {
            let rule = max(0, rule - start)
            let ends = matcher.ends(of: pattern, at: offset - start, rule: rule, place)
            return end.map { ends.contains($0 - start) } ?? !ends.isEmpty
        }
    }

    fileprivate struct Mark {
        let text: Int
        let demands: Int
        let comments: Int
    }

    private let grammar: Grammar
    private let words: GrammarWords
    /// The minimum depth of a derivation of each rule.
    private let depths: [Int]
    /// Whether each rule only looks at the text around a position.
    private let takesNothing: [Bool]
    private var numbers: SeededRandom

    private var text: [Unicode.Scalar] = []
    private var demands: [Demand] = []
    /// How many of the demands are known to be met, whatever follows.
    private var settled = 0
    private var comments: [Int] = []
    private var statementCount = 0
    private var blockDepth = 0
    private var ruleDepth = 0
    private var attempts = 0

    /// The most statements of a program, approximately.
    private static let maximumStatementCount = 12
    private static let maximumBlockDepth = 4
    private static let maximumRuleDepth = 11
    /// The most attempts before a program is given up.
    private static let maximumAttempts = 1_000

    /// Creates a generator.
    ///
    /// - Parameter seed: The same seed gives the same programs.
    package init(_ grammar: Grammar, vocabulary: Vocabulary, seed: UInt64) {
        self.grammar = grammar
        words = GrammarWords(vocabulary)
        numbers = SeededRandom(seed: seed)
        depths = Self.depths(of: grammar)
        takesNothing = grammar.rules.map { Self.takesNothing($0, grammar) }
    }

    /// Returns the next program.
    package mutating func next() -> Program {
        while true {
            (text, demands, comments) = ([], [], [])
            (settled, statementCount, blockDepth, attempts) = (0, 0, 0, 0)
            if add(rule: grammar.index(of: "Script") ?? 0, .init()), areMet() {
                let text = String(String.UnicodeScalarView(text))
                return Program(text: text, comments: comments)
            }
        }
    }
}

// MARK: - Patterns

private extension ProgramGenerator {
    /// Adds something that a pattern derives; returns `false` if nothing was found that may stand here.
    mutating func add(
        _ pattern: Grammar.Pattern, rule: Int, _ place: GrammarMatcher.Surroundings
    ) -> Bool {
        if takesNothing(pattern) {
            demands.append(Demand(pattern: pattern, offset: text.count, rule: rule, place: place))
            return true
        }
        switch pattern {
        case .text(let scalars): text += scalars
        case .oneOf(let scalars):
            guard let scalar = scalar(of: scalars) else { return false }
            text.append(scalar)
        case .sequence(let parts):
            for part in parts where !add(part, rule: rule, place) { return false }
        case .choice(let parts):
            let isSpent = isSpent
            let least = max(3, parts.map { depth(of: $0) }.min() ?? 0)
            let open = parts.filter { !isSpent || depth(of: $0) <= least }.shuffled(using: &numbers)
            let mark = mark
            for part in open {
                if add(part, rule: rule, place) { return true }
                restore(mark)
            }
            return false
        case .optional(let part):
            let mark = mark
            if chance(isSpent ? 5 : 45), !add(part, rule: rule, place) { restore(mark) }
        case .many(let part, let least):
            for _ in 0..<least where !addChecked(part, rule: rule, place) { return false }
            while chance(isSpent ? 5 : ruleDepth == 1 ? 85 : 35) {
                let mark = mark
                if !addChecked(part, rule: rule, place) {
                    restore(mark)
                    break
                }
            }
        case .rule(let rule): return add(rule: rule, place)
        case .wording(.commandName):
            guard let command = words.commands.randomElement(using: &numbers) else { return false }
            for (index, word) in command.enumerated() {
                if index > 0 { text.append(" ") }
                text += word
            }
        case .wording(.insideParentheses): return place.isInParentheses
        case .ahead, .wording: break
        }
        return true
    }

    mutating func add(rule: Int, _ place: GrammarMatcher.Surroundings) -> Bool {
        let start = text.count
        let name = grammar.names[rule]
        switch name {
        case "Comment":
            let number = comments.count + 1
            comments.append(number)
            text += Array((chance(75) ? "# note \(number)" : "#note \(number)").unicodeScalars)
            demands.append(
                Demand(
                    pattern: .rule(rule), offset: start, rule: start, place: place, end: text.count)
            )
            return true
        case "Word" where chance(60), "Operand" where chance(70) || isExpected("%"),
            "Element" where chance(60):
            // The rules allow words of any characters; these are words as people write them.
            let words = isExpected("%") ? ["%day", "%1", "%$x"] : Self.usualWords
            text += Array((words.randomElement(using: &numbers) ?? "a").unicodeScalars)
            demands.append(
                Demand(
                    pattern: .rule(rule), offset: start, rule: start, place: place, end: text.count)
            )
            return true
        case "Gap" where chance(85), "Space" where chance(90):
            text.append(" ")
            return true
        case "Newline" where chance(95):
            text += chance(85) ? ["\n"] : ["\r", "\n"]
            return true
        case "Filling" where !text.isEmpty && chance(90):
            let line = Self.usualLineEnds.randomElement(using: &numbers) ?? "\n"
            text += Array(line.unicodeScalars)
        case "Statement":
            statementCount += 1
        case "Group":
            guard chance(40) else { return false }
        case "Block":
            guard blockDepth < Self.maximumBlockDepth else { return false }
            blockDepth += 1
        default: break
        }
        ruleDepth += 1
        defer {
            ruleDepth -= 1
            if name == "Block" { blockDepth -= 1 }
        }
        return add(grammar.rules[rule], rule: start, place.inside(name))
    }

    /// Adds what a pattern derives, again and again until the demands so far are met.
    mutating func addChecked(
        _ part: Grammar.Pattern, rule: Int, _ place: GrammarMatcher.Surroundings
    ) -> Bool {
        let mark = mark
        for _ in 0..<8 where attempts < Self.maximumAttempts {
            attempts += 1
            if add(part, rule: rule, place), areMet(from: mark.text) { return true }
            restore(mark)
        }
        return false
    }

    /// Whether the text from an offset on meets the demands; those that look at what follows the text so far are left
    /// for later.
    mutating func areMet(from start: Int) -> Bool {
        var first = demands.count
        while first > settled, demands[first - 1].reach >= start { first -= 1 }
        let open = demands[first...].filter { $0.reach < text.count && $0.mayBeMet(from: start) }
        guard let start = open.map(\.offset).min() else { return true }
        let rest = Array(text[start...])
        var beforeBlank = GrammarMatcher(grammar, words: words, text: rest + [" "])
        var beforeLetter = GrammarMatcher(grammar, words: words, text: rest + ["x"])
        for demand in open
        where !demand.isMet(by: &beforeBlank, from: start)
            && !demand.isMet(by: &beforeLetter, from: start)
        {
            return false
        }
        // No rule looks further ahead than three characters.
        if first == settled {
            while settled < demands.count, demands[settled].reach + 3 < text.count { settled += 1 }
        }
        return true
    }

    /// Whether the whole text meets all demands.
    func areMet() -> Bool {
        var matcher = GrammarMatcher(grammar, words: words, text: text)
        return demands.allSatisfy { $0.isMet(by: &matcher, from: 0) }
    }
}

// MARK: - Choices

private extension ProgramGenerator {
    static let usualWords = [
        "a", "castle", "16:9", "2K", "--as", "day", "$x", "\"$x, $y\"", "'it''s'", "it's", "%day",
        "1", "out/", "{name}-{ratio}.{ext}", "\"a b\"", "--quality=\"low\"", "%1", "\\#", "}x",
        "a;b",
        "${x:-none}", "${day.status}", "猫", "\"\"\"\n    a\n    b\n    \"\"\"", "1..4", "{", "[a",
        "size", "1536x864", "done", "a\\;b",
    ]

    static let usualLineEnds = ["\n", "\n", "\n  ", "\n\n\n", "; ", " ;\n", "\r\n", " "]

    static let usualScalars = Array(
        "abcxyzABC0123456789 abc \t\n\r$\\{}[]()\"'#;:=-_.,!<>%|&~/@é猫🦊".unicodeScalars)

    /// Whether the program is large enough: then what is open is closed as soon as possible.
    var isSpent: Bool {
        statementCount >= Self.maximumStatementCount || text.count > 1_500
            || ruleDepth > Self.maximumRuleDepth
    }

    var mark: Mark {
        Mark(text: text.count, demands: demands.count, comments: comments.count)
    }

    mutating func restore(_ mark: Mark) {
        text.removeLast(text.count - mark.text)
        demands.removeLast(demands.count - mark.demands)
        settled = min(settled, mark.demands)
        comments.removeLast(comments.count - mark.comments)
    }

    /// Whether a demand says that a text comes next.
    func isExpected(_ prefix: String) -> Bool {
        guard let demand = demands.last, demand.offset == text.count,
            case .ahead(.text(let scalars), isExpected: true) = demand.pattern
        else { return false }
        return scalars.elementsEqual(prefix.unicodeScalars)
    }

    mutating func chance(_ percent: Int) -> Bool {
        Int.random(in: 0..<100, using: &numbers) < percent
    }

    mutating func scalar(of scalars: Grammar.ScalarClass) -> Unicode.Scalar? {
        if scalars.isNegated || scalars.ranges.contains(where: { $0.upperBound.value > 0x7F }) {
            return Self.usualScalars.filter(scalars.contains).randomElement(using: &numbers)
        }
        let all = (UInt8(0)..<0x80).map { Unicode.Scalar($0) }.filter(scalars.contains)
        return all.randomElement(using: &numbers)
    }

    /// Whether a pattern only looks at the text around a position.
    func takesNothing(_ pattern: Grammar.Pattern) -> Bool {
        switch pattern {
        case .rule(let rule): takesNothing[rule]
        case .choice(let parts): parts.allSatisfy(takesNothing)
        default: Self.takesNothing(pattern, grammar)
        }
    }

    static func takesNothing(_ pattern: Grammar.Pattern, _ grammar: Grammar) -> Bool {
        switch pattern {
        case .ahead: true
        case .wording(let wording): wording != .commandName && wording != .insideParentheses
        case .sequence(let parts), .choice(let parts):
            parts.allSatisfy { takesNothing($0, grammar) }
        // In no rule is a choice that takes nothing recursive.
        case .rule(let rule): takesNothing(grammar.rules[rule], grammar)
        case .text, .oneOf, .optional, .many: false
        }
    }

    func depth(of pattern: Grammar.Pattern) -> Int { Self.depth(of: pattern, depths) }

    /// Returns the depth of the smallest derivation of each rule.
    static func depths(of grammar: Grammar) -> [Int] {
        var depths = grammar.rules.map { _ in 1_000 }
        var isDone = false
        while !isDone {
            isDone = true
            for (rule, pattern) in grammar.rules.enumerated() {
                let depth = depth(of: pattern, depths) + 1
                guard depth < depths[rule] else { continue }
                depths[rule] = depth
                isDone = false
            }
        }
        return depths
    }

    static func depth(of pattern: Grammar.Pattern, _ depths: [Int]) -> Int {
        switch pattern {
        case .text, .oneOf, .ahead, .wording, .optional: 0
        case .sequence(let parts): parts.map { depth(of: $0, depths) }.max() ?? 0
        case .choice(let parts): parts.map { depth(of: $0, depths) }.min() ?? 0
        case .many(let part, let least): least > 0 ? depth(of: part, depths) : 0
        case .rule(let rule): depths[rule]
        }
    }
}
