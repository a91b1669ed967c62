package import IGSScript

extension Session {
    /// What the checker may assume.
    package var knowledge: Knowledge {
        var knowledge = Knowledge(
            variables: environment.variables, settings: settings.known, definitions: definitions,
            jobs: Set(jobs.names),
            groups: Dictionary(
                jobs.groups.map { ($0.name, $0.count) }, uniquingKeysWith: { first, _ in first }),
            jobCount: jobs.entries.count,
            references: references.references.map(\.name),
            environment: environment.process, jobFields: JobField.allCases.map(\.rawValue))
        for column in checkedTables.values.flatMap(\.columns) {
            knowledge.columns.formUnion([column.header, column.variable])
        }
        return knowledge
    }
}

extension Knowledge {
    /// Returns what is known about a session that has just begun.
    static func ofNewSession(variables: [String: Value] = [:]) -> Knowledge {
        Knowledge(
            variables: variables, settings: Settings().known,
            jobFields: JobField.allCases.map(\.rawValue))
    }
}

private extension Settings {
    var known: [String: String] {
        Dictionary(
            uniqueKeysWithValues: Setting.all.compactMap { setting in
                setting.read(self).map { (setting.name, $0) }
            })
    }
}
