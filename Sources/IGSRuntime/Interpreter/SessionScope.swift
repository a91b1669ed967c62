import IGSScript

/// The values of expansions during a run.
struct SessionScope: ValueScope {
    let session: Session

    func lookUp(_ subject: Expansion.Subject) -> Lookup {
        switch subject {
        case .variable(let name):
            session.environment[name].map(Lookup.value) ?? .undefined
        case .environment(let name):
            session.environment.process[name].map { .value(.string($0)) } ?? .undefined
        case .field(let name, let field): value(of: field, ofJob: name)
        }
    }

    func undefined(_ expansion: Expansion) -> Diagnostic {
        switch expansion.subject {
        case .variable(let name):
            return CheckMessages.undefinedVariable(
                name, known: session.environment.variables.keys.sorted())
        case .environment(let name): return CheckMessages.environmentNotPassed(name)
        case .field(let name, let field):
            guard JobField(rawValue: field) != nil else {
                return CheckMessages.unknownField(
                    field, of: name, isVariable: session.environment[name] != nil,
                    known: JobField.allCases.map(\.rawValue))
            }
            do throws(Failure) {
                let entries = try JobSelection.entries([name], in: session)
                guard let entry = entries.first, entries.count == 1 else {
                    return CheckMessages.severalJobs(name, entries.count)
                }
                return JobListMessages.fieldNotKnown(field, of: entry)
            } catch {
                return error.diagnostics.first ?? session.desk.unknownJob(name)
            }
        }
    }

    private func value(of field: String, ofJob name: String) -> Lookup {
        do throws(Failure) {
            let entries = try JobSelection.entries([name], in: session)
            guard entries.count <= 1 else { return .ambiguous }
            return entries.first.flatMap { JobField(rawValue: field)?.text(of: $0) }
                .map { .value(.string($0)) } ?? .undefined
        } catch {
            // If the ledger cannot be read, no default stands in for the value.
            let isUnknown = error.diagnostics.allSatisfy(JobListMessages.isAboutUnknownJob)
            return isUnknown ? .undefined : .ambiguous
        }
    }
}
