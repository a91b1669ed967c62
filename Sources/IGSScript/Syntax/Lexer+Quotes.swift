extension Lexer {
    /// Reads a quoted text with its marks.
    mutating func readQuoted(_ quote: Word.Quote, into builder: inout WordBuilder) {
        switch quote {
        case .single: readSingleQuoted(into: &builder)
        case .double: readDoubleQuoted(into: &builder)
        case .multiline: readMultiline(into: &builder)
        }
    }

    private mutating func readSingleQuoted(into builder: inout WordBuilder) {
        let start = position
        position += 1
        while position < bytes.count, bytes[position] != .singleQuote {
            if cursor.offsetAfterNewline(at: position) != nil { break }
            builder.append(bytes[position])
            position += 1
        }
        if current == .singleQuote {
            position += 1
        } else {
            report(SyntaxMessages.unterminatedQuote(.single), SourceRange(start, position))
        }
    }

    private mutating func readDoubleQuoted(into builder: inout WordBuilder) {
        let start = position
        position += 1
        while position < bytes.count, bytes[position] != .doubleQuote {
            readInterpolated(into: &builder)
        }
        if current == .doubleQuote {
            position += 1
        } else {
            endsInQuote = true
            report(SyntaxMessages.unterminatedQuote(.double), SourceRange(start, start + 1))
        }
    }

    private mutating func readMultiline(into builder: inout WordBuilder) {
        let start = position
        position += 3
        let firstLine = offsetOfFirstLine(from: position)
        guard let end = endOfMultiline(from: position) else {
            endsInQuote = true
            report(SyntaxMessages.unterminatedQuote(.multiline), SourceRange(start, start + 3))
            position = bytes.count
            return
        }
        // The blanks before the closing mark show how far every line is indented.
        var contentEnd = end
        while contentEnd > position, bytes[contentEnd - 1].isBlank { contentEnd -= 1 }
        var indentation: ArraySlice<UInt8> = []
        if firstLine != nil, contentEnd > position, bytes[contentEnd - 1] == .newline {
            indentation = bytes[contentEnd..<end]
            contentEnd -= 1
            if contentEnd > position, bytes[contentEnd - 1] == .carriageReturn { contentEnd -= 1 }
        } else {
            contentEnd = end
        }
        if let firstLine {
            position = firstLine
            skipIndentation(indentation, limit: contentEnd)
        }
        while position < contentEnd {
            let start = position
            if let next = cursor.offsetAfterNewline(at: position) {
                builder.append(.newline)
                position = next
                skipIndentation(indentation, limit: contentEnd)
            } else if current == .backslash, let next = cursor.offsetAfterNewline(at: position + 1)
            {
                position = next
                skipIndentation(indentation, limit: contentEnd)
            } else {
                readInterpolated(into: &builder)
                if position > contentEnd {
                    report(SyntaxMessages.unterminatedExpansion(), SourceRange(start, start + 2))
                }
            }
        }
        position = end + 3
    }

    /// Returns where the content of a `"""` text starts if the mark has its line to itself; `nil`
    /// if the content starts right after the mark.
    func offsetOfFirstLine(from start: Int) -> Int? {
        var offset = start
        while byte(offset).isBlank { offset += 1 }
        return cursor.offsetAfterNewline(at: offset)
    }

    /// Returns where the mark stands that closes the `"""` text whose content starts at an offset.
    func endOfMultiline(from start: Int) -> Int? {
        var offset = start
        while offset + 2 < bytes.count {
            if bytes[offset] == .backslash {
                offset += 2
            } else if cursor.quote(at: offset) == .multiline {
                return offset
            } else {
                offset += 1
            }
        }
        return nil
    }

    private mutating func skipIndentation(_ indentation: ArraySlice<UInt8>, limit: Int) {
        if position < limit, bytes[position..<limit].starts(with: indentation) {
            position += indentation.count
            return
        }
        let start = position
        while position < limit, bytes[position].isBlank { position += 1 }
        if position < limit, cursor.offsetAfterNewline(at: position) == nil {
            let end = file.characterStart(after: position)
            report(SyntaxMessages.indentation(), SourceRange(start, end))
        }
    }

    /// Reads one character, escape or expansion of a text in double quotes.
    private mutating func readInterpolated(into builder: inout WordBuilder) {
        switch current {
        case .dollar: readExpansion(into: &builder)
        case .backslash: readEscape(into: &builder)
        case .carriageReturn where byte(position + 1) == .newline:
            builder.append(.newline)
            position += 2
        case let byte:
            builder.append(byte)
            position += 1
        }
    }

    private mutating func readEscape(into builder: inout WordBuilder) {
        let start = position
        position += 1
        if let next = cursor.offsetAfterNewline(at: position) {
            position = next
            return
        }
        let byte = current
        position += 1
        switch byte {
        case UInt8(ascii: "n"): builder.append(.newline)
        case UInt8(ascii: "t"): builder.append(.tab)
        case .doubleQuote, .backslash, .dollar: builder.append(byte)
        case UInt8(ascii: "u"):
            if let scalar = readScalar() {
                builder.append(scalar)
            } else {
                report(
                    SyntaxMessages.badEscape(file.text(in: SourceRange(start, position))),
                    SourceRange(start, position))
            }
        default:
            position = file.characterStart(after: position - 1)
            let range = SourceRange(start, position)
            report(SyntaxMessages.badEscape(file.text(in: range)), range)
        }
    }

    /// Reads the `{…}` of a `\u{…}`.
    private mutating func readScalar() -> Unicode.Scalar? {
        guard current == .openBrace else { return nil }
        position += 1
        let start = position
        while position < bytes.count, position - start < 8, bytes[position].isHexDigit {
            position += 1
        }
        let digits = file.text(in: SourceRange(start, position))
        guard current == .closeBrace else { return nil }
        position += 1
        return UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init)
    }
}
