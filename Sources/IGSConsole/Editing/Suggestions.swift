/// What the editor offers for a line: a hint behind it, and the candidates for its last word above it.
struct Suggestions {
    /// The hint, and the line that it was shown for.
    private var shown: (line: String, hint: Hint)?
    private var list: CandidateList?

    /// Finds the hint for a line that is about to be shown; there is one only while the cursor is at its end.
    ///
    /// - Returns: The text to show, perhaps empty.
    mutating func findHint(for line: EditedLine, _ aids: EditingAids) -> String {
        let hint = line.isAtEnd && !line.text.isEmpty ? aids.hint(line.text) : nil
        shown = hint.map { (line: line.text, hint: $0) }
        return hint?.text ?? ""
    }

    /// Whether a hint is shown that can be accepted, and the line has not changed since.
    func canTakeHint(for line: EditedLine) -> Bool { hint(for: line) != nil }

    /// Accepts the hint, all of it or its next word.
    ///
    /// - Returns: What to add to the line; nil if there is no hint to accept.
    mutating func takeHint(for line: EditedLine, wordOnly: Bool) -> String? {
        guard let hint = hint(for: line) else { return nil }
        shown = nil
        guard wordOnly else { return hint.text }
        let blanks = hint.text.prefix { $0.isWhitespace }
        let word = hint.text.dropFirst(blanks.count).prefix { !$0.isWhitespace }
        return String(blanks + word)
    }

    private func hint(for line: EditedLine) -> Hint? {
        guard let shown, shown.hint.canBeTaken, line.text == shown.line, line.isAtEnd else {
            return nil
        }
        return shown.hint
    }

    /// Begins a list of candidates.
    ///
    /// - Parameters:
    ///   - columns: The columns of the terminal.
    ///   - rows: The most rows that a page may take.
    /// - Returns: The first page, in whole lines.
    mutating func list(
        _ candidates: [Completion.Candidate], columns: Int, rows: Int
    ) -> String {
        var list = CandidateList(CandidateTable(candidates, columns: columns))
        defer { self.list = list }
        return list.takePage(rows: rows)
    }

    /// Returns the next page of the list; nil if there is no list, or all of it was shown.
    mutating func nextPage(rows: Int) -> String? {
        guard var list, !list.isThrough else { return nil }
        defer { self.list = list }
        return list.takePage(rows: rows)
    }

    /// Forgets the list: the next one begins at its first page.
    mutating func dropList() { list = nil }
}

/// The candidates that Tab shows, a screenful at a time.
private struct CandidateList {
    private let table: CandidateTable
    /// The number of rows that were shown.
    private var shown = 0

    init(_ table: CandidateTable) { self.table = table }

    var isThrough: Bool { shown == table.count }

    /// Takes as many rows as the screen has room for.
    mutating func takePage(rows count: Int) -> String {
        let page = table.rows(shown..<(shown + max(1, count)))
        shown += page.count
        let rest = table.count - shown
        return page.map { $0 + "\n" }.joined() + (rest == 0 ? "" : "… \(rest) more: Tab\n")
    }
}
