import IGSScript

/// A table that the caller of a script gives in place of the one that the script names: `--rows other.csv`.
///
/// The path is the user's own, so it may lead anywhere.
package final class GivenTable {
    private let path: String
    /// The table that it takes the place of: its name in the script, and where it is. `nil` until the script names one.
    private var replaced: (name: String, place: String)?

    /// Whether the script has named a table.
    package var isUsed: Bool { replaced != nil }

    package init(_ path: String) {
        self.path = path
    }

    /// Returns the failure of a script that goes through no table.
    package func notUsed() -> Failure {
        Failure(TableMessages.noTable(path), code: .usage)
    }

    /// Returns the table in place of the one that the script names.
    ///
    /// - Throws: ``Diagnostic`` if it is not a table, or if the script names another one, too.
    func inPlace(of name: String, at place: String) throws(Diagnostic) -> TableFile {
        if let replaced, replaced.place != place {
            throw TableMessages.severalTables(replaced.name, name)
        }
        replaced = (name, place)
        return try TableFile(reading: UserPath.expand(path), name: path)
    }
}
