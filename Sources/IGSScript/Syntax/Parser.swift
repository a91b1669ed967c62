/// Turns a source into statements. It recovers after an error, so that one run reports them all.
public struct Parser {
    /// What came of parsing a source.
    public struct Outcome: Sendable {
        /// The statements that were understood.
        public let script: Script
        /// What was wrong, in the order of the source.
        public let diagnostics: [Diagnostic]
        /// Whether more text could complete the source: a quote, list or block is open at its end.
        public let isIncomplete: Bool
    }

    /// The depth to which blocks may nest.
    public static let maximumDepth = 200

    private var lexer: Lexer
    private var depth = 0
    private var isIncomplete = false

    /// Parses a source.
    public static func parse(_ file: SourceFile) -> Outcome {
        if let diagnostic = unreadable(file) {
            return Outcome(
                script: Script(file: file, statements: []), diagnostics: [diagnostic],
                isIncomplete: false)
        }
        var parser = Parser(lexer: Lexer(file))
        let statements = parser.statements(ofBlock: nil)
        return Outcome(
            script: Script(file: file, statements: statements),
            diagnostics: parser.lexer.diagnostics,
            isIncomplete: parser.isIncomplete || parser.lexer.endsInQuote
                || (file.origin == .prompt && endsInBackslash(file)))
    }

    private init(lexer: Lexer) {
        self.lexer = lexer
    }

    /// Whether a backslash waits for the next line.
    private static func endsInBackslash(_ file: SourceFile) -> Bool {
        !file.bytes.reversed().prefix { $0 == .backslash }.count.isMultiple(of: 2)
    }

    /// What keeps a source from being read at all.
    private static func unreadable(_ file: SourceFile) -> Diagnostic? {
        let bytes = file.bytes
        guard bytes.count <= SourceFile.maximumByteCount else {
            return SyntaxMessages.tooLong(byteCount: bytes.count)
                .located(at: SourceLocation(file, SourceRange(0, 0)))
        }
        do throws(UTF8.ValidationError) {
            _ = try bytes.withUnsafeBufferPointer { buffer throws(UTF8.ValidationError) in
                try UTF8Span(validating: buffer.span).count
            }
        } catch {
            let offset = error.byteOffsets.lowerBound
            return SyntaxMessages.notUTF8(byte: bytes[offset])
                .located(at: SourceLocation(file, SourceRange(offset, offset + 1)))
        }
        if let offset = bytes.firstIndex(of: 0) {
            return SyntaxMessages.nullByte()
                .located(at: SourceLocation(file, SourceRange(offset, offset + 1)))
        }
        return nil
    }
}

// MARK: - Statements

extension Parser {
    /// Parses statements up to the end of the source, or of the block that `opener` started.
    private mutating func statements(ofBlock opener: Opener?) -> [Statement] {
        var statements: [Statement] = []
        while true {
            lexer.skipToStatement()
            if lexer.isAtEnd {
                if let opener {
                    lexer.report(SyntaxMessages.unclosedBlock(opener.keyword), opener.range)
                    isIncomplete = true
                }
                return statements
            }
            if lexer.isLone(.closeBrace) {
                lexer.position += 1
                if opener != nil { return statements }
                let end = lexer.position
                lexer.report(SyntaxMessages.unexpectedBrace(), SourceRange(end - 1, end))
                continue
            }
            if let statement = statement(inBlock: opener != nil) { statements.append(statement) }
        }
    }

    /// What opened a block, for the message when nothing closes it.
    private struct Opener {
        let keyword: String
        let range: SourceRange
    }

    private mutating func statement(inBlock: Bool) -> Statement? {
        let name = lexer.word()
        switch name.bare {
        case "let": return binding(name)
        case "param": return parameter(name)
        case "for": return loop(name)
        case "source": return source(name, inBlock: inBlock)
        default:
            let arguments = words(inBlock: inBlock)
            let range = name.range.union(arguments.last?.range ?? name.range)
            return .command(CommandStatement(name: name, arguments: arguments, range: range))
        }
    }

    /// The words up to the end of the statement.
    private mutating func words(inBlock: Bool) -> [Word] {
        var words: [Word] = []
        while true {
            lexer.skipBlanks()
            if lexer.isAtStatementEnd() || (inBlock && lexer.isLone(.closeBrace)) { return words }
            words.append(lexer.word())
        }
    }

    private mutating func binding(_ keyword: Word) -> Statement? {
        guard let (name, nameRange) = variableName(after: "let"),
            expectEquals(after: "let \(name)"),
            let value = expression(after: "let \(name) =")
        else { return recover() }
        guard endsStatement(after: "let", value: value) else { return recover() }
        return .binding(
            BindingStatement(
                name: name, nameRange: nameRange, value: value,
                range: keyword.range.union(value.range)))
    }

    private mutating func parameter(_ keyword: Word) -> Statement? {
        guard let (name, nameRange) = variableName(after: "param") else { return recover() }
        var range = keyword.range.union(nameRange)
        lexer.skipBlanks()
        var summary: Word?
        if lexer.quote(at: lexer.position) != nil {
            let word = lexer.word()
            summary = word
            range = range.union(word.range)
            lexer.skipBlanks()
        }
        var fallback: Expression?
        if lexer.current == .equals {
            lexer.position += 1
            guard let value = expression(after: "param \(name) =") else { return recover() }
            fallback = value
            range = range.union(value.range)
        }
        guard endsStatement(after: "param", value: fallback) else { return recover() }
        return .parameter(
            ParameterStatement(
                name: name, nameRange: nameRange, summary: summary, fallback: fallback, range: range
            ))
    }

    private mutating func loop(_ keyword: Word) -> Statement? {
        guard let (name, nameRange) = variableName(after: "for") else { return recover() }
        lexer.skipBlanks()
        let start = lexer.position
        guard !lexer.isAtStatementEnd(), lexer.word().bare == "in" else {
            report(expected: "'in'", after: "for \(name)", from: start)
            return recover()
        }
        guard let values = expression(after: "for \(name) in") else { return recover() }
        guard let body = block("for", keyword.range) else { return recover() }
        return .loop(
            LoopStatement(
                name: name, nameRange: nameRange, values: values, body: body,
                range: SourceRange(keyword.range.lowerBound, lexer.position)))
    }

    private mutating func source(_ keyword: Word, inBlock: Bool) -> Statement? {
        let words = words(inBlock: inBlock)
        guard let path = words.first else {
            lexer.report(
                SyntaxMessages.expected("a path", after: "source", got: nil), keyword.range)
            return nil
        }
        if words.count > 1 {
            let rest = words[1].range.union(words[words.count - 1].range)
            lexer.report(SyntaxMessages.extraWords(after: "source", quoted: nil), rest)
            return nil
        }
        return .source(SourceStatement(path: path, range: keyword.range.union(path.range)))
    }

    /// Parses `{ … }`.
    private mutating func block(_ keyword: String, _ range: SourceRange) -> [Statement]? {
        lexer.skipBlanks()
        guard lexer.current == .openBrace, lexer.isBoundary(at: lexer.position + 1) else {
            report(expected: "{", after: "the head of '\(keyword)'", from: lexer.position)
            return nil
        }
        guard depth < Self.maximumDepth else {
            lexer.report(SyntaxMessages.nestedTooDeeply(limit: Self.maximumDepth), range)
            lexer.position = lexer.bytes.count
            return nil
        }
        lexer.position += 1
        depth += 1
        defer { depth -= 1 }
        return statements(ofBlock: Opener(keyword: keyword, range: range))
    }
}

// MARK: - Parts of statements

extension Parser {
    private mutating func variableName(after keyword: String) -> (String, SourceRange)? {
        lexer.skipBlanks()
        let start = lexer.position
        while Name.continuesVariable(lexer.current) { lexer.position += 1 }
        let range = SourceRange(start, lexer.position)
        let name = lexer.file.text(in: range)
        if Name.isVariable(name), lexer.current == .equals || lexer.isWordEnd(at: lexer.position) {
            return (name, range)
        }
        lexer.position = start
        guard !lexer.isAtStatementEnd() else {
            report(expected: "a name", after: "'\(keyword)'", from: start)
            return nil
        }
        let word = lexer.word()
        lexer.report(
            SyntaxMessages.badName(lexer.file.text(in: word.range), of: "variable"), word.range)
        return nil
    }

    private mutating func expectEquals(after construct: String) -> Bool {
        lexer.skipBlanks()
        guard lexer.current == .equals else {
            report(expected: "=", after: "'\(construct)'", from: lexer.position)
            return false
        }
        lexer.position += 1
        return true
    }

    private mutating func expression(after construct: String) -> Expression? {
        lexer.skipBlanks()
        let start = lexer.position
        guard !lexer.isAtStatementEnd() else {
            report(expected: "a value", after: "'\(construct)'", from: start)
            return nil
        }
        if lexer.current == .openBracket { return list() }
        let word = lexer.word()
        return range(word) ?? .word(word)
    }

    private mutating func list() -> Expression? {
        let start = lexer.position
        lexer.position += 1
        var elements: [Word] = []
        while true {
            lexer.skipToElement()
            if lexer.isAtEnd {
                lexer.report(SyntaxMessages.unclosedList(), SourceRange(start, start + 1))
                isIncomplete = true
                return nil
            }
            if lexer.current == .closeBracket {
                lexer.position += 1
                return .list(elements, range: SourceRange(start, lexer.position))
            }
            elements.append(lexer.word(.list))
        }
    }

    /// The range that a bare word with one `..` in it stands for.
    private func range(_ word: Word) -> Expression? {
        guard word.quote == nil else { return nil }
        let text = Array(lexer.bytes[word.range.lowerBound..<word.range.upperBound])
        guard
            let dots = text.indices.dropLast().first(where: {
                text[$0] == .dot && text[$0 + 1] == .dot
            }),
            dots > 0, dots + 2 < text.count, isBound(text[..<dots]), isBound(text[(dots + 2)...])
        else { return nil }
        let middle = word.range.lowerBound + dots
        return .range(
            bound(SourceRange(word.range.lowerBound, middle)),
            bound(SourceRange(middle + 2, word.range.upperBound)), range: word.range)
    }

    /// Whether a text can be an end of a range: digits, or one expansion.
    private func isBound(_ text: ArraySlice<UInt8>) -> Bool {
        if text.first == .dollar { return !text.dropFirst().contains(.dollar) }
        return text.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
    }

    private func bound(_ range: SourceRange) -> Word {
        var lexer = lexer
        lexer.position = range.lowerBound
        guard lexer.current == .dollar else {
            return Word(.literal(lexer.file.text(in: range)), range: range)
        }
        var builder = WordBuilder()
        lexer.readExpansion(into: &builder)
        return builder.word(quote: nil, range: range)
    }

    /// Whether nothing but the end of the statement follows a value.
    private mutating func endsStatement(after keyword: String, value: Expression?) -> Bool {
        lexer.skipBlanks()
        if lexer.isAtStatementEnd() || (depth > 0 && lexer.isLone(.closeBrace)) { return true }
        let start = lexer.position
        let words = words(inBlock: depth > 0)
        let end = words.last?.range.upperBound ?? start
        var quoted: String?
        if case .word(let word) = value, word.quote == nil {
            quoted = "\"\(lexer.file.text(in: SourceRange(word.range.lowerBound, end)))\""
        }
        lexer.report(
            SyntaxMessages.extraWords(after: "'\(keyword)'", quoted: quoted),
            SourceRange(start, end))
        return false
    }

    private mutating func report(expected what: String, after construct: String, from start: Int) {
        var end = start
        lexer.position = start
        var got: String?
        if !lexer.isAtStatementEnd() {
            var copy = lexer
            end = copy.word().range.upperBound
            got = lexer.file.text(in: SourceRange(start, end))
        }
        lexer.report(
            SyntaxMessages.expected(what, after: construct, got: got), SourceRange(start, end))
    }

    /// Goes on after the statement in which an error was reported.
    private mutating func recover() -> Statement? {
        _ = words(inBlock: depth > 0)
        return nil
    }
}
