/// A command of igs: its declaration, and its words.
public struct CommandStatement: Sendable {
    /// The declaration that the name stands for.
    public let signature: Signature
    /// Where the name stands: one word, or two (`ref add`).
    public let name: SourceRange
    /// From the name to the last word.
    public let range: SourceRange
    /// The words after the name.
    public let arguments: [Word]
}

/// A use of a command that the script defines with `def`.
///
/// Any name that is not a command of igs is taken for one of the script's own.
public struct DefinitionCall: Sendable {
    /// The name.
    public let name: Word
    /// The values after it.
    public let arguments: [Expression]
    /// From the name to the last value.
    public let range: SourceRange
}

/// `source path`: runs another script in the same session.
public struct SourceStatement: Sendable {
    /// The path, relative to the file that names it.
    public let path: Word
    /// The whole statement.
    public let range: SourceRange
}

/// `plan { … }` or `plan path`: shows what would be submitted, and submits nothing.
public struct PlanStatement: Sendable {
    /// What to plan.
    public enum Subject: Sendable {
        /// A block of the script itself.
        case block(Block)
        /// A script, relative to the file that names it.
        case script(Word)
    }

    /// What to plan.
    public let subject: Subject
    /// The whole statement.
    public let range: SourceRange
}

/// `expect condition else "hint"`: fails if the condition does not hold.
public struct ExpectStatement: Sendable {
    /// What must hold.
    public let condition: Condition
    /// What to tell the person who reads of the failure.
    public let hint: Word?
    /// The whole statement.
    public let range: SourceRange
}

/// `expect fails { … } else "hint"`: fails if nothing in the block does.
public struct ExpectFailsStatement: Sendable {
    /// What must fail.
    public let body: Block
    /// What to tell the person who reads of the failure.
    public let hint: Word?
    /// The whole statement.
    public let range: SourceRange
}
