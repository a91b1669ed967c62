/// The kinds of files that hold tables, named like the endings of the files.
enum TableFormat: String, CaseIterable {
    /// Cells between separators, with quotes; the header shows which separator.
    case csv
    /// The same with tabs.
    case tsv
    /// A JSON object in each line.
    case jsonl
    /// Lines of text: one column.
    case txt

    /// Returns the format of a file by the ending of its name; `nil` if it does not hold a table.
    init?(_ path: String) {
        let name = path.split(separator: "/").last ?? ""
        guard let dot = name.lastIndex(of: ".") else { return nil }
        self.init(rawValue: name[dot...].dropFirst().lowercased())
    }

    /// Whether the first line has the names of the columns, so that a table can be without rows.
    var hasHeader: Bool { self == .csv || self == .tsv }
}
