/// A parsed source: all of its statements, in order.
///
/// The prompt and the formatter work on whole scripts; a file is checked and run one statement at a
/// time, straight from the ``Parser``.
public struct Script: Sendable {
    /// The source that it was parsed from.
    public let file: SourceFile
    /// The statements at the top level.
    public let statements: [Statement]
}

/// One statement. Each construct of the language is a case.
///
/// Most statements of a script are commands: the other cases are stored indirectly, so that
/// commands stay small.
public enum Statement: Sendable {
    /// A command with its arguments.
    case command(CommandStatement)
    /// A use of a command that the script defines itself.
    indirect case call(DefinitionCall)
    /// `let name = value`.
    indirect case binding(BindingStatement)
    /// `param name "what it is" = default`.
    indirect case parameter(ParameterStatement)
    /// `if condition { … } else if condition { … } else { … }`.
    indirect case condition(IfStatement)
    /// `for name in values { … }`.
    indirect case loop(LoopStatement)
    /// `repeat count { … }`.
    indirect case repetition(RepeatStatement)
    /// `rows FILE { … }`.
    indirect case rows(RowsStatement)
    /// `break`, `continue` or `return`.
    case jump(JumpStatement)
    /// `def name parameters { … }`.
    indirect case definition(DefinitionStatement)
    /// `with setting=value { … }`.
    indirect case override(WithStatement)
    /// `try { … } catch name { … }`.
    indirect case attempt(TryStatement)
    /// `budget amount { … }`.
    indirect case budget(BudgetStatement)
    /// `expect condition`.
    indirect case expectation(ExpectStatement)
    /// `expect fails { … }`.
    indirect case expectedFailure(ExpectFailsStatement)
    /// `source path`.
    indirect case source(SourceStatement)
    /// `plan { … }` or `plan path`.
    indirect case plan(PlanStatement)
    /// A construct that was not understood, as the diagnostics say: it never runs, but its block is
    /// checked for other problems.
    indirect case faulty(FaultyStatement)

    /// Its place, from its first word to its last, blocks included.
    public var range: SourceRange {
        switch self {
        case .command(let statement): statement.range
        case .call(let statement): statement.range
        case .binding(let statement): statement.range
        case .parameter(let statement): statement.range
        case .condition(let statement): statement.range
        case .loop(let statement): statement.range
        case .repetition(let statement): statement.range
        case .rows(let statement): statement.range
        case .jump(let statement): statement.range
        case .definition(let statement): statement.range
        case .override(let statement): statement.range
        case .attempt(let statement): statement.range
        case .budget(let statement): statement.range
        case .expectation(let statement): statement.range
        case .expectedFailure(let statement): statement.range
        case .source(let statement): statement.range
        case .plan(let statement): statement.range
        case .faulty(let statement): statement.range
        }
    }
}

/// `{ … }`: statements that belong to the construct before them.
public struct Block: Sendable {
    /// The statements.
    public let statements: [Statement]
    /// From the `{` to the `}`.
    public let range: SourceRange
}

/// A construct that was not understood.
public struct FaultyStatement: Sendable {
    /// The variables that it would have defined: later uses of them are not at fault.
    public let variables: [NamedRange]
    /// Its block, if it has one.
    public let body: Block?
    /// The whole statement.
    public let range: SourceRange
}
