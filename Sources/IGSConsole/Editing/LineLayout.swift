import IGSScript

/// How a prompt and the text after it fill the rows of a terminal.
struct LineLayout {
    /// One row of the terminal.
    struct Row {
        /// What to write, escape sequences of the prompt included.
        var text = ""
        /// The number of columns that it takes.
        var width = 0
        /// Whether the terminal goes on to the next row by itself when this text is written.
        var wraps = false
    }

    /// The rows; at least one. The last has room for one more column.
    let rows: [Row]
    /// The row of the cursor.
    let cursorRow: Int
    /// The text before the cursor in its row, and the number of columns that it takes.
    let beforeCursor: Row

    /// Lays out `prompt`, whose escape sequences take no room, and `text`.
    ///
    /// - Parameters:
    ///   - cursor: The number of Unicode scalars of `text` before the cursor.
    ///   - columns: The columns of the terminal, at least two.
    ///   - continuation: The prompt of each line of `text` after the first.
    ///   - spans: The styles of parts of `text`, in order.
    ///   - hint: What is shown after `text` without being part of it.
    init(
        prompt: String, text: String, cursor: Int, columns: Int, continuation: String = "",
        spans: [StyledSpan] = [], hint: String = ""
    ) {
        var builder = Builder(columns: max(2, columns))
        builder.append(prompt: prompt)
        // A cursor inside what the terminal shows as one character is placed before that character.
        builder.continuation = continuation
        var scalarsLeft = cursor
        var offset = 0
        var spans = spans[...]
        for character in text {
            let count = character.unicodeScalars.count
            if scalarsLeft < count { builder.markCursor(before: character) }
            scalarsLeft -= count
            while let span = spans.first, span.range.upperBound <= offset { spans.removeFirst() }
            builder.style = spans.first.flatMap { $0.range.contains(offset) ? $0.style : nil }
            offset += character.utf8.count
            builder.append(character)
        }
        builder.style = nil
        if !hint.isEmpty, let first = hint.first {
            builder.markCursor(before: first)
            builder.style = .hint
            for character in hint { builder.append(character) }
            builder.style = nil
        }
        builder.finish()
        rows = builder.rows
        (cursorRow, beforeCursor) = builder.cursor ?? (rows.count - 1, rows[rows.count - 1])
    }
}

extension LineLayout {
    private struct Builder {
        let columns: Int
        var rows = [Row()]
        var cursor: (Int, Row)?
        var continuation = ""
        /// The style of what is appended next.
        var style: StyledSpan.Style? {
            didSet {
                guard style != oldValue else { return }
                if oldValue != nil { rows[last].text += Self.reset }
                rows[last].text += style?.sequence ?? ""
            }
        }

        private static let reset = "\u{1B}[0m"

        private var last: Int { rows.count - 1 }

        mutating func append(prompt: String) {
            var rest = prompt.unicodeScalars[...]
            var text = String.UnicodeScalarView()
            while let first = rest.first {
                if first == "\u{1B}" {
                    append(String(text))
                    text.removeAll()
                    let length = Self.lengthOfSequence(rest)
                    rows[last].text.unicodeScalars.append(contentsOf: rest.prefix(length))
                    rest.removeFirst(length)
                } else {
                    text.append(first)
                    rest.removeFirst()
                }
            }
            append(String(text))
        }

        private mutating func append(_ text: String) {
            for character in text { append(character) }
        }

        mutating func append(_ character: Character) {
            if Self.isNewline(character) {
                let style = style
                self.style = nil
                rows.append(Row(text: continuation, width: DisplayWidth.of(continuation)))
                self.style = style
                return
            }
            let (shown, width) = shown(character)
            if rows[last].width + width > columns { wrap() }
            rows[last].text += shown
            rows[last].width += width
        }

        /// Marks the position of the cursor, at the start of `character`.
        mutating func markCursor(before character: Character) {
            guard cursor == nil else { return }
            if !Self.isNewline(character), rows[last].width + shown(character).width > columns {
                cursor = (rows.count, Row())
            } else if rows[last].width == columns {
                // After a full row and before a newline, the cursor can only be on the last column.
                cursor = (last, Row(text: unstyledEnd, width: columns - 1))
            } else {
                cursor = (last, Row(text: unstyledEnd, width: rows[last].width))
            }
        }

        private var unstyledEnd: String { rows[last].text + (style == nil ? "" : Self.reset) }

        mutating func finish() {
            if rows[last].width == columns { wrap() }
        }

        private mutating func wrap() {
            let style = style
            self.style = nil
            rows[last].wraps = true
            rows.append(Row())
            self.style = style
        }

        private static func isNewline(_ character: Character) -> Bool {
            character == "\n" || character == "\r\n"
        }

        /// Returns what a character shows as, and its columns.
        private func shown(_ character: Character) -> (text: String, width: Int) {
            if character == "\t" {
                let width = min(8 - rows[last].width % 8, max(1, columns - rows[last].width))
                return (String(repeating: " ", count: width), width)
            }
            let text = TerminalText.visible(String(character))
            return (text, min(DisplayWidth.of(text), columns))
        }

        /// Returns the length of the control sequence (`ESC [`…) that `text` begins with; 1 if
        /// there is none.
        private static func lengthOfSequence(_ text: Substring.UnicodeScalarView) -> Int {
            guard text.dropFirst().first == "[" else { return 1 }
            let body = text.dropFirst(2)
            guard let end = body.firstIndex(where: { ("\u{40}"..."\u{7E}").contains($0) }) else {
                return 1
            }
            return text.distance(from: text.startIndex, to: end) + 1
        }
    }
}
