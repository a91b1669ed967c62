/// Lays out words, values, and what separates them.
extension Formatter {
    /// Moves past the blanks between two words of a statement, and lays them out: as a blank, or as
    /// a continued line if the author had one.
    mutating func separate() {
        let start = source.position
        source.skipBlanks()
        if source.bytes[start..<source.position].contains(.newline) {
            output.write(" \\")
            output.startLine(blockIndentation + Self.continuation)
        } else {
            output.write(" ")
        }
    }

    /// Copies a keyword or a mark; blanks may precede it.
    mutating func token(_ text: StaticString) {
        source.skipBlanks()
        source.position += text.utf8CodeUnitCount
        output.write(text)
    }

    /// Copies a word of the source.
    mutating func word(_ word: Word, _ mode: Lexer.Mode = .command) {
        self.word(word.range, mode)
    }

    /// Copies the word in a range, with what it needs to stay the same word between blanks.
    mutating func word(_ range: SourceRange, _ mode: Lexer.Mode = .command) {
        let bytes = source.bytes[range.lowerBound..<range.upperBound]
        source.position = range.upperBound
        if isOnlyWhereItStands(bytes, mode) {
            for byte in bytes {
                output.append(.backslash)
                output.append(byte)
            }
        } else if bytes.last == .semicolon, mode != .list, !isEscaped(bytes.dropLast()) {
            copy(bytes.dropLast())
            output.write("\\;")
        } else {
            copy(bytes)
            // A blank after it would be escaped.
            if bytes.last == .backslash, !isEscaped(bytes.dropLast()) { output.append(.backslash) }
        }
    }

    private mutating func copy(_ bytes: ArraySlice<UInt8>) {
        if bytes.contains(.newline) { text(bytes) } else { output.write(bytes) }
    }

    /// Whether a word would be something else if it stood between blanks.
    private func isOnlyWhereItStands(_ bytes: ArraySlice<UInt8>, _ mode: Lexer.Mode) -> Bool {
        guard bytes.count <= 2, let first = bytes.first else { return false }
        switch first {
        case .hash: return bytes.count == 1
        case .openBrace:
            return mode == .condition && (bytes.count == 1 || bytes.last == .closeBrace)
        case .closeBrace: return mode == .condition && bytes.count == 1
        default: return false
        }
    }

    /// Whether a backslash at the end makes what follows literal.
    private func isEscaped(_ bytes: ArraySlice<UInt8>) -> Bool {
        !bytes.reversed().prefix { $0 == .backslash }.count.isMultiple(of: 2)
    }
}

// MARK: - Values

extension Formatter {
    mutating func expression(_ expression: Expression) {
        switch expression {
        case .word(let word): self.word(word)
        case .range(_, _, let range): word(range)
        case .list(let elements, let range): list(elements, range)
        }
    }

    private mutating func list(_ elements: [Word], _ range: SourceRange) {
        switch breaks(in: elements, range) {
        case .none: listOnOneLine(elements, range)
        case .comments: listOfLines(elements)
        case .lines:
            let length = output.length
            listOnOneLine(elements, range)
            guard output.column > Self.lineLength else { return }
            output.restore(to: length)
            source.position = range.lowerBound
            listOfLines(elements)
        }
    }

    private enum Breaks { case none, lines, comments }

    /// Whether something keeps a list from standing on one line.
    private func breaks(in elements: [Word], _ range: SourceRange) -> Breaks {
        var breaks = Breaks.none
        var hasLines = false
        var end = range.lowerBound + 1
        for next in elements.map(\.range) + [SourceRange(range.upperBound - 1, range.upperBound)] {
            let gap = source.bytes[end..<next.lowerBound]
            if gap.contains(.hash) { return .comments }
            if gap.contains(.newline) { breaks = .lines }
            if source.bytes[next.lowerBound..<next.upperBound].contains(.newline) {
                hasLines = true
            }
            end = next.upperBound
        }
        return breaks == .lines && hasLines ? .comments : breaks
    }

    private mutating func listOnOneLine(_ elements: [Word], _ range: SourceRange) {
        output.write("[")
        for (index, element) in elements.enumerated() {
            if index > 0 { output.write(" ") }
            word(element, .list)
        }
        output.write("]")
        source.position = range.upperBound
    }

    private mutating func listOfLines(_ elements: [Word]) {
        let outer = output.indentation
        let inner = outer + Self.indentation
        token("[")
        for (index, element) in elements.enumerated() {
            let hasSpace = filling(isFirst: index == 0, .elements, indentation: inner)
            output.startLine(inner, afterEmptyLine: hasSpace)
            word(element, .list)
        }
        filling(isFirst: elements.isEmpty, .elements, indentation: inner)
        output.startLine(outer)
        token("]")
    }
}
