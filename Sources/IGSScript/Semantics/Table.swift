/// The rows of a file, as `rows` goes through them.
///
/// Whoever makes a table has read the file once: its columns and the number of its rows are known, and each of its rows
/// is valid.
public protocol Table: Sendable {
    /// How messages name the file: as the script wrote it.
    var name: String { get }
    /// The columns, in the order of the file. Each has a name of its own.
    var columns: [TableColumn] { get }
    /// The number of rows, without a header and blank lines.
    var rowCount: Int { get }
    /// The SHA-256 of the file's bytes, in lower-case hexadecimal.
    var digest: String { get }

    /// Returns the rows from the first one, for which it reads the file anew.
    ///
    /// - Throws: ``Diagnostic`` if the file cannot be read any more, or is not the one that was checked.
    func rows() throws(Diagnostic) -> any TableRows
}

/// The rows of a table, one after the other.
public protocol TableRows {
    /// Returns the next row; `nil` after the last one.
    ///
    /// - Throws: ``Diagnostic`` if the file cannot be read any more, or changes meanwhile.
    mutating func next() throws(Diagnostic) -> TableRow?
}

/// A column of a table.
public struct TableColumn: Hashable, Sendable {
    /// Its name in the file, without blanks around it.
    public let header: String
    /// The variable that holds its cells.
    public let variable: String

    /// Makes a column with the variable that its header gives it.
    public init(header: String) {
        self.header = Self.trimmed(header)
        variable = Name.variable(for: self.header)
    }

    private static func trimmed(_ text: String) -> String {
        let scalars = text.unicodeScalars
        let start = scalars.drop { $0.properties.isWhitespace }
        let end = start.lastIndex { !$0.properties.isWhitespace }
        return end.map { String(start[...$0]) } ?? ""
    }
}

/// A row of a table.
public struct TableRow: Hashable, Sendable {
    /// Its number: 1 for the first row below the header.
    public let number: Int
    /// The line of the file in which it begins, from 1. Cells may hold line breaks, so it can be far from the number.
    public let line: Int
    /// Its cells, as many as the table has columns. An empty cell is an empty text.
    public let cells: [String]

    /// Makes a row.
    public init(number: Int, line: Int, cells: [String]) {
        self.number = number
        self.line = line
        self.cells = cells
    }
}
