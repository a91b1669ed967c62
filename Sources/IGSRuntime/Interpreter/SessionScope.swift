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
        case .field(let name, let field):
            entry(name).flatMap { JobField(rawValue: field)?.text(of: $0) }
                .map { .value(.string($0)) } ?? .undefined
        }
    }

    func undefined(_ expansion: Expansion) -> Diagnostic {
        switch expansion.subject {
        case .variable(let name):
            CheckMessages.undefinedVariable(
                name, known: session.environment.variables.keys.sorted())
        case .environment(let name): CheckMessages.environmentNotPassed(name)
        case .field(let name, let field):
            if let entry = entry(name), JobField(rawValue: field) != nil {
                RuntimeMessages.fieldNotKnown(field, of: entry)
            } else if JobField(rawValue: field) == nil {
                CheckMessages.unknownField(field, known: JobField.allCases.map(\.rawValue))
            } else {
                ServiceCheckMessages.unknownJob(name, known: session.jobs.names)
            }
        }
    }

    private func entry(_ name: String) -> JobEntry? {
        JobSpec(name).flatMap { session.jobs.entries(for: $0).last }
    }
}
