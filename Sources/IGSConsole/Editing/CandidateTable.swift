import IGSScript

/// A list of candidates as rows of a terminal: each with its summary while they are few, values
/// alone in columns where they are many.
struct CandidateTable {
    /// The rows, none of them wider than the terminal.
    let rows: [String]

    init(_ candidates: [Completion.Candidate], columns: Int) {
        let room = max(8, columns - 1)
        let values = candidates.map { Self.cut(TerminalText.visible($0.value), to: room) }
        let width = values.map { DisplayWidth.of($0) }.max() ?? 0
        let perRow = max(1, (room + 2) / (width + 2))
        if candidates.count <= 24 || perRow == 1 {
            rows = zip(values, candidates).map { value, candidate in
                let summary = TerminalText.visible(candidate.summary.replacing("\n", with: " "))
                guard !summary.isEmpty, width + 6 < room else { return value }
                return Self.padded(value, width + 2) + Self.cut(summary, to: room - width - 2)
            }
        } else {
            let count = (values.count + perRow - 1) / perRow
            rows = (0..<count).map { row in
                stride(from: row, to: values.count, by: count).map {
                    Self.padded(values[$0], width)
                }
                .joined(separator: "  ")
            }
        }
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
