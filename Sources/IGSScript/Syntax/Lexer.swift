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
    let bytes: [UInt8]
    var position = 0
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
        bytes = file.bytes
        if isAtByteOrderMark { position = Self.byteOrderMark.count }
    }

    static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    var isAtByteOrderMark: Bool { bytes[position...].starts(with: Self.byteOrderMark) }

    var isAtEnd: Bool { position >= bytes.count }

    /// Whether the end of the source is that of its last word: what is open there was left open.
    var isWhole: Bool { !isStopped && !endsInQuote }

    /// Gives up the rest of the source.
    mutating func stop() {
        position = bytes.count
        isStopped = true
    }

    /// The byte at the position; 0 at the end.
    var current: UInt8 { byte(position) }

    func byte(_ offset: Int) -> UInt8 {
        offset < bytes.count ? bytes[offset] : 0
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
    mutating func skipBlanks() {
        while position < bytes.count {
            let byte = bytes[position]
            if byte == .space || byte == .tab {
                position += 1
            } else if byte == .backslash, let next = offsetAfterNewline(at: position + 1) {
                position = next
            } else {
                return
            }
        }
    }

    /// Moves past blanks, line endings, comments and empty statements.
    mutating func skipToStatement() {
        while true {
            skipBlanks()
            if let next = offsetAfterNewline(at: position) {
                position = next
            } else if current == .hash {
                skipComment()
            } else if isAtTerminator {
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
            if let next = offsetAfterNewline(at: position) {
                position = next
            } else if isCommentWord(at: position) {
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
        comments?.append(SourceRange(start, position))
    }

    /// Whether the statement ends here. A comment ends it too.
    func isAtStatementEnd() -> Bool {
        guard position < bytes.count else { return true }
        switch bytes[position] {
        case .newline: return true
        case .carriageReturn: return offsetAfterNewline(at: position) != nil
        case .hash: return isCommentWord(at: position)
        case .semicolon: return isTerminatingSemicolon(at: position)
        default: return false
        }
    }

    /// Whether a word that is just this byte starts here.
    func isLone(_ byte: UInt8) -> Bool {
        current == byte && isWordEnd(at: position + 1)
    }

    /// Whether a block opens here: with `{` as a word of its own, or as an empty block with `{}`.
    var isAtBlock: Bool {
        guard current == .openBrace else { return false }
        return isWordEnd(at: position + 1)
            || (byte(position + 1) == .closeBrace && isWordEnd(at: position + 2))
    }

    /// Returns whether a bare word starts here, and moves past it if so.
    mutating func skip(word text: StaticString) -> Bool {
        let end = position + text.utf8CodeUnitCount
        guard isAt(text), isWordEnd(at: end) else { return false }
        position = end
        return true
    }

    /// Whether a text starts here, in whatever word.
    func isAt(_ text: StaticString) -> Bool {
        guard position + text.utf8CodeUnitCount <= bytes.count else { return false }
        for offset in 0..<text.utf8CodeUnitCount
        where bytes[position + offset] != text.utf8Start[offset] {
            return false
        }
        return true
    }

    /// Whether a word ends before an offset: at a blank, a line ending, the end, or a `;` that ends
    /// the statement.
    func isWordEnd(at offset: Int) -> Bool {
        isBoundary(at: offset) || (byte(offset) == .semicolon && isTerminatingSemicolon(at: offset))
    }

    /// Returns the offset after the line ending (LF, CRLF, or CR at the end of the source) that
    /// starts here, if one does.
    func offsetAfterNewline(at offset: Int) -> Int? {
        guard offset < bytes.count else { return nil }
        if bytes[offset] == .newline { return offset + 1 }
        guard bytes[offset] == .carriageReturn else { return nil }
        if offset + 1 == bytes.count { return offset + 1 }
        return bytes[offset + 1] == .newline ? offset + 2 : nil
    }

    func isBoundary(at offset: Int) -> Bool {
        guard offset < bytes.count else { return true }
        switch bytes[offset] {
        case .space, .tab: return true
        case .newline, .carriageReturn: return offsetAfterNewline(at: offset) != nil
        case .backslash: return offsetAfterNewline(at: offset + 1) != nil
        default: return false
        }
    }

    /// Whether a `;` that ends a statement starts here.
    var isAtTerminator: Bool { current == .semicolon && isTerminatingSemicolon(at: position) }

    private func isTerminatingSemicolon(at offset: Int) -> Bool {
        isBoundary(at: offset + 1) || byte(offset + 1) == .closeBrace
    }

    /// Whether a comment starts at an offset after a word.
    func isCommentWord(at offset: Int) -> Bool {
        byte(offset) == .hash && isBoundary(at: offset + 1)
    }
}

// MARK: - Words

extension Lexer {
    /// Reads the word that starts here; the caller has skipped blanks and knows that one does.
    mutating func word(_ mode: Mode = .command) -> Word {
        if let range = plainWord(mode) { return Word(.literal(text(in: range)), range: range) }
        let start = position
        if let quote = quote(at: start) { return quotedWord(quote, from: start, mode) }
        return composedWord(from: start, mode)
    }

    /// Moves past the word that starts here if it is of the common kind: no quote, no expansion, no
    /// escape, nothing to build.
    ///
    /// - Returns: The word's place; `nil` for any other word, which is not moved past.
    mutating func plainWord(_ mode: Mode = .command) -> SourceRange? {
        let start = position
        guard let end = endOfPlainWord(mode) else { return nil }
        position = end
        return SourceRange(start, end)
    }

    private func endOfPlainWord(_ mode: Mode) -> Int? {
        let bytes = bytes.span
        var end = position
        guard end < bytes.count, bytes[end] != .doubleQuote, bytes[end] != .singleQuote else {
            return nil
        }
        while end < bytes.count {
            let byte = bytes[end]
            if byte.isSpecial {
                if byte == .space || isWordEnd(at: end, mode) { break }
                if byte == .dollar || byte == .backslash
                    || (byte == .equals && opensQuote(position, at: end))
                {
                    return nil
                }
            }
            end += 1
        }
        return end
    }

    /// Returns the text of a range of the source.
    ///
    /// It does not check again whether the bytes are UTF-8: the parser has found that the whole
    /// source is, and words begin and end beside ASCII.
    private func text(in range: SourceRange) -> String {
        let bytes = bytes.span.extracting(range.lowerBound..<range.upperBound)
        return String(copying: UTF8Span(unchecked: bytes))
    }

    /// Returns the kind of quote that opens at an offset.
    func quote(at offset: Int) -> Word.Quote? {
        switch byte(offset) {
        case .singleQuote: .single
        case .doubleQuote:
            byte(offset + 1) == .doubleQuote && byte(offset + 2) == .doubleQuote
                ? .multiline : .double
        default: nil
        }
    }

    /// Whether the `=` at an offset is that of an option whose value opens with a quote.
    private func opensQuote(_ start: Int, at offset: Int) -> Bool {
        byte(start) == .dash && byte(start + 1) == .dash && offset > start + 2
            && quote(at: offset + 1) != nil
            && bytes[(start + 2)..<offset].allSatisfy { $0 == .dash || $0.isLetterOrDigit }
    }

    private func isEnd(_ mode: Mode) -> Bool { isWordEnd(at: position, mode) }

    /// Whether a bare word ends before an offset, by what surrounds it.
    func isWordEnd(at offset: Int, _ mode: Mode) -> Bool {
        guard offset < bytes.count else { return true }
        switch bytes[offset] {
        case .closeBracket: return mode == .list
        case .closeParenthesis, .less, .greater: return mode == .condition
        case .equals, .exclamation: return mode == .condition && byte(offset + 1) == .equals
        // In a list a `;` is just text.
        case .semicolon: return mode != .list && isWordEnd(at: offset)
        case .space, .tab, .newline, .carriageReturn, .backslash: return isBoundary(at: offset)
        default: return false
        }
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
        while !isEnd(mode) {
            let byte = bytes[position]
            if byte == .dollar {
                readExpansion(into: &builder)
            } else if byte == .backslash, self.byte(position + 1).isEscapable {
                builder.append(self.byte(position + 1))
                position += 2
            } else if byte == .equals, opensQuote(start, at: position),
                let quote = quote(at: position + 1)
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
