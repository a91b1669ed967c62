package import IGSScript

/// A table in memory: lines of cells with commas between them, and no quotes.
package struct PlainTable: Table {
    package let name = "table.csv"
    package let columns: [TableColumn]
    package let digest: String
    private let lines: [[String]]

    package init(_ text: String) {
        let lines = text.split(separator: "\n").map { line in
            line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        columns = lines.first?.map { TableColumn(header: $0) } ?? []
        self.lines = Array(lines.dropFirst())
        digest = text
    }

    package var rowCount: Int { lines.count }

    package func rows() -> any TableRows { Rows(lines: lines) }

    private struct Rows: TableRows {
        let lines: [[String]]
        var number = 0

        mutating func next() -> TableRow? {
            guard number < lines.count else { return nil }
            number += 1
            return TableRow(number: number, line: number + 1, cells: lines[number - 1])
        }
    }
}
