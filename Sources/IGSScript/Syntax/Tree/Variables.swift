/// A name that a script gives or uses, with its place.
public struct NamedRange: Sendable {
    /// The name.
    public let name: String
    /// Where it stands.
    public let range: SourceRange
}

/// `let name = value`, or `let name += number`.
public struct BindingStatement: Sendable {
    /// The variable.
    public let variable: NamedRange
    /// The value, or the number to add.
    public let value: Expression
    /// Whether the value is a number to add to the variable's.
    public let adds: Bool
    /// The whole statement.
    public let range: SourceRange
}

/// `param name "what it is" = default`: a value that the caller of a script may give.
public struct ParameterStatement: Sendable {
    /// The variable, which is also the name of the option on the command line.
    public let variable: NamedRange
    /// What it is, for `--help`.
    public let summary: Word?
    /// The value if the caller gives none; `nil`: the caller must give one.
    public let fallback: Expression?
    /// The whole statement.
    public let range: SourceRange
}

/// The value that `let`, `for … in` and the call of a `def` take.
///
/// After `for … in`, a bare word such as `%day` means the jobs: see ``LoopStatement/jobs``.
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
