import IGSScript

/// Columns of text, each as wide as its widest cell.
package enum TextTable {
    /// The rows with their cells under each other, two blanks apart, no blanks at the ends of lines.
    ///
    /// - Parameter limit: The columns that there are; where a row needs more, its last cell goes on below itself, word by
    ///   word. `nil`: as many as it takes.
    package static func render(_ rows: [[String]], within limit: Int? = nil) -> String {
        let count = rows.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in
            rows.map { column < $0.count ? DisplayWidth.of($0[column]) : 0 }.max() ?? 0
        }
        return rows.map { row in
            var line = ""
            for (column, cell) in row.enumerated() {
                let rest = row[(column + 1)...]
                guard rest.contains(where: { !$0.isEmpty }) else {
                    line +=
                        limit.map { wrapped(cell, from: DisplayWidth.of(line), within: $0) } ?? cell
                    break
                }
                line += cell
                line += String(repeating: " ", count: widths[column] - DisplayWidth.of(cell) + 2)
            }
            return line
        }.joined(separator: "\n")
    }

    /// A text with a line break wherever the next word would not fit, each line from the same column.
    static func wrapped(_ text: String, from column: Int, within limit: Int) -> String {
        var lines = [""]
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            let line = lines[lines.count - 1]
            if line.isEmpty {
                lines[lines.count - 1] = String(word)
            } else if column + DisplayWidth.of(line) + 1 + DisplayWidth.of(String(word)) <= limit {
                lines[lines.count - 1] += " " + word
            } else {
                lines.append(String(word))
            }
        }
        return lines.joined(separator: "\n" + String(repeating: " ", count: column))
    }
}
