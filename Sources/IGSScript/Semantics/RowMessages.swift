/// Messages about `rows` and the columns of its table.
public enum RowMessages {
    static func unknownColumn(_ name: String, in table: any Table) -> Diagnostic {
        let known = table.columns.map(\.header)
        return Diagnostic(
            .unknownColumn, "'\(table.name)' has no column '\(name)'",
            correction: Correction(of: name, to: Suggestion.nearest(to: name, in: known)),
            notes: ["it has \(list(known))"])
    }

    /// Says that no table of the script has a column.
    public static func unknownColumn(_ name: String, known: Set<String>) -> Diagnostic {
        let known = known.sorted()
        return Diagnostic(
            .unknownColumn, "no table of the script has the column '\(name)'",
            correction: Correction(of: name, to: Suggestion.nearest(to: name, in: known)),
            notes: known.isEmpty ? ["'rows FILE { … }' goes through a table"] : [])
    }

    /// Says that a column would hide a variable that the script has already.
    public static func columnTaken(_ column: String, in table: any Table) -> Diagnostic {
        Diagnostic(
            .columnTaken, "the variable '\(column)' is in the way of the column '\(column)'",
            notes: [
                column == RowSelection.numberVariable
                    ? "$row is the number of the row: give the variable another name"
                    : "the columns of '\(table.name)' are variables: give one of the two another name"
            ])
    }

    /// Says that the check has not gone through all rows.
    static func rowsNotChecked(_ count: Int, of table: any Table) -> Diagnostic {
        Diagnostic(
            .rowsNotChecked,
            "only the first \(count) of the \(table.rowCount) rows of '\(table.name)' were checked",
            notes: ["the block takes long to check for each row"])
    }

    /// Says that the conditions of a `rows` hold for no row.
    static func noRows(of table: any Table) -> Diagnostic {
        Diagnostic(
            .noRows, "no row of '\(table.name)' has what --where asks for",
            notes: ["cells are compared letter by letter, blanks included"])
    }

    static func redefined(_ word: String) -> Diagnostic {
        Diagnostic(
            .redefinedWord,
            "'\(word)' is a command of the script from here on, and no longer igs's",
            notes: [
                "'help \(word)' explains igs's own; another name for the 'def' keeps both"
            ])
    }

    /// Returns the lines of a table that a finding is about, as a note.
    static func lines(_ lines: [Int], count: Int, of table: String) -> String {
        guard count > 1 else { return "in \(table), line \(lines.first ?? 0)" }
        let shown = lines.map(String.init)
        let rest = count - lines.count
        return "in \(table), lines "
            + (rest > 0
                ? shown.joined(separator: ", ") + " and \(rest) more"
                : shown.dropLast().joined(separator: ", ") + " and " + (shown.last ?? ""))
    }

    private static func list(_ names: [String]) -> String {
        let shown = names.prefix(20).map { "'\($0)'" }.joined(separator: ", ")
        return names.count > 20 ? shown + " and \(names.count - 20) more" : shown
    }
}
