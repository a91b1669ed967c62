/// What is known about a session at one point of a script, before the script runs.
public struct Knowledge: Sendable {
    /// What is known about a variable.
    public enum Variable: Hashable, Sendable {
        /// It has this value.
        case value(Value)
        /// It has a value, which only the run can compute.
        case computed
        /// It is a job, and only the run knows which.
        case job
        /// It may have a value, depending on the path that the run took.
        case possible

        /// Makes what is known about a variable that gets a value; `nil` stands for a value to be computed, and
        /// a value too long to be followed is treated as one.
        init(_ value: Value?) {
            self = value.flatMap { $0.isShort ? .value($0) : nil } ?? .computed
        }
    }

    /// The variables of the session.
    public var variables: NameTable<Variable>
    /// The variables of the `def` that is being followed; `nil` outside of one.
    var locals: NameTable<Variable>?
    /// Whether there may be unknown variables.
    public var hasUnknownVariables = false
    /// The settings; `nil` for a value that has to be computed.
    public var settings: NameTable<String?>
    /// The commands that scripts defined; `nil` if it is not known how, or whether at all.
    public var definitions: [String: Definition?]
    /// Whether there may be unknown definitions.
    public var hasUnknownDefinitions = false
    /// The names of jobs.
    public private(set) var jobs: Set<String>
    /// The jobs of earlier sessions, which are looked up by their names; `nil` if none may be named.
    public var earlierJobs: EarlierJobs?
    /// The names that mean several jobs, and how many.
    public private(set) var groups: [String: Int]
    /// The number of jobs, as far as it can be known.
    public var jobCount: Int?
    /// Whether there may be jobs with unknown names.
    public var hasUnknownJobs: Bool
    /// The references in order, by name; `nil` for one without a name.
    public var references: [String?]
    /// Whether the reference set may contain unknown references.
    public var hasUnknownReferences = false
    /// The columns of the tables that the script has gone through, by their names in the file and by their variables.
    public var columns: Set<String> = []
    /// Whether there may be unknown columns.
    public var hasUnknownColumns = false
    /// The variables of the process's environment that scripts may read.
    public var environment: [String: String]
    /// The fields of a job.
    public let jobFields: [String]

    /// Makes what is known about a session.
    public init(
        variables: [String: Value] = [:], settings: [String: String] = [:],
        definitions: [String: Definition] = [:], jobs: Set<String> = [],
        groups: [String: Int] = [:], jobCount: Int? = 0,
        hasUnknownJobs: Bool = false, references: [String?] = [],
        environment: [String: String] = [:], jobFields: [String] = []
    ) {
        self.variables = NameTable(variables.mapValues(Variable.value))
        self.settings = NameTable(settings.mapValues { $0 })
        self.definitions = definitions.mapValues { $0 }
        self.jobs = jobs
        self.groups = groups
        self.jobCount = jobCount
        self.hasUnknownJobs = hasUnknownJobs
        self.references = references
        self.environment = environment
        self.jobFields = jobFields
    }

    /// Whether a job of this name may exist.
    public func mayHaveJob(named name: String) -> Bool { hasUnknownJobs || hasJob(named: name) }

    /// Whether a job of this name exists.
    public func hasJob(named name: String) -> Bool {
        jobs.contains(name) || earlierJobs?.contains(name) ?? false
    }

    /// How many jobs of this script a name means; `nil` if only the run can know.
    func countOfJobs(named name: String) -> Int? {
        guard !hasUnknownJobs, jobs.contains(name) else { return nil }
        return groups[name] ?? 1
    }

    /// Notes that a name means a job, or several, from now on.
    public mutating func addJob(named name: String, count: Int = 1) {
        // A script that names this many is a stream of data; their names are not followed.
        guard jobs.count < Self.maximumJobCount else {
            forgetJobs()
            return
        }
        jobs.insert(name)
        groups[name] = count > 1 ? count : nil
    }

    private mutating func forgetJobs() {
        jobs = []
        groups = [:]
        hasUnknownJobs = true
    }

    /// Adopts the names of jobs that are known elsewhere; a name means several jobs if it does so in both
    /// places.
    mutating func mergeJobs(_ other: Knowledge) {
        if groups != other.groups {
            groups = groups.filter { other.groups[$0.key] == $0.value }
        }
        guard jobs.count != other.jobs.count || jobs != other.jobs else { return }
        jobs.formUnion(other.jobs)
        if jobs.count > Self.maximumJobCount { forgetJobs() }
    }
}

// MARK: - Variables

extension Knowledge {
    /// The longest text to follow, in bytes; a longer one is treated as computed.
    static var maximumTextLength: Int { 1 << 10 }

    /// The longest list to follow.
    static var maximumListCount: Int { 1_000 }

    /// The greatest number of variables to follow.
    static var maximumVariableCount: Int { 100_000 }

    /// The greatest number of jobs whose names are followed.
    static var maximumJobCount: Int { 100_000 }

    /// Returns what is known about a variable in scope; `nil` if there is none.
    public func variable(_ name: String) -> Variable? { locals?[name] ?? variables[name] }

    /// Notes that a variable gets a value.
    ///
    /// - Parameter value: The value; `nil` if it has to be computed.
    mutating func bind(_ name: String, to value: Value?) { set(name, to: Variable(value)) }

    /// Notes what a variable is from now on.
    mutating func set(_ name: String, to variable: Variable) {
        // A script with this many is a stream of data; its names are not followed.
        if variables.count >= Self.maximumVariableCount { forgetEverything() }
        if locals == nil {
            variables[name] = variable
        } else {
            locals?[name] = variable
        }
    }

    /// Notes that a variable in scope does not exist any more.
    mutating func unbind(_ name: String) {
        if locals == nil { variables[name] = nil } else { locals?[name] = nil }
    }

    /// The names that an undefined one may be a mistake for; none if there are too many to search for each
    /// mistake.
    var variableNames: [String] {
        guard variables.count <= Self.maximumNameCount else { return locals?.allNames ?? [] }
        return (locals?.allNames ?? []) + variables.allNames.sorted()
    }

    /// The names of jobs that an unknown one may be a mistake for; none if there are too many.
    public var jobNames: [String] {
        guard jobs.count <= Self.maximumNameCount else { return [] }
        return jobs.union(earlierJobs?.names() ?? []).sorted()
    }

    /// The names of definitions that an unknown one may be a mistake for; none if there are too many.
    var definitionNames: [String] {
        definitions.count <= Self.maximumNameCount ? definitions.keys.sorted() : []
    }

    /// The greatest number of names to search for the one that was meant.
    private static var maximumNameCount: Int { 1_000 }
}

private extension Value {
    /// Whether the value is small enough to be followed.
    var isShort: Bool {
        switch self {
        case .string(let text): text.utf8.count <= Knowledge.maximumTextLength
        case .list(let elements):
            elements.count <= Knowledge.maximumListCount
                && elements.allSatisfy { $0.utf8.count <= Knowledge.maximumTextLength }
        case .job: true
        }
    }
}

// MARK: - What is not known

extension Knowledge {
    /// Notes that commands run which are not followed: their settings, jobs and references become unknown.
    mutating func forgetEffects() {
        for name in settings.allNames { settings[name] = .some(nil) }
        hasUnknownDefinitions = true
        hasUnknownJobs = true
        groups = [:]
        jobCount = nil
        hasUnknownReferences = true
        hasUnknownColumns = true
    }

    /// Notes that anything may have happened.
    mutating func forgetEverything() {
        forgetEffects()
        definitions = [:]
        variables.removeAll()
        locals?.removeAll()
        hasUnknownVariables = true
    }
}

// MARK: - Values

extension Knowledge: ValueScope {
    /// Returns what a subject stands for at this point; what only the run can know is computed.
    public func lookUp(_ subject: Expansion.Subject) -> Lookup {
        switch subject {
        case .variable(let name):
            switch variable(name) {
            case .value(let value): .value(value)
            case .computed, .possible, .job: .computed
            case nil: hasUnknownVariables ? .computed : .undefined
            }
        case .field(let name, let field):
            groups[name] != nil && variable(name) != .job
                ? .ambiguous : jobFields.contains(field) ? .computed : .undefined
        case .environment(let name):
            environment[name].map { .value(.string($0)) } ?? .undefined
        }
    }

    /// Returns the diagnostic of an expansion whose subject does not exist at this point.
    public func undefined(_ expansion: Expansion) -> Diagnostic {
        switch expansion.subject {
        case .variable(let name): CheckMessages.undefinedVariable(name, known: variableNames)
        case .field(let name, let field):
            variable(name) == .job
                ? CheckMessages.unknownField(field, known: jobFields)
                : groups[name].map { CheckMessages.severalJobs(name, $0) }
                    ?? CheckMessages.unknownField(
                        field, of: name, isVariable: variable(name) != nil, known: jobFields)
        case .environment(let name): CheckMessages.environmentNotPassed(name)
        }
    }
}
