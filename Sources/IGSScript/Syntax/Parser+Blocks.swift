/// Parses the constructs that have blocks, and what leads out of them.
extension Parser {
    mutating func parseIf(_ keyword: SourceRange) -> Statement {
        var branches: [IfStatement.Branch] = []
        var otherwise: Block?
        repeat {
            guard let condition = parseCondition(after: "if"),
                let body = parseBlock(of: "if", keyword)
            else {
                return skipStatement(from: keyword)
            }
            branches.append(IfStatement.Branch(condition: condition, body: body))
            guard continues(with: "else") else { break }
            lexer.skipBlanks()
            if !lexer.cursor.skip(word: "if") {
                guard let body = parseBlock(of: "else", keyword) else {
                    return skipStatement(from: keyword)
                }
                otherwise = body
            }
        } while otherwise == nil
        endStatement(after: otherwise == nil ? "if" : "else")
        return .condition(
            IfStatement(branches: branches, otherwise: otherwise, range: range(from: keyword)))
    }

    mutating func parseFor(_ keyword: SourceRange) -> Statement {
        guard let variable = parseName(of: "variable", after: "'for'") else {
            return skipStatement(from: keyword)
        }
        lexer.skipBlanks()
        guard lexer.cursor.skip(word: "in") else {
            report(expected: "'in'", after: "'for \(variable.name)'")
            return skipStatement(from: keyword, defining: [variable])
        }
        lexer.skipBlanks()
        guard !lexer.cursor.isAtBlock else {
            report(expected: "a value", after: "'for \(variable.name) in'")
            return skipStatement(from: keyword, defining: [variable])
        }
        guard let values = parseExpression(after: "for \(variable.name) in"),
            let body = parseLastBlock(of: "for", keyword)
        else { return skipStatement(from: keyword, defining: [variable]) }
        return .loop(
            LoopStatement(
                variable: variable, values: values, body: body, range: range(from: keyword)))
    }

    mutating func parseRepeat(_ keyword: SourceRange) -> Statement {
        guard let count = parseOperand(expecting: "how many times", after: "repeat"),
            let body = parseLastBlock(of: "repeat", keyword)
        else { return skipStatement(from: keyword) }
        return .repetition(
            RepeatStatement(count: count, body: body, range: range(from: keyword)))
    }

    mutating func parseRows(_ keyword: SourceRange) -> Statement {
        var words: [Word] = []
        while true {
            lexer.skipBlanks()
            if isAtEndOfStatement || lexer.cursor.isAtBlock { break }
            words.append(parseWord())
        }
        guard let body = parseLastBlock(of: "rows", keyword) else {
            return skipStatement(from: keyword)
        }
        let head = CommandStatement(
            signature: RowsStatement.signature, name: keyword,
            range: keyword.union(words.last?.range ?? keyword), arguments: words)
        return .rows(RowsStatement(head: head, body: body, range: range(from: keyword)))
    }

    mutating func parseJump(_ kind: JumpStatement.Kind, _ keyword: SourceRange) -> Statement {
        lexer.skipBlanks()
        if !isAtEndOfStatement {
            let rest = parseWords()
            lexer.report(
                SyntaxMessages.extraWords(after: "'\(kind.rawValue)'", quoting: nil),
                rest.reduce(rest[0].range) { $0.union($1.range) })
        }
        return .jump(JumpStatement(kind: kind, range: keyword))
    }

    mutating func parseDefinition(_ keyword: SourceRange) -> Statement {
        lexer.skipBlanks()
        guard let name = parseName(of: "command", after: "'def'") else {
            return skipStatement(from: keyword)
        }
        if Keyword(rawValue: name.name)?.mayBeRedefined ?? false {
            redefined.insert(name.name)
        } else if vocabulary.entry(for: name.name) != nil
            || Keyword.continuations.contains(name.name)
        {
            lexer.report(SyntaxMessages.nameTaken(name.name), name.range)
        }
        var parameters: [NamedRange] = []
        while true {
            lexer.skipBlanks()
            if lexer.cursor.isAtBlock || isAtEndOfStatement { break }
            guard let parameter = parseName(of: "variable", after: "'def \(name.name)'") else {
                continue
            }
            if parameters.contains(where: { $0.name == parameter.name }) {
                lexer.report(SyntaxMessages.parameterTwice(parameter.name), parameter.range)
            }
            // Other characters than a blank end a name, too: `a=b`.
            if !lexer.cursor.isWordEnd(at: lexer.position) {
                report(expected: "{ or a name", after: "'\(parameter.name)'")
                return skipStatement(from: keyword)
            }
            parameters.append(parameter)
        }
        let sizeBefore = size
        guard let body = parseLastBlock(of: "def", keyword) else {
            return skipStatement(from: keyword)
        }
        countDefinition(size: size - sizeBefore + parameters.count, keyword)
        return .definition(
            DefinitionStatement(
                name: name, parameters: parameters, body: body, range: range(from: keyword)))
    }

    private mutating func countDefinition(size: Int, _ keyword: SourceRange) {
        definitionCount += 1
        definitionSize += size
        let limits = [
            (definitionCount, Self.maximumDefinitionCount, "commands"),
            (definitionSize, Self.maximumDefinitionSize, "words of commands"),
        ]
        for (count, limit, what) in limits where count > limit {
            lexer.report(SyntaxMessages.tooManyDefinitions(of: what, limit: limit), keyword)
            lexer.stop()
            return
        }
    }

    mutating func parseWith(_ keyword: SourceRange) -> Statement {
        var overrides: [WithStatement.Override] = []
        while true {
            lexer.skipBlanks()
            if lexer.cursor.isAtBlock, !overrides.isEmpty { break }
            guard let setting = parseName(of: "setting", after: "'with'"),
                expectEquals(after: "with \(setting.name)")
            else { return skipStatement(from: keyword) }
            lexer.skipBlanks()
            guard !isAtEndOfStatement, !lexer.cursor.isAtBlock else {
                report(expected: "a value", after: "'with \(setting.name)='")
                return skipStatement(from: keyword)
            }
            overrides.append(WithStatement.Override(setting: setting, value: parseWord()))
        }
        guard let body = parseLastBlock(of: "with", keyword) else {
            return skipStatement(from: keyword)
        }
        return .override(
            WithStatement(overrides: overrides, body: body, range: range(from: keyword)))
    }

    mutating func parseTry(_ keyword: SourceRange) -> Statement {
        guard let body = parseBlock(of: "try", keyword) else { return skipStatement(from: keyword) }
        guard continues(with: "catch") else {
            report(expected: "'catch NAME {' on the same line", after: "the } of 'try'")
            return skipStatement(from: keyword)
        }
        lexer.skipBlanks()
        var variable: NamedRange?
        if !lexer.cursor.isAtBlock {
            variable = parseName(of: "variable", after: "'catch'")
            guard variable != nil else { return skipStatement(from: keyword) }
        }
        guard let handler = parseLastBlock(of: "catch", keyword) else {
            return skipStatement(from: keyword, defining: variable.map { [$0] } ?? [])
        }
        return .attempt(
            TryStatement(
                body: body, variable: variable, handler: handler, range: range(from: keyword)))
    }

    mutating func parseBudget(_ keyword: SourceRange) -> Statement {
        guard let amount = parseOperand(expecting: "an amount", after: "budget"),
            let body = parseLastBlock(of: "budget", keyword)
        else { return skipStatement(from: keyword) }
        return .budget(
            BudgetStatement(amount: amount, body: body, range: range(from: keyword)))
    }

    mutating func parseExpect(_ keyword: SourceRange) -> Statement {
        lexer.skipBlanks()
        let start = lexer.position
        if lexer.cursor.skip(word: "fails") {
            lexer.skipBlanks()
            if lexer.cursor.isAtBlock {
                guard let body = parseBlock(of: "expect", keyword) else {
                    return skipStatement(from: keyword)
                }
                let end = lexer.position
                guard let hint = parseHint() else { return skipStatement(from: keyword) }
                if hint == nil { lexer.position = end }
                let range = range(from: keyword)
                endStatement(after: "expect")
                return .expectedFailure(
                    ExpectFailsStatement(body: body, hint: hint, range: range))
            }
            lexer.position = start
        }
        guard let condition = parseCondition(after: "expect"), let hint = parseHint() else {
            return skipStatement(from: keyword)
        }
        lexer.skipBlanks()
        if !isAtEndOfStatement {
            report(
                expected: hint == nil ? "an operator, 'and', 'or' or 'else'" : "a new line or ;",
                after: hint == nil ? "the condition" : "the hint")
            return skipStatement(from: keyword)
        }
        return .expectation(
            ExpectStatement(
                condition: condition, hint: hint,
                range: keyword.union(hint?.range ?? condition.range)))
    }

    /// Parses `else "hint"`.
    ///
    /// - Returns: The hint, if there is one; `nil` in place of both after an error.
    private mutating func parseHint() -> Word?? {
        guard continues(with: "else") else { return .some(nil) }
        return parseOperand(expecting: "a hint", after: "else").map { .some($0) }
    }

    mutating func parseSource(_ keyword: SourceRange) -> Statement {
        guard let path = parsePath(after: "source", keyword) else {
            return skipStatement(from: keyword)
        }
        return .source(SourceStatement(path: path, range: keyword.union(path.range)))
    }

    mutating func parsePlan(_ keyword: SourceRange) -> Statement {
        lexer.skipBlanks()
        if lexer.cursor.isAtBlock {
            guard let body = parseLastBlock(of: "plan", keyword) else {
                return skipStatement(from: keyword)
            }
            return .plan(PlanStatement(subject: .block(body), range: range(from: keyword)))
        }
        guard let path = parsePath(after: "plan", keyword) else {
            return skipStatement(from: keyword)
        }
        return .plan(PlanStatement(subject: .script(path), range: keyword.union(path.range)))
    }
}

extension Parser {
    /// Parses the word before a block.
    private mutating func parseOperand(expecting what: String, after keyword: String) -> Word? {
        lexer.skipBlanks()
        guard !isAtEndOfStatement, !lexer.cursor.isAtBlock else {
            report(expected: what, after: "'\(keyword)'")
            return nil
        }
        return parseWord()
    }

    /// Parses the one word of a statement that names a script.
    private mutating func parsePath(after keyword: String, _ range: SourceRange) -> Word? {
        let words = parseWords()
        guard let path = words.first else {
            lexer.report(SyntaxMessages.expected("a path", after: keyword, got: nil), range)
            return nil
        }
        guard words.count == 1 else {
            lexer.report(
                SyntaxMessages.extraWords(after: keyword, quoting: nil),
                words[1].range.union(words[words.count - 1].range))
            return nil
        }
        return path
    }

    /// Whether a word that continues the statement follows its block on the same line.
    private mutating func continues(with word: StaticString) -> Bool {
        lexer.skipBlanks()
        return lexer.cursor.skip(word: word)
    }

    private func range(from keyword: SourceRange) -> SourceRange {
        SourceRange(keyword.lowerBound, lexer.position)
    }
}
