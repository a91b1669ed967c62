/// `if condition { … } else if condition { … } else { … }`.
public struct IfStatement: Sendable {
    /// A condition, and what runs if it holds.
    public struct Branch: Sendable {
        /// The condition.
        public let condition: Condition
        /// What runs if it holds, and none before it did.
        public let body: Block
    }

    /// The branches, in order; the first is that of the `if`.
    public let branches: [Branch]
    /// What runs if no condition holds.
    public let otherwise: Block?
    /// The whole statement.
    public let range: SourceRange
}

/// `for name in values { … }`, or `for name in %jobs { … }`.
public struct LoopStatement: Sendable {
    /// The loop's variable.
    public let variable: NamedRange
    /// The values.
    public let values: Expression
    /// What runs for each of them.
    public let body: Block
    /// The whole statement.
    public let range: SourceRange

    /// The spec of the jobs that the loop goes through; `nil` if it goes through values.
    public var jobs: Word? {
        guard case .word(let word) = values, word.namesJobs else { return nil }
        return word
    }
}

/// `repeat count { … }`.
public struct RepeatStatement: Sendable {
    /// How many times: a whole number.
    public let count: Word
    /// What runs that many times.
    public let body: Block
    /// The whole statement.
    public let range: SourceRange
}

/// `break`, `continue` or `return`.
public struct JumpStatement: Sendable {
    /// Where it leads.
    public enum Kind: String, Sendable {
        /// After the innermost loop.
        case `break`
        /// To the next round of the innermost loop.
        case `continue`
        /// Out of the innermost `def`.
        case `return`
    }

    /// Where it leads.
    public let kind: Kind
    /// The word.
    public let range: SourceRange
}

/// `def name parameters { … }`: defines a command.
public struct DefinitionStatement: Sendable {
    /// The command's name.
    public let name: NamedRange
    /// The variables that receive its arguments.
    public let parameters: [NamedRange]
    /// What it runs.
    public let body: Block
    /// The whole statement.
    public let range: SourceRange
}

/// `with setting=value { … }`: other settings for a block.
public struct WithStatement: Sendable {
    /// A setting's value for the block.
    public struct Override: Sendable {
        /// The setting.
        public let setting: NamedRange
        /// Its value.
        public let value: Word
    }

    /// The settings, in the order of the source.
    public let overrides: [Override]
    /// What runs with them.
    public let body: Block
    /// The whole statement.
    public let range: SourceRange
}

/// `try { … } catch name { … }`.
public struct TryStatement: Sendable {
    /// What may fail.
    public let body: Block
    /// The variable that tells the handler what failed.
    public let variable: NamedRange?
    /// What runs if it fails.
    public let handler: Block
    /// The whole statement.
    public let range: SourceRange
}

/// `budget amount { … }`: the most that a block may cost.
public struct BudgetStatement: Sendable {
    /// The amount in US dollars.
    public let amount: Word
    /// What may cost that much.
    public let body: Block
    /// The whole statement.
    public let range: SourceRange
}
