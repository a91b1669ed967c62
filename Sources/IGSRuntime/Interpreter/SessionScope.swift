import IGSScript

/// Where expansions find their values during a run.
struct SessionScope: ValueScope {
    let session: Session

    func lookUp(_ subject: Expansion.Subject) -> Lookup {
        switch subject {
        case .variable(let name):
            session.environment[name].map(Lookup.value) ?? .undefined
        case .environment(let name):
            session.environment.process[name].map { .value(.string($0)) } ?? .undefined
        case .field(let name, let field): value(of: field, of: entries(name))
        }
    }

    func undefined(_ expansion: Expansion) -> Diagnostic {
        switch expansion.subject {
        case .variable(let name):
            return CheckMessages.undefinedVariable(
                name, known: session.environment.variables.keys.sorted())
        case .environment(let name): return CheckMessages.environmentNotPassed(name)
        case .field(let name, let field):
            let entries = entries(name)
            guard entries.count <= 1 else {
                return CheckMessages.severalJobs(name, entries.count)
            }
            if let entry = entries.first, JobField(rawValue: field) != nil {
                return RuntimeMessages.fieldNotKnown(field, of: entry)
            }
            return JobField(rawValue: field) == nil
                ? CheckMessages.unknownField(
                    field, of: name, isVariable: session.environment[name] != nil,
                    known: JobField.allCases.map(\.rawValue))
                : session.unknownJob(name)
        }
    }

    private func value(of field: String, of entries: [JobEntry]) -> Lookup {
        guard entries.count <= 1 else { return .ambiguous }
        return entries.first.flatMap { JobField(rawValue: field)?.text(of: $0) }
            .map { .value(.string($0)) } ?? .undefined
    }

    /// The jobs that a name means; none if it means none.
    private func entries(_ name: String) -> [JobEntry] {
        (try? JobSelection.entries([name], in: session)) ?? []
    }
}
