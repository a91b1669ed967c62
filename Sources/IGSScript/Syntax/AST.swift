/// A parsed source: statements in order.
public struct Script: Sendable {
    /// The source that it was parsed from.
    public let file: SourceFile
    /// The statements at the top level.
    public let statements: [Statement]
}

/// One statement. Each further construct of the language is a case more.
public indirect enum Statement: Sendable {
    /// A command with its arguments.
    case command(CommandStatement)
    /// `let name = value`.
    case binding(BindingStatement)
    /// `param name "what it is" = default`.
    case parameter(ParameterStatement)
    /// `for name in values { … }`.
    case loop(LoopStatement)
    /// `source path`.
    case source(SourceStatement)

    /// Where it stands.
    public var range: SourceRange {
        switch self {
        case .command(let statement): statement.range
        case .binding(let statement): statement.range
        case .parameter(let statement): statement.range
        case .loop(let statement): statement.range
        case .source(let statement): statement.range
        }
    }
}

/// A command: its name, then its words.
public struct CommandStatement: Sendable {
    /// The name.
    public let name: Word
    /// The words after it.
    public let arguments: [Word]
    /// From the name to the last word.
    public let range: SourceRange
}

/// What `let` and `for … in` take.
public enum Expression: Sendable {
    /// One word: a string, or the list that a variable alone stands for.
    case word(Word)
    /// `[a b c]`.
    case list([Word], range: SourceRange)
    /// `1..4`, both ends included.
    case range(Word, Word, range: SourceRange)

    /// Where it stands.
    public var range: SourceRange {
        switch self {
        case .word(let word): word.range
        case .list(_, let range), .range(_, _, let range): range
        }
    }
}

/// `let name = value`.
public struct BindingStatement: Sendable {
    /// The variable's name.
    public let name: String
    /// Where the name stands.
    public let nameRange: SourceRange
    /// The value.
    public let value: Expression
    /// The whole statement.
    public let range: SourceRange
}

/// `param name "what it is" = default`: a value that the caller of a script may give.
public struct ParameterStatement: Sendable {
    /// The variable's name, and that of the option on the command line.
    public let name: String
    /// Where the name stands.
    public let nameRange: SourceRange
    /// What it is, for `--help`.
    public let summary: Word?
    /// The value where the caller gives none; `nil`: the caller must.
    public let fallback: Expression?
    /// The whole statement.
    public let range: SourceRange
}

/// `for name in values { … }`.
public struct LoopStatement: Sendable {
    /// The loop variable's name.
    public let name: String
    /// Where the name stands.
    public let nameRange: SourceRange
    /// The values.
    public let values: Expression
    /// The statements of the block.
    public let body: [Statement]
    /// The whole statement, block included.
    public let range: SourceRange
}

/// `source path`: runs another script in the same session.
public struct SourceStatement: Sendable {
    /// The path, relative to the file that names it.
    public let path: Word
    /// The whole statement.
    public let range: SourceRange
}
