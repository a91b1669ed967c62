/// Cuts source text into words; works on bytes.
///
/// The meaning of a brace, a bracket or a word depends on the construct around it, so the parser
/// drives the lexer word by word instead of receiving a list of tokens.
struct Lexer {
    /// What surrounds the next word.
    enum Mode {
        /// The arguments of a command.
        case command
        /// The elements of a `[…]` list; `]` ends a word, too.
        case list
        /// The operands of a condition; `)` and the operators end a word, too.
        case condition
    }

    let file: SourceFile
    var cursor: Cursor
    var diagnostics: [Diagnostic] = []
    /// Whether the source ended inside a quote that more text could close.
    var endsInQuote = false
    /// How many expansions there were since the parser began to count.
    var expansionCount = 0
    /// Whether the lexer ignores the rest of the source.
    private(set) var isStopped = false
    /// The comments that were moved past; nil if nobody wants them.
    var comments: [SourceRange]?

    init(_ file: SourceFile) {
        self.file = file
        cursor = Cursor(file.bytes)
    }

    var bytes: [UInt8] { cursor.bytes }

    var position: Int {
        get { cursor.position }
        set { cursor.position = newValue }
    }

    /// The byte at the position; 0 at the end.
    var current: UInt8 { cursor.current }

    func byte(_ offset: Int) -> UInt8 { cursor.byte(offset) }

    var isAtEnd: Bool { cursor.isAtEnd }

    /// Whether the end of the source is that of its last word: what is open there was left open.
    var isWhole: Bool { !isStopped && !endsInQuote }

    /// Gives up the rest of the source.
    mutating func stop() {
        position = bytes.count
        isStopped = true
    }

    mutating func report(_ diagnostic: Diagnostic, _ range: SourceRange) {
        // After the place where the lexer stopped, nothing was searched, so nothing is missing.
        guard !isStopped else { return }
        diagnostics.append(diagnostic.located(at: SourceLocation(file, range)))
        if diagnostics.count >= Parser.maximumDiagnosticCount { stop() }
    }
}

// MARK: - Between words

extension Lexer {
    /// Moves past spaces, tabs and continued lines.
    mutating func skipBlanks() { cursor.skipBlanks() }

    /// Moves past blanks, line endings, comments and empty statements.
    mutating func skipToStatement() {
        while true {
            skipBlanks()
            if let next = cursor.offsetAfterNewline(at: position) {
                position = next
            } else if current == .hash {
                skipComment()
            } else if cursor.isAtTerminator {
                position += 1
            } else {
                return
            }
        }
    }

    /// Moves past blanks, line endings and comments, as inside a list.
    mutating func skipToElement() {
        while true {
            skipBlanks()
            if let next = cursor.offsetAfterNewline(at: position) {
                position = next
            } else if cursor.isCommentWord(at: position) {
                skipComment()
            } else {
                return
            }
        }
    }

    /// Moves past a comment, to the end of the line.
    mutating func skipComment() {
        let start = position
        while position < bytes.count, bytes[position] != .newline { position += 1 }
        let comment = SourceRange(start, position)
        comments?.append(comment)
    }
}

// MARK: - Words

extension Lexer {
    /// Reads the word that starts here; the caller has skipped blanks and knows that one does.
    mutating func word(_ mode: Mode = .command) -> Word {
        if let range = plainWord(mode) {
            return Word(.literal(cursor.text(in: range)), range: range)
        }
        let start = position
        if let quote = cursor.quote(at: start) { return quotedWord(quote, from: start, mode) }
        return composedWord(from: start, mode)
    }

    /// Moves past the word that starts here if it is of the common kind: no quote, no expansion, no
    /// escape, nothing to build.
    ///
    /// - Returns: The word's place; `nil` for any other word, which is not moved past.
    mutating func plainWord(_ mode: Mode = .command) -> SourceRange? {
        let start = position
        guard let end = cursor.endOfPlainWord(mode) else { return nil }
        position = end
        return SourceRange(start, end)
    }

    /// Reads the quoted text that starts here, up to its closing mark.
    mutating func quotedText(_ quote: Word.Quote) -> Word {
        let start = position
        var builder = WordBuilder()
        readQuoted(quote, into: &builder)
        builder.endQuote()
        return builder.word(quote: quote, range: SourceRange(start, position))
    }

    private mutating func quotedWord(_ quote: Word.Quote, from start: Int, _ mode: Mode) -> Word {
        var builder = WordBuilder()
        readQuoted(quote, into: &builder)
        builder.endQuote()
        readBare(from: start, mode, into: &builder)
        return builder.word(quote: quote, range: SourceRange(start, position))
    }

    private mutating func composedWord(from start: Int, _ mode: Mode) -> Word {
        var builder = WordBuilder()
        readBare(from: start, mode, into: &builder)
        return builder.word(quote: nil, range: SourceRange(start, position))
    }

    private mutating func readBare(from start: Int, _ mode: Mode, into builder: inout WordBuilder) {
        while !cursor.isWordEnd(at: position, mode) {
            let byte = bytes[position]
            if byte == .dollar {
                readExpansion(into: &builder)
            } else if byte == .backslash, self.byte(position + 1).isEscapable {
                builder.append(self.byte(position + 1))
                position += 2
            } else if byte == .equals, cursor.opensQuote(start, at: position),
                let quote = cursor.quote(at: position + 1)
            {
                builder.append(byte)
                position += 1
                readQuoted(quote, into: &builder)
            } else {
                builder.append(byte)
                position += 1
            }
        }
    }
}
