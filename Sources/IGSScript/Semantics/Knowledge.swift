/// What is known of a session at one point of a script, before the script runs.
public struct Knowledge: Sendable {
    /// The variables; `nil` for a value that has to be computed.
    public var variables: [String: Value?]
    /// The settings; `nil` for a value that has to be computed.
    public var settings: [String: String?]
    /// The names of jobs.
    public var jobs: Set<String>
    /// The number of jobs, as far as it can be known.
    public var jobCount: Int?
    /// Whether there may be jobs whose names are not known.
    public var hasUnknownJobs: Bool
    /// The references in order, by name; `nil` for one without a name.
    public var references: [String?]
    /// Whether the reference set may hold what is not known.
    public var hasUnknownReferences = false
    /// The variables of the process's environment that scripts may read.
    public var environment: [String: String]
    /// The fields of a job.
    public let jobFields: [String]

    /// Makes what is known of a session.
    public init(
        variables: [String: Value] = [:], settings: [String: String] = [:],
        jobs: Set<String> = [], jobCount: Int? = 0, hasUnknownJobs: Bool = false,
        references: [String?] = [], environment: [String: String] = [:], jobFields: [String] = []
    ) {
        self.variables = variables.mapValues { $0 }
        self.settings = settings.mapValues { $0 }
        self.jobs = jobs
        self.jobCount = jobCount
        self.hasUnknownJobs = hasUnknownJobs
        self.references = references
        self.environment = environment
        self.jobFields = jobFields
    }

    /// Whether a job of this name may exist.
    public func mayHaveJob(named name: String) -> Bool { hasUnknownJobs || jobs.contains(name) }

    /// What is known after a block that runs any number of times: what it changed is not known.
    mutating func merge(afterLoop other: Knowledge) {
        for (name, value) in other.variables where variables[name] != .some(value) {
            variables[name] = .some(nil)
        }
        for (name, value) in other.settings where settings[name] != .some(value) {
            settings[name] = .some(nil)
        }
        jobs.formUnion(other.jobs)
        if jobCount != other.jobCount { jobCount = nil }
        hasUnknownJobs = hasUnknownJobs || other.hasUnknownJobs
        if references != other.references {
            references = other.references
            hasUnknownReferences = true
        }
        hasUnknownReferences = hasUnknownReferences || other.hasUnknownReferences
    }
}

extension Knowledge: ValueScope {
    /// What a subject stands for at this point; what only the run can know is computed.
    public func lookUp(_ subject: Expansion.Subject) -> Lookup {
        switch subject {
        case .variable(let name):
            guard let value = variables[name] else { return .undefined }
            return value.map(Lookup.value) ?? .computed
        case .field(_, let field):
            return jobFields.contains(field) ? .computed : .undefined
        case .environment(let name):
            return environment[name].map { .value(.string($0)) } ?? .undefined
        }
    }

    /// What to say of an expansion whose subject does not exist at this point.
    public func undefined(_ expansion: Expansion) -> Diagnostic {
        switch expansion.subject {
        case .variable(let name):
            CheckMessages.undefinedVariable(name, known: variables.keys.sorted())
        case .field(_, let field): CheckMessages.unknownField(field, known: jobFields)
        case .environment(let name): CheckMessages.environmentNotPassed(name)
        }
    }
}
