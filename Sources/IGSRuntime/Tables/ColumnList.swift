import IGSScript

/// The columns of a table while they are found: each has a variable of its own.
struct ColumnList {
    private(set) var columns: [TableColumn] = []
    private var indices: [String: Int] = [:]

    /// Adds a column.
    ///
    /// - Parameter place: The line that names it.
    mutating func append(_ header: String, at place: String) throws(Diagnostic) {
        let column = TableColumn(header: header)
        guard !column.header.isEmpty else {
            throw TableMessages.namelessColumn(columns.count + 1, at: place)
        }
        guard header.utf8.count <= TableLimits.headerByteCount else {
            throw TableMessages.headerTooLong(columns.count + 1, at: place)
        }
        guard column.variable != "row" else {
            throw TableMessages.columnCalledRow(at: place)
        }
        if let other = indices[column.variable] {
            throw TableMessages.sameColumn(columns[other], column, at: place)
        }
        guard columns.count < TableLimits.columnCount else {
            throw TableMessages.tooManyColumns(at: place)
        }
        indices[column.variable] = columns.count
        columns.append(column)
    }
}
