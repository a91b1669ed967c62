import IGSScript

/// Reads `.csv` and `.tsv` files by RFC 4180: cells between separators, rows between line breaks, and in quotes a cell
/// that holds either of them.
struct SeparatedRows: TableReader {
    private(set) var columns: [TableColumn] = []
    private var text: TableText
    private let separator: UInt8
    private var number = 0
    /// The bytes of a cell while it is read.
    private var cell: [UInt8] = []

    /// Reads the header.
    init(_ text: TableText, separator: UInt8, _ format: TableFormat) throws(Diagnostic) {
        self.text = text
        self.separator = separator
        guard let (line, headers) = try nextCells() else {
            throw TableMessages.empty(text.name, format)
        }
        var list = ColumnList()
        for header in headers { try list.append(header, at: text.place(line)) }
        columns = list.columns
    }

    mutating func next() throws(Diagnostic) -> TableRow? {
        guard let (line, cells) = try nextCells() else { return nil }
        guard cells.count == columns.count else {
            throw TableMessages.ragged(
                cells.count, columns.count, Separator.text(separator), at: text.place(line))
        }
        number += 1
        return TableRow(number: number, line: line, cells: cells)
    }

    /// Returns the cells of the next line that is not empty, and its number; `nil` at the end.
    private mutating func nextCells() throws(Diagnostic) -> (line: Int, cells: [String])? {
        while try text.takesLineBreak() {}
        guard try text.peek() != nil else { return nil }
        let line = text.line
        var cells: [String] = []
        cells.reserveCapacity(columns.count)
        var byteCount = 0
        repeat {
            cell.removeAll(keepingCapacity: true)
            if try text.takes(.quote) { try readQuotedCell() } else { try readPlainCell() }
            byteCount += cell.count
            guard byteCount <= TableLimits.rowByteCount else {
                throw TableMessages.rowTooLong(at: text.place(line))
            }
            guard cells.count < TableLimits.columnCount else { throw tooManyCells(in: line) }
            cells.append(String(decoding: cell, as: UTF8.self))
        } while try text.takes(separator)
        _ = try text.takesLineBreak()
        return (line, cells)
    }

    /// Reads a cell up to the next separator or line break. Quotes in it are text.
    private mutating func readPlainCell() throws(Diagnostic) {
        while let byte = try text.peek(), byte != separator, !byte.isLineBreak {
            text.takeRun(into: &cell) { [separator] in $0 == separator || $0.isLineBreak }
            guard cell.count <= TableLimits.cellByteCount else {
                throw TableMessages.cellTooLong(at: text.place())
            }
        }
    }

    /// Reads a cell up to its closing quote; its opening one has been taken.
    private mutating func readQuotedCell() throws(Diagnostic) {
        let line = text.line
        while let byte = try text.take() {
            if byte == .quote, try !text.takes(.quote) {
                guard try isAtCellEnd() else {
                    throw TableMessages.textAfterQuote(at: text.place())
                }
                return
            }
            cell.append(byte)
            text.takeRun(into: &cell) { $0 == .quote || $0.isLineBreak }
            guard cell.count <= TableLimits.cellByteCount else {
                throw TableMessages.cellTooLong(at: text.place(line), isQuoted: true)
            }
        }
        throw TableMessages.unclosedQuote(at: text.place(line))
    }

    private mutating func isAtCellEnd() throws(Diagnostic) -> Bool {
        guard let byte = try text.peek() else { return true }
        return byte == separator || byte.isLineBreak
    }

    private func tooManyCells(in line: Int) -> Diagnostic {
        columns.isEmpty
            ? TableMessages.tooManyColumns(at: text.place(line))
            : TableMessages.ragged(
                nil, columns.count, Separator.text(separator), at: text.place(line))
    }
}
