import IGSScript

/// The row of a table that a script is at, or was at when it made a job.
package struct CurrentRow: Sendable {
    /// Where it is, for messages: `products.csv, line 17`.
    let place: String
    /// Its cells, by the names of their columns in the file and by their variables.
    let cells: [String: String]

    init(_ row: TableRow, of table: any Table) {
        place = "\(table.name), line \(row.line)"
        var cells: [String: String] = [:]
        for (column, cell) in zip(table.columns, row.cells) {
            cells[column.header] = cell
            cells[column.variable] = cell
        }
        self.cells = cells
    }
}
