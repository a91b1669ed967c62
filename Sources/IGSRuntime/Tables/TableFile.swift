import IGSJobs
package import IGSScript

/// A table in a `.csv`, `.tsv`, `.jsonl` or `.txt` file.
///
/// Whoever makes one reads the whole file, in little memory: after that its rows are known to be valid. They are not
/// kept. ``rows()`` reads them again, and refuses a file that is not the same any more.
package struct TableFile: Table {
    package let name: String
    package let columns: [TableColumn]
    package let rowCount: Int
    /// The SHA-256 of the file's bytes, in lower-case hexadecimal.
    package let digest: String

    private let path: String
    private let format: TableFormat
    private let separator: UInt8
    private let version: FileIdentity
    private let pieceByteCount: Int

    /// Reads a table through once.
    ///
    /// - Parameters:
    ///   - path: Where the file is. A link counts as what it leads to.
    ///   - name: How messages name the file.
    /// - Throws: ``Diagnostic`` if it cannot be read, or if anything in it is wrong.
    package init(reading path: String, name: String) throws(Diagnostic) {
        try self.init(reading: path, name: name, by: TableSource.pieceByteCount)
    }

    /// Reads a table through once, in pieces of a length.
    init(reading path: String, name: String, by pieceByteCount: Int) throws(Diagnostic) {
        let path = UserPath.toRead(path)
        guard let format = TableFormat(path) else {
            throw TableMessages.otherFormat(name, nearest: NearbyTables.nearest(to: path))
        }
        let source = try TableSource(path, called: name, by: pieceByteCount)
        let separator =
            format == .csv ? try Separator.inHeader(of: TableText(source.anew())) : Separator.tab
        var reader = try Self.reader(of: TableText(source), format, separator)
        var rowCount = 0
        while let row = try reader.next() { rowCount = row.number }
        guard rowCount > 0 || format.hasHeader else { throw TableMessages.empty(name, format) }
        self.name = name
        self.path = path
        self.format = format
        self.separator = separator
        self.pieceByteCount = pieceByteCount
        self.rowCount = rowCount
        columns = reader.columns
        digest = source.digest
        version = source.version
    }

    /// Whether a file holds a table, by the ending of its name.
    package static func isTable(_ path: String) -> Bool { TableFormat(path) != nil }

    /// Whether a file has columns, by the ending of its name: a table, and not a text.
    static func hasColumns(_ path: String) -> Bool {
        TableFormat(path).map { $0 != .txt } ?? false
    }

    package func rows() throws(Diagnostic) -> any TableRows {
        let source = try TableSource(path, called: name, version, by: pieceByteCount)
        return try Self.reader(
            of: TableText(source), format, separator, columnCount: columns.count)
    }

    /// - Parameter columnCount: How many cells each row has, where the rows do not say it themselves.
    private static func reader(
        of text: TableText, _ format: TableFormat, _ separator: UInt8, columnCount: Int = 0
    ) throws(Diagnostic) -> any TableReader {
        switch format {
        case .csv, .tsv: try SeparatedRows(text, separator: separator, format)
        case .jsonl: ObjectRows(text, columnCount: columnCount)
        case .txt: LineRows(text)
        }
    }
}

/// Reads the rows of one format.
protocol TableReader: TableRows {
    /// The columns that have been seen so far.
    var columns: [TableColumn] { get }
}
