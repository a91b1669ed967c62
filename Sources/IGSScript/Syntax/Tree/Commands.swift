/// A command of igs: its declaration, and its words.
public struct CommandStatement: Sendable {
    /// The declaration that the name stands for.
    public let signature: Signature
    /// Where the name stands: one word, or two (`ref add`).
    public let name: SourceRange
    /// The words after the name.
    public let arguments: [Word]
    /// From the name to the last word.
    public let range: SourceRange
}

/// A use of a command that the script defines with `def`.
///
/// Whatever is no command of igs is taken for one of the script's own.
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

/// `plan { … }` or `plan path`: tells what would be submitted, and submits nothing.
public struct PlanStatement: Sendable {
    /// What is planned.
    public enum Subject: Sendable {
        /// A block of the script itself.
        case block(Block)
        /// A script, relative to the file that names it.
        case script(Word)
    }

    /// What is planned.
    public let subject: Subject
    /// The whole statement.
    public let range: SourceRange
}

/// `expect condition`: fails where the condition does not hold.
public struct ExpectStatement: Sendable {
    /// What is to hold.
    public let condition: Condition
    /// The whole statement.
    public let range: SourceRange
}

/// `expect fails { … }`: fails where nothing in the block does.
public struct ExpectFailsStatement: Sendable {
    /// What is to fail.
    public let body: Block
    /// The whole statement.
    public let range: SourceRange
}
