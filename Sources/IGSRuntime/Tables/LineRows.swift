import IGSScript

/// Reads `.txt` files: each line that is not blank is a row with one cell.
struct LineRows: TableReader {
    let columns = [TableColumn(header: "line")]
    private var lines: TableLines
    private var number = 0

    init(_ text: TableText) {
        lines = TableLines(text, limit: TableLimits.cellByteCount)
    }

    mutating func next() throws(Diagnostic) -> TableRow? {
        guard let line = try lines.next() else { return nil }
        number += 1
        return TableRow(
            number: number, line: line.number,
            cells: [String(decoding: line.bytes, as: UTF8.self)])
    }
}
