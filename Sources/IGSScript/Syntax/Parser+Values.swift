/// Parses variables, and what gives them values.
extension Parser {
    mutating func parseLet(_ keyword: SourceRange) -> Statement {
        guard let variable = parseName(of: "variable", after: "'let'") else {
            return skipStatement(from: keyword)
        }
        lexer.skipBlanks()
        let adds = lexer.current == .plus && lexer.byte(lexer.position + 1) == .equals
        if adds { lexer.position += 1 }
        guard expectEquals(after: "let \(variable.name)"),
            let value = parseExpression(
                after: "let \(variable.name) \(adds ? "+=" : "=")", isNumber: adds),
            endsStatement(after: "let", value)
        else { return skipStatement(from: keyword, defining: [variable]) }
        return .binding(
            BindingStatement(
                variable: variable, value: value, adds: adds, range: keyword.union(value.range)))
    }

    mutating func parseParam(_ keyword: SourceRange) -> Statement {
        guard let variable = parseName(of: "variable", after: "'param'") else {
            return skipStatement(from: keyword)
        }
        parameterCount += 1
        if parameterCount > Self.maximumParameterCount {
            lexer.report(
                SyntaxMessages.tooManyParameters(limit: Self.maximumParameterCount), keyword)
            lexer.stop()
        }
        var range = keyword.union(variable.range)
        lexer.skipBlanks()
        var summary: Word?
        if let quote = lexer.cursor.quote(at: lexer.position) {
            let word = parseQuotedText(quote)
            summary = word
            range = range.union(word.range)
            lexer.skipBlanks()
        }
        var fallback: Expression?
        if lexer.current == .equals {
            lexer.position += 1
            guard let value = parseExpression(after: "param \(variable.name) =") else {
                return skipStatement(from: keyword, defining: [variable])
            }
            fallback = value
            range = range.union(value.range)
        }
        guard endsStatement(after: "param", fallback) else {
            return skipStatement(from: keyword, defining: [variable])
        }
        return .parameter(
            ParameterStatement(
                variable: variable, summary: summary, fallback: fallback, range: range))
    }

    /// Reads a name that the script gives.
    ///
    /// - Parameter what: `variable`, or what else it names; only variables have no `-`.
    mutating func parseName(of what: String, after construct: String) -> NamedRange? {
        lexer.skipBlanks()
        let start = lexer.position
        guard !isAtEndOfStatement, !lexer.cursor.isAtBlock else {
            report(expected: "a name", after: construct)
            return nil
        }
        let isVariable = what == "variable"
        while Name.continuesVariable(lexer.current) || (!isVariable && lexer.current == .dash) {
            lexer.position += 1
        }
        let range = SourceRange(start, lexer.position)
        let text = lexer.file.text(in: range)
        if isVariable ? Name.isVariable(text) : Name.isLabel(text),
            lexer.current == .equals || isVariable && lexer.cursor.isAt("+=")
                || lexer.cursor.isWordEnd(at: lexer.position)
        {
            return NamedRange(name: text, range: range)
        }
        lexer.position = start
        let word = parseWord()
        lexer.report(
            SyntaxMessages.badName(lexer.file.text(in: word.range), of: what), word.range)
        return nil
    }

    mutating func expectEquals(after construct: String) -> Bool {
        lexer.skipBlanks()
        guard lexer.current == .equals else {
            report(expected: "=", after: "'\(construct)'")
            return false
        }
        lexer.position += 1
        return true
    }

    /// Parses the value that a construct demands.
    ///
    /// - Parameter isNumber: Whether it is one word.
    mutating func parseExpression(after construct: String, isNumber: Bool = false) -> Expression? {
        lexer.skipBlanks()
        guard !isAtEndOfStatement, !isNumber || lexer.current != .openBracket else {
            report(expected: isNumber ? "a number" : "a value", after: "'\(construct)'")
            return nil
        }
        return isNumber ? .word(parseWord()) : parseExpression()
    }

    /// Parses the value that starts here.
    ///
    /// - Returns: `nil` for a list that is never closed.
    mutating func parseExpression() -> Expression? {
        if lexer.current == .openBracket { return parseList() }
        let word = parseWord()
        return parseRange(word) ?? .word(word)
    }

    private mutating func parseList() -> Expression? {
        let start = lexer.position
        lexer.position += 1
        var elements: [Word] = []
        while true {
            lexer.skipToElement()
            if lexer.isAtEnd {
                if lexer.isWhole {
                    lexer.report(SyntaxMessages.unclosedList(), SourceRange(start, start + 1))
                    isOpen = true
                }
                return nil
            }
            if lexer.current == .closeBracket {
                lexer.position += 1
                warnOfCommas(in: elements)
                return .list(elements, range: SourceRange(start, lexer.position))
            }
            elements.append(parseWord(.list))
        }
    }

    /// Warns if words seem to be separated by commas, which belong to the words: once for a list.
    private mutating func warnOfCommas(in elements: [Word]) {
        let comma =
            elements.dropLast().first { word in
                word.quote == nil && lexer.bytes[word.range.upperBound - 1] == .comma
            }
            ?? elements.first { word in
                let bytes = lexer.bytes[word.range.lowerBound..<word.range.upperBound]
                guard bytes.count < 1_000, bytes.contains(.comma) else { return false }
                let text = lexer.file.text(in: word.range)
                // ["cat","dog"], and [cat,dog] alone.
                return text.contains("\",\"") || text.contains("','")
                    || elements.count == 1 && word.quote == nil && text.contains(",")
            }
        guard let comma else { return }
        lexer.report(SyntaxMessages.commaInList(), comma.range)
    }

    /// Returns the range that a bare word stands for if it is two bounds with `..` between them.
    private func parseRange(_ word: Word) -> Expression? {
        guard word.quote == nil, let first = parseBound(from: word.range.lowerBound, in: word)
        else {
            return nil
        }
        let dots = first.range.upperBound
        guard lexer.byte(dots) == .dot, lexer.byte(dots + 1) == .dot,
            let last = parseBound(from: dots + 2, in: word),
            last.range.upperBound == word.range.upperBound
        else { return nil }
        return .range(first, last, range: word.range)
    }

    /// Parses an end of a range: digits, with or without a `-` before them, or one expansion.
    private func parseBound(from start: Int, in word: Word) -> Word? {
        let digits = lexer.byte(start) == .dash ? start + 1 : start
        if lexer.byte(digits).isDigit, digits < word.range.upperBound {
            var end = digits
            while end < word.range.upperBound, lexer.byte(end).isDigit { end += 1 }
            let range = SourceRange(start, end)
            return Word(.literal(lexer.file.text(in: range)), range: range)
        }
        guard lexer.byte(start) == .dollar, start < word.range.upperBound else { return nil }
        var lexer = lexer
        lexer.position = start
        var builder = WordBuilder()
        lexer.readExpansion(into: &builder)
        let bound = builder.word(quote: nil, range: SourceRange(start, lexer.position))
        return bound.literal == nil ? bound : nil
    }

    /// Whether nothing but the end of the statement follows a value; moves past the rest.
    private mutating func endsStatement(after keyword: String, _ value: Expression?) -> Bool {
        lexer.skipBlanks()
        if isAtEndOfStatement { return true }
        let start = lexer.position
        let words = parseWords()
        let end = words.last?.range.upperBound ?? start
        var quoting: Diagnostic.Fix?
        if case .word(let word) = value, word.quote == nil, end - word.range.lowerBound <= 200 {
            let all = SourceRange(word.range.lowerBound, end)
            let text = lexer.file.text(in: all)
            if let semicolon = lexer.bytes[word.range.lowerBound..<word.range.upperBound]
                .firstIndex(
                    of: .semicolon)
            {
                // `let n = 3;print $n`
                quoting = Diagnostic.Fix(
                    range: SourceRange(semicolon, semicolon + 1), replacement: "; ")
            } else if !isSum(value, words), !text.hasPrefix("="),
                !text.contains(where: { "\"\\\n".contains($0) })
            {
                quoting = Diagnostic.Fix(range: all, replacement: "\"\(text)\"")
            }
        }
        lexer.report(
            SyntaxMessages.extraWords(
                after: "'\(keyword)'", quoting: quoting, isSum: isSum(value, words)),
            SourceRange(start, end))
        return false
    }
}

private extension Parser {
    /// Whether the words after a value continue it like a calculation: `$n + 1`.
    func isSum(_ value: Expression?, _ words: [Word]) -> Bool {
        guard case .word(let first) = value else { return false }
        let texts = ([first] + words).map { lexer.file.text(in: $0.range) }
        let isOperator = { (text: String) in ["+", "-", "*", "/", "%"].contains(text) }
        return texts.contains(where: isOperator)
            && texts.allSatisfy { isOperator($0) || Double($0) != nil || $0.hasPrefix("$") }
    }
}
