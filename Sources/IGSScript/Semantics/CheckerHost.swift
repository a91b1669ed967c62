/// What the checker cannot know by itself: the commands' own rules, and files.
public protocol CheckerHost {
    /// The commands.
    var vocabulary: Vocabulary { get }

    /// The words for how a job stands, in conditions.
    var jobStates: [String] { get }

    /// Checks one call by the rules of its command, and notes what it will change.
    ///
    /// - Parameter report: Receives what is wrong; a diagnostic without a place gets the call's.
    func check(_ call: Call, _ knowledge: inout Knowledge, report: (Diagnostic) -> Void)

    /// Notes a call that the run comes to, before it is checked.
    func note(_ call: Call, _ knowledge: Knowledge, _ reach: Reach)

    /// Notes that a block begins whose jobs have rules of their own.
    func enter(_ block: JobBlock)

    /// Notes that the innermost such block ends.
    func leave(_ block: JobBlock)

    /// Whether a command ends the script.
    func endsScript(_ command: Signature) -> Bool

    /// What is wrong with a setting, or with a value for it.
    ///
    /// - Parameter value: `nil` where it has to be computed.
    func problem(withSetting name: String, value: String?) -> SettingProblem?

    /// What is wrong with the jobs that a condition names.
    func problem(withJob text: String, _ knowledge: Knowledge) -> Diagnostic?

    /// What is wrong with a value that a condition compares a field of jobs with.
    func problem(withValue value: String, ofField field: String) -> Diagnostic?

    /// Reads the script that a `source` statement names.
    ///
    /// - Parameter file: The script that holds the statement.
    /// - Throws: ``Diagnostic`` where it cannot be read.
    func load(_ path: String, from file: SourceFile) throws(Diagnostic) -> SourceFile
}

extension CheckerHost {
    /// Notes nothing.
    public func note(_ call: Call, _ knowledge: Knowledge, _ reach: Reach) {}

    /// Notes nothing.
    public func enter(_ block: JobBlock) {}

    /// Notes nothing.
    public func leave(_ block: JobBlock) {}
}

/// A block that answers for its own jobs: it waits for them at its end.
public enum JobBlock: Sendable {
    /// `budget`: what they may cost; `nil` where that has to be computed.
    case budget(String?)
    /// `try` or `expect fails`: they may fail.
    case attempt
}

/// What is wrong with a setting that `with` overrides.
public enum SettingProblem: Sendable {
    /// There is no such setting.
    case name(Diagnostic)
    /// It has no such value.
    case value(Diagnostic)
}
