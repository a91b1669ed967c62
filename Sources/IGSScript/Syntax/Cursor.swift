/// A place in the bytes of a source, and what can be seen from there.
///
/// It is all that most decisions about a byte need, and as small as that: it travels in registers.
struct Cursor {
    let bytes: [UInt8]
    var position = 0

    /// Starts at the first byte of a text, after the byte order mark.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        if isAtByteOrderMark { position = Self.byteOrderMark.count }
    }

    static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    var isAtByteOrderMark: Bool { bytes[position...].starts(with: Self.byteOrderMark) }

    var isAtEnd: Bool { position >= bytes.count }

    /// The byte at the position; 0 at the end.
    var current: UInt8 { byte(position) }

    func byte(_ offset: Int) -> UInt8 {
        offset < bytes.count ? bytes[offset] : 0
    }
}

// MARK: - Between words

extension Cursor {
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

    /// Whether the statement ends here. A comment ends it too, and a lone `}` that of a block.
    func isAtStatementEnd(inBlock: Bool = false) -> Bool {
        guard position < bytes.count else { return true }
        switch bytes[position] {
        case .closeBrace: return inBlock && isLone(.closeBrace)
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

extension Cursor {
    /// Returns where the word that starts here ends, if it is of the common kind: no quote, no
    /// expansion, no escape, nothing to build.
    func endOfPlainWord(_ mode: Lexer.Mode) -> Int? {
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
    func text(in range: SourceRange) -> String {
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
    func opensQuote(_ start: Int, at offset: Int) -> Bool {
        byte(start) == .dash && byte(start + 1) == .dash && offset > start + 2
            && quote(at: offset + 1) != nil
            && bytes[(start + 2)..<offset].allSatisfy { $0 == .dash || $0.isLetterOrDigit }
    }

    /// Whether a bare word ends before an offset, by what surrounds it.
    func isWordEnd(at offset: Int, _ mode: Lexer.Mode) -> Bool {
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
}
