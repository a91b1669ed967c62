/// Parses conditions: comparisons and states of jobs, with `not` before `and` before `or`.
extension Parser {
    /// Parses the condition of an `if` or an `expect`.
    mutating func parseCondition(after construct: String) -> Condition? {
        openParentheses = 0
        return parseDisjunction(after: "'\(construct)'", level: 0)
    }

    private mutating func parseDisjunction(after construct: String, level: Int) -> Condition? {
        guard var left = parseConjunction(after: construct, level: level) else { return nil }
        var level = level
        while skipOperator("or") {
            level += 1
            guard let right = parseConjunction(after: "'or'", level: level) else { return nil }
            left = .or(left, right)
        }
        return left
    }

    private mutating func parseConjunction(after construct: String, level: Int) -> Condition? {
        guard var left = parseNegation(after: construct, level: level) else { return nil }
        var level = level
        while skipOperator("and") {
            level += 1
            guard let right = parseNegation(after: "'and'", level: level) else { return nil }
            left = .and(left, right)
        }
        return left
    }

    private mutating func parseNegation(after construct: String, level: Int) -> Condition? {
        skipBlanks()
        guard level <= Self.maximumDepth else {
            let start = lexer.position
            lexer.report(
                SyntaxMessages.nestedTooDeeply(limit: Self.maximumDepth), SourceRange(start, start))
            lexer.stop()
            return nil
        }
        let start = lexer.position
        if skip("not") {
            guard let condition = parseNegation(after: "'not'", level: level + 1) else {
                return nil
            }
            return .not(condition, range: SourceRange(start, condition.range.upperBound))
        }
        if lexer.current == .openParenthesis {
            lexer.position += 1
            openParentheses += 1
            guard let condition = parseDisjunction(after: "'('", level: level + 1) else {
                return nil
            }
            skipBlanks()
            guard lexer.current == .closeParenthesis else {
                if lexer.isAtEnd { isOpen = true }
                report(expected: ")", after: "the condition")
                return nil
            }
            lexer.position += 1
            openParentheses -= 1
            return .group(condition, range: SourceRange(start, lexer.position))
        }
        return parseTest(after: construct)
    }

    private mutating func parseTest(after construct: String) -> Condition? {
        guard let left = parseOperand(expecting: "a condition", after: construct) else {
            return nil
        }
        switch left.bare {
        case "defined": return parseDefined(left)
        case "count": return parseCount(left)
        case "exists":
            guard let path = parseOperand(expecting: "a file", after: "'exists'") else {
                return nil
            }
            return .exists(path, range: left.range.union(path.range))
        default: break
        }
        if let comparison = parseComparison() {
            guard
                let right = parseOperand(
                    expecting: "a value", after: "'\(comparison.rawValue)'")
            else { return nil }
            return .comparison(left, comparison, right)
        }
        guard left.quote == nil, lexer.bytes[left.range.lowerBound] == .percent else {
            report(
                expected: Self.operators, after: "'\(lexer.file.shortText(in: left.range))'")
            return nil
        }
        return parseJobTest(left)
    }

    private static let operators = "==, !=, <, <=, >, >= or contains"

    /// Parses what follows `defined`: a job, or a name.
    private mutating func parseDefined(_ keyword: Word) -> Condition? {
        guard let word = parseOperand(expecting: "a name or a job", after: "'defined'") else {
            return nil
        }
        let range = keyword.range.union(word.range)
        if word.namesJobs { return .definedJob(word, range: range) }
        let name = NamedRange(
            name: word.literal ?? lexer.file.text(in: word.range), range: word.range)
        return .defined(name, range: range)
    }

    /// Parses what follows `count`: jobs, and the comparison of their number.
    private mutating func parseCount(_ keyword: Word) -> Condition? {
        guard let jobs = parseOperand(expecting: "jobs", after: "'count'") else { return nil }
        guard let comparison = parseComparison() else {
            report(
                expected: Self.operators,
                after: "'count \(lexer.file.shortText(in: jobs.range))'")
            return nil
        }
        guard let value = parseOperand(expecting: "a number", after: "'\(comparison.rawValue)'")
        else { return nil }
        return .count(
            jobs: jobs, comparison, value, range: keyword.range.union(value.range))
    }

    /// Parses what follows a job: a state, or a field and its value.
    private mutating func parseJobTest(_ job: Word) -> Condition? {
        guard
            let word = parseOperand(
                expecting: "a state or a field", after: "'\(lexer.file.shortText(in: job.range))'")
        else { return nil }
        let field = NamedRange(
            name: word.literal ?? lexer.file.text(in: word.range), range: word.range)
        if let comparison = parseComparison() {
            guard
                let value = parseOperand(
                    expecting: "a value", after: "'\(comparison.rawValue)'")
            else { return nil }
            return .field(job: job, field: field, comparison, value)
        }
        skipBlanks()
        if isAtEndOfOperands {
            return .state(job: job, state: field)
        }
        let value = parseWord(.condition)
        return .field(job: job, field: field, .equal, value)
    }

    private mutating func parseOperand(
        expecting what: String, after construct: String
    ) -> Word? {
        skipBlanks()
        guard !isAtEndOfOperands else {
            if lexer.isAtEnd, openParentheses > 0 { isOpen = true }
            report(expected: what, after: construct)
            return nil
        }
        let start = lexer.position
        let word = parseWord(.condition)
        guard word.range.count > 0 else {
            lexer.position = start
            report(expected: what, after: construct)
            return nil
        }
        return word
    }

    /// Whether no operand starts here.
    private var isAtEndOfOperands: Bool {
        isAtEndOfStatement || lexer.cursor.isAtBlock
            || lexer.current == .closeParenthesis || isAt("and") || isAt("or") || isAt("else")
    }

    private mutating func parseComparison() -> Condition.Operator? {
        skipBlanks()
        let next = lexer.byte(lexer.position + 1)
        let comparison: Condition.Operator? =
            switch lexer.current {
            case .equals where next == .equals: .equal
            case .exclamation where next == .equals: .notEqual
            case .less: next == .equals ? .lessOrEqual : .less
            case .greater: next == .equals ? .greaterOrEqual : .greater
            default: isAtContains ? .contains : nil
            }
        lexer.position += comparison?.rawValue.utf8.count ?? 0
        return comparison
    }

    private var isAtContains: Bool {
        lexer.cursor.isAt("contains")
            && lexer.cursor.isWordEnd(at: lexer.position + "contains".utf8.count, .condition)
    }

    private mutating func skipOperator(_ word: StaticString) -> Bool {
        skipBlanks()
        return skip(word)
    }

    private mutating func skip(_ word: StaticString) -> Bool {
        guard isAt(word) else { return false }
        lexer.position += word.utf8CodeUnitCount
        return true
    }

    /// Whether a word of the conditions' syntax starts here; a parenthesis or an operator ends it,
    /// too.
    private func isAt(_ word: StaticString) -> Bool {
        let end = lexer.position + word.utf8CodeUnitCount
        return lexer.cursor.isAt(word)
            && (lexer.byte(end) == .openParenthesis || lexer.cursor.isWordEnd(at: end, .condition))
    }

    /// Moves past blanks; inside parentheses past line endings and comments, too.
    private mutating func skipBlanks() {
        if openParentheses > 0 { lexer.skipToElement() } else { lexer.skipBlanks() }
    }
}
