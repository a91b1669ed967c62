/// What the checker cannot know by itself: the commands' own rules, and files.
public protocol CheckerHost {
    /// The commands.
    var vocabulary: Vocabulary { get }

    /// The words for the state of a job, in conditions.
    var jobStates: [String] { get }

    /// Checks one call by the rules of its command, and notes what it will change.
    ///
    /// - Parameter report: Receives what is wrong; a diagnostic without a place gets that of the
    ///   call.
    func check(_ call: Call, _ knowledge: inout Knowledge, report: (Diagnostic) -> Void)

    /// Notes a call that the run reaches, before it is checked.
    func note(_ call: Call, _ knowledge: Knowledge, _ reach: Reach)

    /// Notes the beginning of a block whose jobs have rules of their own.
    func enter(_ block: JobBlock)

    /// Notes the end of the innermost such block.
    func leave(_ block: JobBlock)

    /// Returns what is wrong with a setting, or with a value for it.
    ///
    /// - Parameter value: `nil` if it has to be computed.
    func problem(withSetting name: String, value: String?) -> SettingProblem?

    /// Returns what is wrong with the jobs that a condition names.
    func problem(withJob text: String, _ knowledge: Knowledge) -> Diagnostic?

    /// Returns what is wrong with a value that a condition compares a job's field with.
    func problem(withValue value: String, ofField field: String) -> Diagnostic?

    /// Reads the script that a `source` statement names.
    ///
    /// - Parameter file: The script that holds the statement.
    /// - Throws: ``Diagnostic`` if it cannot be read.
    func load(_ path: String, from file: SourceFile) throws(Diagnostic) -> SourceFile

    /// Reads through the table that a `rows` names.
    ///
    /// - Parameter file: The script that holds the statement.
    /// - Throws: ``Diagnostic`` if it cannot be read, or is not a table.
    func table(_ path: String, from file: SourceFile) throws(Diagnostic) -> any Table
}

extension CheckerHost {
    /// Does nothing.
    public func note(_ call: Call, _ knowledge: Knowledge, _ reach: Reach) {}

    /// Does nothing.
    public func enter(_ block: JobBlock) {}

    /// Does nothing.
    public func leave(_ block: JobBlock) {}
}

/// A block that is responsible for its own jobs: it waits for them at its end.
public enum JobBlock: Sendable {
    /// `budget`: what they may cost; `nil` if that has to be computed.
    case budget(String?)
    /// `try` or `expect fails`: they may fail.
    case attempt
}

/// What is wrong with a setting that `with` overrides.
public enum SettingProblem: Sendable {
    /// There is no such setting.
    case name(Diagnostic)
    /// It does not have such a value.
    case value(Diagnostic)
}
