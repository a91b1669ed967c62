/// Checks `rows`: first for any row, then row by row.
extension Checker {
    mutating func check(_ statement: RowsStatement) -> Bool {
        var problems: [Diagnostic] = []
        let call = Call.bind(statement.head, of: path.file, in: knowledge, &problems)
        for problem in problems { report(problem) }
        guard problems.isEmpty, let name = call[RowsStatement.file] else {
            return checkUnknownRows(of: statement.body)
        }
        let place = call.location(of: RowsStatement.file).range
        let table: any Table
        do throws(Diagnostic) {
            table = try self.table(name)
        } catch {
            report(error, place)
            return checkUnknownRows(of: statement.body)
        }
        for column in table.columns {
            knowledge.columns.formUnion([column.header, column.variable])
        }
        let variables = RowSelection.variables(of: table)
        // A table within another one counts its own rows.
        let outerNumber = isInRows ? knowledge.variable(RowSelection.numberVariable) : nil
        let taken = variables.first { name in
            knowledge.variable(name) != nil && !(isInRows && name == RowSelection.numberVariable)
        }
        if let taken { report(RowMessages.columnTaken(taken, in: table), place) }
        let isNested = isInRows
        isInRows = true
        defer {
            isInRows = isNested
            for name in variables { knowledge.unbind(name) }
            if let outerNumber { knowledge.set(RowSelection.numberVariable, to: outerNumber) }
        }
        do throws(Diagnostic) {
            // Where nothing ever runs, no row is of interest.
            if let selection = try RowSelection(table, call), !effort.isSpent, !path.isIn(.dead) {
                return try follow(statement.body, through: selection, place)
            }
        } catch {
            report(error.located(at: error.location ?? call.location(of: RowsStatement.file)))
        }
        for name in variables { knowledge.bind(name, to: nil) }
        return checkOnce(statement.body)
    }

    /// Returns the table that a script names; a script may name one in many rounds.
    private mutating func table(_ name: String) throws(Diagnostic) -> any Table {
        let key = Self.key(ofTable: name, in: path.file)
        if let known = tables[key] { return known }
        let table = try host.table(name, from: path.file)
        tables[key] = table
        effort.allow(rows: table.rowCount)
        return table
    }

    private mutating func follow(
        _ body: Block, through selection: RowSelection, _ place: SourceRange
    ) throws(Diagnostic) -> Bool {
        let table = selection.table
        checkForAnyRow(of: selection, body)
        var rows = try selection.rows()
        var failure: Diagnostic?
        var count = 0
        let outerLine = findings.line
        let goesOn = follow(body, setting: selection.variables) {
            do throws(Diagnostic) {
                guard let row = try rows.next() else { return nil }
                count += 1
                return LoopRound(
                    values: row.values.map { .value(.string($0)) },
                    line: Findings.Line(table: table.name, number: row.line))
            } catch {
                failure = error
                return nil
            }
        }
        findings.line = outerLine
        if effort.isSpent, purpose == .check {
            report(RowMessages.rowsNotChecked(count, of: table), place)
        }
        if count == 0, table.rowCount > 0, failure == nil {
            report(RowMessages.noRows(of: table), place)
        }
        if let failure { throw failure }
        return goesOn
    }

    /// Learns what is wrong with a block whatever the row: only what is wrong with some rows has lines of the table.
    private mutating func checkForAnyRow(of selection: RowSelection, _ body: Block) {
        let before = (knowledge, leavesOut, findings)
        for name in selection.variables { knowledge.bind(name, to: nil) }
        path.enter(.planned)
        _ = checkOnce(body)
        path.leave(.planned)
        let general = findings
        (knowledge, leavesOut, findings) = before
        findings.noteGeneral(general)
    }

    /// Checks a block whose columns are not known.
    private mutating func checkUnknownRows(of body: Block) -> Bool {
        leaveOut()
        knowledge.hasUnknownColumns = true
        let before = knowledge.hasUnknownVariables
        knowledge.hasUnknownVariables = true
        defer { knowledge.hasUnknownVariables = before }
        return checkOnce(body)
    }
}
