/// Lays out quoted texts of several lines.
extension Formatter {
    /// Copies a word of several lines: those of the quote that it starts with, or of the quote of
    /// an option's value.
    mutating func text(_ word: ArraySlice<UInt8>) {
        var start = word.startIndex
        if source.cursor.quote(at: start) == nil {
            start = word.firstIndex(of: .equals).map { $0 + 1 } ?? start
            output.write(word[..<start])
        }
        if source.cursor.quote(at: start) == .multiline,
            let firstLine = source.offsetOfFirstLine(from: start + 3),
            let end = source.endOfMultiline(from: start + 3),
            let lastLine = startOfClosingLine(before: end, from: start + 3)
        {
            output.write("\"\"\"")
            indentedLines(from: firstLine, to: lastLine, source.bytes[lastLine..<end])
            output.startLineOfText()
            output.blanks(output.indentation + Self.indentation)
            start = end
        }
        lines(word[start...])
    }

    /// Returns where the line of a closing mark starts, if only blanks precede the mark on it.
    private func startOfClosingLine(before end: Int, from start: Int) -> Int? {
        var offset = end
        while offset > start, source.byte(offset - 1).isBlank { offset -= 1 }
        return offset > start && source.byte(offset - 1) == .newline ? offset : nil
    }

    /// Copies the lines of a text with another indentation.
    private mutating func indentedLines(
        from start: Int, to end: Int, _ indentation: ArraySlice<UInt8>
    ) {
        var offset = start
        while offset < end {
            var lineEnd = offset
            while source.byte(lineEnd) != .newline, lineEnd < end { lineEnd += 1 }
            let next = lineEnd + 1
            if lineEnd > offset, source.byte(lineEnd - 1) == .carriageReturn { lineEnd -= 1 }
            var line = source.bytes[offset..<lineEnd]
            line =
                line.starts(with: indentation)
                ? line.dropFirst(indentation.count) : line.drop(while: \.isBlank)
            output.startLineOfText()
            if !line.isEmpty {
                output.blanks(output.indentation + Self.indentation)
                output.write(line)
                // It is part of the text if another one follows it.
                if line.last == .carriageReturn { output.append(.carriageReturn) }
            }
            offset = next
        }
    }

    /// Copies lines as they are, except for their line endings.
    private mutating func lines(_ bytes: ArraySlice<UInt8>) {
        for offset in bytes.indices {
            let byte = bytes[offset]
            if byte == .newline {
                output.startLineOfText()
            } else if byte != .carriageReturn || source.byte(offset + 1) != .newline
                || source.byte(offset - 1) == .carriageReturn
            {
                output.append(byte)
            }
        }
    }
}
