import IGSScript

/// Reads `.jsonl` files: each line that is not blank is a JSON object, and each of its keys a column.
struct ObjectRows: TableReader {
    var columns: [TableColumn] { list.columns }
    private var lines: TableLines
    private var list = ColumnList()
    private var indices: [String: Int] = [:]
    private var number = 0
    private let columnCount: Int

    /// - Parameter columnCount: How many cells the rows have, once that is known. The columns of two passes are the
    ///   same, because both find them in the order of the file.
    init(_ text: TableText, columnCount: Int) {
        lines = TableLines(text, limit: TableLimits.rowByteCount)
        self.columnCount = columnCount
    }

    mutating func next() throws(Diagnostic) -> TableRow? {
        guard let line = try lines.next() else { return nil }
        let place = lines.text.place(line.number)
        let fields: [FlatObject.Field]
        do throws(FlatObject.Failure) {
            fields = try FlatObject(line.bytes).fields
        } catch {
            throw TableMessages.notFlatObject(error, line.bytes, at: place)
        }
        var cells = [String?](repeating: nil, count: max(columnCount, columns.count))
        for field in fields {
            guard field.value.utf8.count <= TableLimits.cellByteCount else {
                throw TableMessages.cellTooLong(at: place)
            }
            let index = try column(of: field.key, at: place)
            if index == cells.count { cells.append(nil) }
            guard cells[index] == nil else { throw TableMessages.keyTwice(field.key, at: place) }
            cells[index] = field.value
        }
        number += 1
        return TableRow(number: number, line: line.number, cells: cells.map { $0 ?? "" })
    }

    /// Returns the index of a key's column, which is a new one the first time.
    private mutating func column(of key: String, at place: String) throws(Diagnostic) -> Int {
        if let index = indices[key] { return index }
        try list.append(key, at: place)
        indices[key] = columns.count - 1
        return columns.count - 1
    }
}
