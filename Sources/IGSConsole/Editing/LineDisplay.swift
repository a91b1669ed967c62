/// The line being edited, as the terminal shows it.
///
/// libedit edits the line and this type shows it: libedit's own display loses count of the columns
/// under characters that take two or none. A line is drawn whole, in one write. To place the
/// cursor, the text before it is written once more: so its position is right even if a terminal has
/// its own opinion about the width of a character.
///
/// It belongs to the editor's thread.
struct LineDisplay {
    private let screen: TerminalSurface
    /// The row of the cursor, counted from the first row that is shown.
    private var cursorRow = 0
    /// The first row of the layout that is shown: not 0 if the terminal has too few rows for all.
    private var firstRow = 0
    private var shown: Content?

    private struct Content: Equatable {
        let prompt: String
        let text: String
        let cursor: Int
        let columns: Int
        let continuation: String
        let spans: [StyledSpan]
        let hint: String

        func layout(columns: Int) -> LineLayout {
            LineLayout(
                prompt: prompt, text: text, cursor: cursor, columns: columns,
                continuation: continuation, spans: spans, hint: hint)
        }
    }

    init(_ screen: TerminalSurface) {
        self.screen = screen
    }

    /// Replaces what is shown by the line.
    ///
    /// - Parameter cursor: The number of Unicode scalars of `text` before the cursor.
    mutating func show(
        prompt: String, text: String, cursor: Int, continuation: String = "",
        spans: [StyledSpan] = [], hint: String = ""
    ) {
        let columns = screen.columns
        let content = Content(
            prompt: prompt, text: text, cursor: cursor, columns: columns,
            continuation: continuation, spans: spans, hint: hint)
        if content == shown { return }
        if let shown { followResize(of: shown, columns: columns) }
        draw(content.layout(columns: columns), columns)
        shown = content
    }

    /// Leaves the line as it is shown, and goes to the start of the row below it.
    mutating func leave() {
        guard let shown else { return }
        show(
            prompt: shown.prompt, text: shown.text, cursor: shown.text.unicodeScalars.count,
            continuation: shown.continuation, spans: shown.spans)
        screen.write("\r\n")
        forget()
    }

    /// Shows whole lines in place of the line. The line appears below them when it is shown again.
    mutating func interpose(_ lines: String) {
        if let shown { followResize(of: shown, columns: screen.columns) }
        let text = lines.split(separator: "\n", omittingEmptySubsequences: false)
            .joined(separator: "\r\n")
        screen.write(Self.up(cursorRow) + "\r\u{1B}[J" + text)
        forget()
    }

    /// Goes to the start of a row: the cursor's row if the cursor is there already, else the next.
    func goToStartOfRow() {
        // A full row of blanks ends in the next row, unless it began at the start of its own.
        screen.write(String(repeating: " ", count: screen.columns) + "\r")
    }

    /// Clears the screen; the next line shows at its top.
    mutating func clearScreen() {
        screen.write("\u{1B}[H\u{1B}[2J")
        forget()
    }
}

extension LineDisplay {
    /// Forgets what was shown: the line is shown anew where the cursor is.
    mutating func forget() {
        shown = nil
        cursorRow = 0
        firstRow = 0
    }

    /// Accounts for a new width, at which terminals lay out again what they show.
    private mutating func followResize(of shown: Content, columns: Int) {
        guard shown.columns != columns else { return }
        cursorRow = shown.layout(columns: columns).cursorRow
    }

    private mutating func draw(_ layout: LineLayout, _ columns: Int) {
        let room = max(1, screen.rows)
        firstRow = min(firstRow, layout.cursorRow, max(0, layout.rows.count - room))
        firstRow = max(firstRow, layout.cursorRow - room + 1)
        let rows = layout.rows[firstRow..<min(layout.rows.count, firstRow + room)]
        var output = Self.up(cursorRow) + "\r"
        for (index, row) in zip(rows.indices, rows) {
            output += row.text
            guard index + 1 < rows.endIndex else { break }
            // A full row must not be erased to its end: that would erase its last column.
            if row.width < columns { output += "\u{1B}[K" }
            if !row.wraps {
                output += "\r\n"
            } else if layout.rows[index + 1].width == 0 {
                output += " \r"
            }
        }
        let last = rows.endIndex - 1
        output += layout.rows[last].width < columns ? "\u{1B}[J" : ""
        if layout.cursorRow < last || layout.beforeCursor.width < layout.rows[last].width {
            output += Self.up(last - layout.cursorRow) + "\r" + layout.beforeCursor.text
        }
        cursorRow = layout.cursorRow - firstRow
        screen.write(output)
    }

    private static func up(_ rows: Int) -> String {
        rows > 0 ? "\u{1B}[\(rows)A" : ""
    }
}
