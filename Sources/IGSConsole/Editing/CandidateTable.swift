import IGSScript

/// A list of candidates as rows of a terminal: each with its summary, or in columns if many have
/// none. If there are more than anybody would read, the last row says so.
struct CandidateTable {
    /// The most candidates that are listed.
    private static let mostListed = 1_000

    private let candidates: [Completion.Candidate]
    private let values: [String]
    /// The columns of the terminal, and the columns that the longest value takes.
    private let room: Int
    private let width: Int
    private let perRow: Int
    private let perColumn: Int
    /// What the last row says if not all candidates are listed.
    private let remark: String?
    /// The number of rows.
    let count: Int

    init(_ candidates: [Completion.Candidate], columns: Int) {
        let room = max(8, columns - 1)
        let isCut = candidates.count > Self.mostListed
        let values = candidates.prefix(Self.mostListed).map {
            Self.cut(Self.line($0.value), to: room)
        }
        let width = values.map { DisplayWidth.of($0) }.max() ?? 0
        let summarized = candidates.count { !$0.summary.isEmpty }
        let hasOwnRows = candidates.count <= 24 || summarized > candidates.count / 2
        perRow = hasOwnRows ? 1 : max(1, (room + 2) / (width + 2))
        perColumn = (values.count + perRow - 1) / perRow
        remark =
            isCut
            ? "… and \(candidates.count - Self.mostListed) more: type on" : nil
        count = perColumn + (isCut ? 1 : 0)
        (self.candidates, self.values, self.room, self.width) = (candidates, values, room, width)
    }

    /// Returns the rows of a range, none of them wider than the terminal.
    func rows(_ range: Range<Int>) -> [String] { range.clamped(to: 0..<count).map(row) }

    private func row(_ row: Int) -> String {
        if row == perColumn, let remark { return Self.cut(remark, to: room) }
        guard perRow == 1 else {
            let cells = stride(from: row, to: values.count, by: perColumn).map { values[$0] }
            return cells.dropLast().map { Self.padded($0, width) + "  " }.joined()
                + (cells.last ?? "")
        }
        let summary = Self.line(candidates[row].summary)
        guard !summary.isEmpty, width + 6 < room else { return values[row] }
        return Self.padded(values[row], width + 2) + Self.cut(summary, to: room - width - 2)
    }

    /// Returns a text on one row.
    private static func line(_ text: String) -> String {
        TerminalText.visible(
            String(
                String.UnicodeScalarView(
                    text.unicodeScalars.map { $0 == "\n" || $0 == "\t" ? " " : $0 })))
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - DisplayWidth.of(text)))
    }

    private static func cut(_ text: String, to width: Int) -> String {
        guard DisplayWidth.of(text) > width else { return text }
        var result = ""
        var taken = 1
        for character in text {
            taken += DisplayWidth.of(character)
            if taken > width { break }
            result.append(character)
        }
        return result + "…"
    }
}
