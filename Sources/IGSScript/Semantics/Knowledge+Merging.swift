extension Knowledge {
    /// Keeps what is known where two paths through a script meet: what they agree on.
    mutating func merge(_ other: Knowledge) {
        variables.merge(other.variables)
        if let others = other.locals { locals?.merge(others) }
        if settings != other.settings {
            for (name, value) in other.settings where settings[name] != .some(value) {
                settings[name] = .some(nil)
            }
            for name in settings.allNames where other.settings[name] == nil {
                settings[name] = .some(nil)
            }
        }
        mergeDefinitions(other)
        mergeJobs(other)
        if jobCount != other.jobCount { jobCount = nil }
        if references != other.references {
            references = other.references
            hasUnknownReferences = true
        }
        if columns != other.columns { columns.formUnion(other.columns) }
        hasUnknownColumns = hasUnknownColumns || other.hasUnknownColumns
        hasUnknownVariables = hasUnknownVariables || other.hasUnknownVariables
        hasUnknownDefinitions = hasUnknownDefinitions || other.hasUnknownDefinitions
        hasUnknownJobs = hasUnknownJobs || other.hasUnknownJobs
        hasUnknownReferences = hasUnknownReferences || other.hasUnknownReferences
    }

    /// Roughly how much there is to compare.
    var size: Int {
        variables.count + (locals?.count ?? 0) + definitions.count + jobs.count + 1
    }

    private mutating func mergeDefinitions(_ other: Knowledge) {
        for (name, definition) in other.definitions
        where definitions[name]??.place != definition?.place || definitions[name] == nil {
            definitions[name] = .some(nil)
        }
        for name in definitions.keys where other.definitions[name] == nil {
            definitions[name] = .some(nil)
        }
    }
}

private extension NameTable<Knowledge.Variable> {
    mutating func merge(_ other: NameTable) {
        guard self != other else { return }
        for (name, variable) in other where self[name] != variable {
            self[name] =
                self[name] == nil || variable == .possible || self[name] == .possible
                ? .possible : .computed
        }
        for (name, _) in self where other[name] == nil { self[name] = .possible }
    }
}
