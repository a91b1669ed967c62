/// A line being edited: its text, and the position of the cursor in it.
///
/// Positions are counted in Unicode scalars, as libedit counts them.
struct EditedLine: Equatable, Sendable {
    /// The two directions from the cursor.
    enum Direction: Int {
        /// To the start of the line, or up.
        case back = -1
        /// To the end of the line, or down.
        case on = 1
    }

    var text: String
    /// The number of Unicode scalars before the cursor.
    var cursor: Int

    init(_ text: String = "", cursor: Int = 0) {
        (self.text, self.cursor) = (text, cursor)
    }

    var isAtEnd: Bool { cursor == text.unicodeScalars.count }

    /// The text before the cursor.
    var textBeforeCursor: String {
        String(String.UnicodeScalarView(text.unicodeScalars.prefix(cursor)))
    }

    /// Returns how far to move over the next character; nil if there is none.
    func step(_ direction: Direction) -> Int? {
        let scalars = text.unicodeScalars
        let place = scalars.index(scalars.startIndex, offsetBy: cursor)
        let character = direction == .back ? text[..<place].last : text[place...].first
        return character.map { direction.rawValue * $0.unicodeScalars.count }
    }

    /// Returns how far to move to the start or the end of the cursor's row; nil if the text has one row.
    func stepToRowEdge(_ direction: Direction) -> Int? {
        let scalars = Array(text.unicodeScalars)
        guard scalars.contains("\n") else { return nil }
        let count =
            direction == .back
            ? scalars[..<cursor].reversed().prefix { $0 != "\n" }.count
            : scalars[cursor...].prefix { $0 != "\n" }.count
        return direction.rawValue * count
    }

    /// Returns how far to move to the row above or below, to the same column or the row's end; nil if there
    /// is no such row.
    func stepToNextRow(_ direction: Direction) -> Int? {
        let rows = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        var start = 0
        for (index, row) in rows.enumerated() {
            if cursor <= start + row.count {
                guard rows.indices.contains(index + direction.rawValue) else { return nil }
                let target = rows[index + direction.rawValue]
                let targetStart =
                    direction == .back ? start - target.count - 1 : start + row.count + 1
                return targetStart + min(cursor - start, target.count) - cursor
            }
            start += row.count + 1
        }
        return nil
    }
}
