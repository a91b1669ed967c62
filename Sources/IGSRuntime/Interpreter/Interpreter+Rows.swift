import IGSScript

/// `rows`: a block for each row of a table.
extension Interpreter {
    func run(_ statement: RowsStatement) async throws(Failure) -> Flow {
        let (selection, place) = try selection(statement)
        let outer = session.row
        let outerNumber = session.environment[RowSelection.numberVariable]
        defer {
            session.row = outer
            for name in selection.variables { session.environment.remove(name) }
            if let outerNumber {
                try? session.environment.set(RowSelection.numberVariable, to: outerNumber)
            }
        }
        var rows: RowSelection.Rows
        do throws(Diagnostic) {
            rows = try selection.rows()
        } catch {
            throw Failure(error.located(at: place))
        }
        while true {
            do throws(Diagnostic) {
                guard let row = try rows.next() else { return .next }
                for (name, value) in zip(selection.variables, row.values) {
                    try session.environment.set(name, to: .string(value))
                }
                session.row = CurrentRow(row, of: selection.table)
            } catch {
                throw Failure(error.located(at: place))
            }
            do throws(Failure) {
                if let flow = try await runRound(statement.body) { return flow }
            } catch {
                throw located(error)
            }
        }
    }

    /// Returns a failure that says in which row of a table it happened.
    func located(_ failure: Failure) -> Failure {
        guard let row = session.row, var first = failure.diagnostics.first else { return failure }
        var failure = failure
        let note = "in \(row.place)"
        if !first.notes.contains(note) { first.notes.append(note) }
        failure.diagnostics[0] = first
        return failure
    }

    /// Returns what a statement goes through, and where it names the table.
    private func selection(
        _ statement: RowsStatement
    ) throws(Failure) -> (rows: RowSelection, place: SourceLocation) {
        var problems: [Diagnostic] = []
        let call = Call.bind(
            statement.head, of: file, in: SessionScope(session: session), &problems)
        if let problem = problems.first { throw Failure(problem.located(at: call.location)) }
        let place = call.location(of: RowsStatement.file)
        let name = call[RowsStatement.file] ?? ""
        let key = Checker.key(ofTable: name, in: file)
        if session.checkedTables[key] == nil { try check(statement) }
        do throws(Diagnostic) {
            // What was checked is what is gone through: a file that has changed since is refused.
            // During a run, no value is left to be computed.
            guard let table = session.checkedTables[key],
                let selection = try RowSelection(table, call)
            else { throw TableMessages.changed(name) }
            // A table within another one counts its own rows.
            let isNested = session.row != nil
            let taken = selection.variables.first { name in
                session.environment[name] != nil
                    && !(isNested && name == RowSelection.numberVariable)
            }
            if let taken { throw RowMessages.columnTaken(taken, in: table) }
            return (selection, place)
        } catch {
            throw Failure(error.located(at: error.location ?? place))
        }
    }

    /// Checks a statement whose table was not known before the run, before anything is paid for in it.
    private func check(_ statement: RowsStatement) throws(Failure) {
        var checker = Checker(host: host, knowledge: session.knowledge)
        let findings = checker.check(statement, in: file, isNested: session.row != nil)
        guard !findings.contains(where: { $0.severity == .error }) else {
            throw Failure(findings, code: .failure)
        }
        findings.forEach(session.note)
        session.checkedTables.merge(checker.tables) { $1 }
    }
}
