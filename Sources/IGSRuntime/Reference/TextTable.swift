import IGSScript

/// Columns of text, each as wide as its widest cell.
package enum TextTable {
    /// The rows with their cells under each other, two blanks apart, no blanks at the ends of lines.
    package static func render(_ rows: [[String]]) -> String {
        let count = rows.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in
            rows.map { column < $0.count ? DisplayWidth.of($0[column]) : 0 }.max() ?? 0
        }
        return rows.map { row in
            var line = ""
            for (column, cell) in row.enumerated() {
                line += cell
                let rest = row[(column + 1)...]
                guard rest.contains(where: { !$0.isEmpty }) else { break }
                line += String(repeating: " ", count: widths[column] - DisplayWidth.of(cell) + 2)
            }
            return line
        }.joined(separator: "\n")
    }
}
