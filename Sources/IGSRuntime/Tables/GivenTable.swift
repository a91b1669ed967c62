import IGSScript

/// A table that the caller of a script gives in place of the one that the script names: `--rows other.csv`.
///
/// The path is the user's own, so it may lead anywhere.
package final class GivenTable {
    private let path: String
    /// The path that the script has for it; `nil` until the script has named one.
    package private(set) var replaced: String?

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
    func inPlace(of name: String) throws(Diagnostic) -> TableFile {
        if let replaced, replaced != name { throw TableMessages.severalTables(replaced, name) }
        replaced = name
        return try TableFile(reading: UserPath.expand(path), name: path)
    }
}
