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
                    field, of: name, isVariable: isText(name),
                    known: JobField.allCases.map(\.rawValue))
            }
            do throws(Failure) {
                let entries = try JobSelection.entries([spec(of: name)], in: session)
                guard let entry = entries.first, entries.count == 1 else {
                    return CheckMessages.severalJobs(name, entries.count)
                }
                return JobListMessages.fieldNotKnown(field, of: entry)
            } catch {
                return error.diagnostics.first ?? session.desk.unknownJob(name)
            }
        }
    }

    /// Whether a name is that of a variable that holds no job.
    private func isText(_ name: String) -> Bool {
        switch session.environment[name] {
        case .string, .list: true
        case .job, nil: false
        }
    }

    /// Returns the spec of the job that a name means: the variable of a loop through jobs comes before a job's name.
    private func spec(of name: String) -> String {
        if case .job(let number) = session.environment[name] { "\(number)" } else { name }
    }

    private func value(of field: String, ofJob name: String) -> Lookup {
        do throws(Failure) {
            let entries = try JobSelection.entries([spec(of: name)], in: session)
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
