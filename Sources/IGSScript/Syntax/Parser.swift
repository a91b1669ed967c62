/// Turns a source into statements, one at a time.
///
/// A file of any length takes only the memory of its largest statement: it is parsed once for checking
/// and once more for running. The parser recovers after an error, so that one pass reports them all.
public struct Parser: IteratorProtocol {
    /// The result of parsing a whole source.
    public struct Outcome: Sendable {
        /// The statements that were understood.
        public let script: Script
        /// What is wrong, in the order of the source.
        public let diagnostics: [Diagnostic]
        /// Whether more text could complete the source: a quote, list or block is open at its end.
        public let isIncomplete: Bool
        /// The comments, in the order of the source.
        public let comments: [SourceRange]
    }

    /// The depth to which blocks and conditions may nest.
    public static let maximumDepth = 200
    /// The most words and statements that one statement at the top level may hold with its blocks.
    public static let maximumStatementSize = 1_000_000
    /// The most expansions that it may hold.
    public static let maximumExpansionCount = 100_000
    /// The most commands that a source may define: they are kept as long as the session.
    public static let maximumDefinitionCount = 10_000
    /// The most words that these may have together.
    public static let maximumDefinitionSize = 500_000
    /// The most parameters of a source.
    public static let maximumParameterCount = 1_000
    /// The most findings; after these, the parser gives up on a source.
    public static let maximumDiagnosticCount = 1_000

    let vocabulary: Vocabulary
    /// The words of igs that are the script's own from here on: see ``Vocabulary/redefinableWords``. What the source
    /// itself defines joins them.
    public var redefined: Set<String>
    var lexer: Lexer
    /// How many blocks are open.
    var depth = 0
    /// How many words and statements the current statement at the top level has.
    var size = 0
    /// How many definitions there are so far, and how many words and statements they have.
    var definitionCount = 0
    var definitionSize = 0
    /// How many parameters there are so far.
    var parameterCount = 0
    /// How many parentheses of a condition are open.
    var openParentheses = 0
    /// Whether a block or a list is open at the end of the source.
    var isOpen = false

    /// Starts to parse a source.
    ///
    /// - Parameters:
    ///   - vocabulary: Distinguishes commands and keywords from the names of a script's own commands.
    ///   - redefined: The words of igs that scripts have defined before.
    public init(_ file: SourceFile, vocabulary: Vocabulary, redefined: Set<String> = []) {
        self.vocabulary = vocabulary
        self.redefined = redefined
        lexer = Lexer(file)
        if let diagnostic = Self.unreadable(file) {
            lexer.diagnostics.append(diagnostic)
            lexer.stop()
        }
    }

    /// Parses a whole source.
    public static func parse(_ file: SourceFile, vocabulary: Vocabulary) -> Outcome {
        var parser = Parser(file, vocabulary: vocabulary)
        parser.lexer.comments = []
        var statements: [Statement] = []
        while let statement = parser.next() { statements.append(statement) }
        return Outcome(
            script: Script(file: file, statements: statements), diagnostics: parser.diagnostics,
            isIncomplete: parser.isIncomplete, comments: parser.lexer.comments ?? [])
    }

    /// Returns the next statement; `nil` at the end of the source.
    public mutating func next() -> Statement? {
        size = 0
        lexer.expansionCount = 0
        while true {
            lexer.skipToStatement()
            if lexer.isAtEnd { return nil }
            if lexer.cursor.isLone(.closeBrace) {
                lexer.position += 1
                let end = lexer.position
                lexer.report(SyntaxMessages.unexpectedBrace(), SourceRange(end - 1, end))
            } else if let statement = parseStatement() {
                return statement
            }
        }
    }

    /// What was wrong so far, in the order of the source.
    public var diagnostics: [Diagnostic] { lexer.diagnostics }

    /// Returns what was found wrong since the last call.
    public mutating func takeDiagnostics() -> [Diagnostic] {
        guard !lexer.diagnostics.isEmpty else { return [] }
        defer { lexer.diagnostics = [] }
        return lexer.diagnostics
    }

    /// Whether more text could complete the source, once its end is reached.
    public var isIncomplete: Bool {
        isOpen || lexer.endsInQuote || (lexer.file.origin == .prompt && endsInBackslash)
    }

    /// Whether a backslash waits for the next line.
    private var endsInBackslash: Bool {
        !lexer.bytes.reversed().prefix { $0 == .backslash }.count.isMultiple(of: 2)
    }

    /// Returns why a source cannot be read at all.
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
        // To find the lowest byte is quicker than to compare each.
        if bytes.min() == 0, let offset = bytes.firstIndex(of: 0) {
            return SyntaxMessages.nullByte()
                .located(at: SourceLocation(file, SourceRange(offset, offset + 1)))
        }
        return nil
    }
}

// MARK: - Statements

extension Parser {
    /// Parses the statement that starts here; `nil` after an error that leaves nothing of it.
    private mutating func parseStatement() -> Statement? {
        let start = lexer.position
        size += 1
        // Nearly every statement begins with a word of igs, for which no text has to be made.
        if let range = lexer.plainWord(),
            let entry = vocabulary.entry(
                for: lexer.bytes.span.extracting(range.lowerBound..<range.upperBound)),
            !isRedefined(entry)
        {
            count(range)
            return parseStatement(entry, range)
        }
        lexer.position = start
        let name = parseWord()
        if let text = name.bare {
            if let entry = vocabulary.entry(for: text), !isRedefined(entry) {
                return parseStatement(entry, name.range)
            }
            if Keyword.continuations.contains(text) {
                lexer.report(SyntaxMessages.strayContinuation(text), name.range)
                return skipStatement(from: name.range)
            }
        }
        let text = lexer.file.shortText(in: name.range)
        if name.quote == nil, let keyword = Keyword(gluedIn: text) {
            let end = name.range.lowerBound + keyword.rawValue.utf8.count
            var diagnostic = SyntaxMessages.gluedKeyword(keyword, in: text)
            diagnostic.fix = Diagnostic.Fix(range: SourceRange(end, end), replacement: " ")
            lexer.report(diagnostic, name.range)
            lexer.position = end
            return skipStatement(from: name.range)
        }
        return parseCall(name)
    }

    private func isRedefined(_ entry: borrowing Vocabulary.Entry) -> Bool {
        guard !redefined.isEmpty, case .keyword(let keyword) = copy entry else { return false }
        return redefined.contains(keyword.rawValue)
    }

    private mutating func parseStatement(
        _ entry: consuming Vocabulary.Entry, _ name: SourceRange
    ) -> Statement? {
        switch consume entry {
        case .command(let signature): parseCommand(signature, name)
        case .family(let members): parseCommand(of: members, name)
        case .keyword(let keyword): parseStatement(keyword, name)
        }
    }

    private mutating func parseStatement(_ keyword: Keyword, _ range: SourceRange) -> Statement? {
        switch keyword {
        case .let: parseLet(range)
        case .param: parseParam(range)
        case .if: parseIf(range)
        case .for: parseFor(range)
        case .repeat: parseRepeat(range)
        case .break: parseJump(.break, range)
        case .continue: parseJump(.continue, range)
        case .return: parseJump(.return, range)
        case .def: parseDefinition(range)
        case .with: parseWith(range)
        case .try: parseTry(range)
        case .budget: parseBudget(range)
        case .expect: parseExpect(range)
        case .source: parseSource(range)
        case .plan: parsePlan(range)
        case .rows: parseRows(range)
        }
    }

    private mutating func parseCommand(
        _ signature: consuming Signature, _ name: SourceRange
    ) -> Statement {
        let arguments = parseWords()
        return .command(
            CommandStatement(
                signature: signature, name: name,
                range: name.union(arguments.last?.range ?? name), arguments: arguments))
    }

    /// Parses a command of two words.
    private mutating func parseCommand(
        of family: [(word: String, signature: Signature)], _ first: SourceRange
    ) -> Statement? {
        lexer.skipBlanks()
        let second = isAtEndOfStatement ? nil : parseWord()
        if let member = family.first(where: { $0.word == second?.bare }), let second {
            return parseCommand(member.signature, first.union(second.range))
        }
        lexer.report(
            SyntaxMessages.unknownSubcommand(
                second.map { lexer.file.text(in: $0.range) }, of: lexer.file.text(in: first),
                known: family.map(\.word)),
            second?.range ?? first)
        return skipStatement(from: first)
    }

    private mutating func parseCall(_ name: Word) -> Statement {
        var arguments: [Expression] = []
        while true {
            lexer.skipBlanks()
            guard !isAtEndOfStatement, let argument = parseExpression() else { break }
            arguments.append(argument)
        }
        return .call(
            DefinitionCall(
                name: name, arguments: arguments,
                range: name.range.union(arguments.last?.range ?? name.range)))
    }
}

// MARK: - Words and blocks

extension Parser {
    /// Whether the statement ends here: inside a block, a `}` may end it.
    var isAtEndOfStatement: Bool {
        lexer.cursor.isAtStatementEnd(inBlock: depth > 0)
    }

    /// Reads the word that starts here.
    mutating func parseWord(_ mode: Lexer.Mode = .command) -> Word {
        let word = lexer.word(mode)
        count(word.range)
        return word
    }

    /// Reads the quoted text that starts here; what follows its closing mark is not part of it.
    mutating func parseQuotedText(_ quote: Word.Quote) -> Word {
        let word = lexer.quotedText(quote)
        count(word.range)
        return word
    }

    /// Counts a word of the current statement at the top level.
    private mutating func count(_ word: SourceRange) {
        size += 1
        guard size > Self.maximumStatementSize else { return }
        lexer.report(SyntaxMessages.statementTooLarge(limit: Self.maximumStatementSize), word)
        lexer.stop()
    }

    /// Returns the words up to the end of the statement.
    mutating func parseWords() -> [Word] {
        // Most commands have at most two, and making an array that grows would be too slow for them.
        guard let first = parseNextWord() else { return [] }
        guard let second = parseNextWord() else { return [first] }
        var words = [first, second]
        while let word = parseNextWord() { words.append(word) }
        return words
    }

    /// Returns the next word of the statement; `nil` at its end.
    private mutating func parseNextWord() -> Word? {
        lexer.skipBlanks()
        return isAtEndOfStatement ? nil : parseWord()
    }

    /// Parses `{ … }`.
    mutating func parseBlock(of keyword: String, _ range: SourceRange) -> Block? {
        lexer.skipBlanks()
        guard lexer.cursor.isAtBlock else {
            if let brace = gluedBrace {
                reportGluedBrace(at: brace)
            } else {
                report(expected: "{", after: "the head of '\(keyword)'")
            }
            return nil
        }
        return parseOpenedBlock(of: keyword, range)
    }

    /// The place of a `{` that is part of a word here, where a block should begin.
    private var gluedBrace: Int? {
        if lexer.current == .openBrace { return lexer.position }
        var last = lexer.position - 1
        while last > 0, lexer.bytes[last].isBlank { last -= 1 }
        guard last > 0, lexer.bytes[last] == .openBrace else { return nil }
        return isAtEndOfStatement || !lexer.bytes[last - 1].isBlank ? last : nil
    }

    /// Parses a block from its `{`.
    private mutating func parseOpenedBlock(of keyword: String, _ range: SourceRange) -> Block? {
        guard depth < Self.maximumDepth else {
            lexer.report(SyntaxMessages.nestedTooDeeply(limit: Self.maximumDepth), range)
            lexer.stop()
            return nil
        }
        let start = lexer.position
        lexer.position += 1
        depth += 1
        defer { depth -= 1 }
        var statements: [Statement] = []
        while true {
            lexer.skipToStatement()
            if lexer.isAtEnd {
                if lexer.isWhole {
                    lexer.report(SyntaxMessages.unclosedBlock(keyword), range)
                    isOpen = true
                }
                return Block(
                    statements: statements, range: SourceRange(start, lexer.position))
            }
            if lexer.cursor.isLone(.closeBrace) {
                lexer.position += 1
                return Block(
                    statements: statements, range: SourceRange(start, lexer.position))
            }
            if let statement = parseStatement() { statements.append(statement) }
        }
    }

    /// Parses the last block of a statement; nothing else follows it on the line.
    mutating func parseLastBlock(of keyword: String, _ range: SourceRange) -> Block? {
        guard let block = parseBlock(of: keyword, range) else { return nil }
        endStatement(after: keyword)
        return block
    }

    /// Reports what stands between a block and the end of its statement.
    mutating func endStatement(after keyword: String) {
        lexer.skipBlanks()
        guard !isAtEndOfStatement else { return }
        report(expected: "a new line or ;", after: "the } of '\(keyword)'")
        _ = parseWords()
    }
}

// MARK: - Errors

extension Parser {
    /// Reports a `{` that should be a word of its own.
    private mutating func reportGluedBrace(at brace: Int) {
        let range = SourceRange(brace, brace + 1)
        let isGluedBefore = brace > 0 && !lexer.bytes[brace - 1].isBlank
        let isGluedBehind = !lexer.cursor.isWordEnd(at: brace + 1)
        var diagnostic = SyntaxMessages.gluedBrace()
        diagnostic.fix = Diagnostic.Fix(
            range: range,
            replacement: (isGluedBefore ? " " : "") + "{" + (isGluedBehind ? " " : ""))
        lexer.report(diagnostic, range)
    }

    /// Reports what is expected here.
    mutating func report(expected what: String, after construct: String) {
        let start = lexer.position
        var end = start
        var got: String?
        if !lexer.cursor.isAtStatementEnd() {
            var copy = lexer
            end = copy.word().range.upperBound
            got = lexer.file.shortText(in: SourceRange(start, end))
        }
        var diagnostic = SyntaxMessages.expected(what, after: construct, got: got)
        if let got { diagnostic.fix = fix(inserting: what, before: got, at: start..<end) }
        if what == "'in'", let got, Name.isVariable(got) {
            diagnostic.notes.insert("'for' takes one variable", at: 0)
        }
        lexer.report(diagnostic, SourceRange(start, end))
    }

    /// Returns the fix that inserts a missing `=` or `in`; `nil` if something else is in its place.
    private func fix(
        inserting what: String, before got: String, at place: Range<Int>
    ) -> Diagnostic.Fix? {
        let start = SourceRange(place.lowerBound, place.lowerBound)
        let isValue = got.first.map { $0.isLetter || $0.isNumber || "\"'[$%.~/-".contains($0) }
        switch what {
        // `-=` and `/=` are other languages': a `=` before them would give the variable that text.
        case "=" where isValue ?? false && !got.hasSuffix("="):
            return Diagnostic.Fix(range: start, replacement: "= ")
        // Before a single word, it would become a loop through that word.
        case "'in'" where "[$".contains(got.prefix(1)) || got.contains(".."):
            return Diagnostic.Fix(range: start, replacement: "in ")
        case "'in'" where got == "=":
            let rest = lexer.bytes[place.upperBound...].drop { $0.isBlank }
            guard let first = rest.first, "[$".utf8.contains(first) else { return nil }
            return Diagnostic.Fix(
                range: SourceRange(place.lowerBound, place.upperBound), replacement: "in")
        default: return nil
        }
    }

    /// Continues after a statement in which an error was reported. It parses the block that the
    /// statement's line opens, so that the block's content does not belong to anything else.
    mutating func skipStatement(
        from range: SourceRange, defining variables: [NamedRange] = []
    ) -> Statement {
        var body: Block?
        while true {
            lexer.skipBlanks()
            if let brace = gluedBrace, body == nil || lexer.cursor.isAtBlock {
                lexer.position = brace
                guard let block = parseOpenedBlock(of: lexer.file.text(in: range), range) else {
                    break
                }
                body = body ?? block
            } else if isAtEndOfStatement {
                break
            } else {
                _ = parseWord()
            }
        }
        return .faulty(
            FaultyStatement(
                variables: variables, body: body,
                range: SourceRange(range.lowerBound, lexer.position)))
    }
}
