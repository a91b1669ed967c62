import IGSScript

/// Columns of text, each as wide as its widest cell.
package enum TextTable {
    /// Returns the rows with their cells aligned, two spaces apart, without spaces at the ends of lines.
    ///
    /// - Parameter limit: The columns that are available. If a row needs more, its last cell is broken between words,
    ///   and continues below itself or, if that leaves no room, below the row. `nil` means as many as it needs.
    package static func render(_ rows: [[String]], within limit: Int? = nil) -> String {
        render(rows, widths: widths(of: rows), within: limit)
    }

    /// Returns the widths of the columns of some rows.
    ///
    /// - Parameter least: The least widths of the first columns.
    package static func widths(of rows: [[String]], atLeast least: [Int] = []) -> [Int] {
        var widths = least
        for row in rows {
            for (column, cell) in row.enumerated() {
                let width = DisplayWidth.of(cell)
                if column == widths.count {
                    widths.append(width)
                } else if width > widths[column] {
                    widths[column] = width
                }
            }
        }
        return widths
    }

    /// Returns the rows as ``render(_:within:)`` does, with columns of given widths.
    package static func render(
        _ rows: [[String]], widths: [Int], within limit: Int? = nil
    ) -> String {
        rows.map { row in
            var line = ""
            for (column, cell) in row.enumerated() {
                let rest = row[(column + 1)...]
                guard rest.contains(where: { !$0.isEmpty }) else {
                    append(cell, to: &line, within: limit)
                    break
                }
                line += cell
                line += String(repeating: " ", count: widths[column] - DisplayWidth.of(cell) + 2)
            }
            return line
        }.joined(separator: "\n")
    }

    private static func append(_ cell: String, to line: inout String, within limit: Int?) {
        let start = DisplayWidth.of(line)
        let indentation = 4
        if let limit, start > indentation, start + DisplayWidth.of(cell) > limit,
            limit - start < WordWrap.leastRoom
        {
            while line.last == " " { line.removeLast() }
            line += "\n" + String(repeating: " ", count: indentation)
            line += WordWrap.wrap(
                cell, from: indentation, indentation: indentation, within: limit)
        } else if let limit {
            line += WordWrap.wrap(cell, from: start, indentation: start, within: limit)
        } else {
            line += cell
        }
    }
}
