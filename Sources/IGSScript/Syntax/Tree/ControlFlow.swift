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

/// `rows FILE --limit N --where COLUMN=VALUE { … }`.
public struct RowsStatement: Sendable {
    /// The words before the block, as those of a command.
    public let head: CommandStatement
    /// What runs for each row.
    public let body: Block
    /// The whole statement.
    public let range: SourceRange
}

extension RowsStatement {
    /// The file with the table.
    public static let file = ParameterKey<String>(
        "file", .text("FILE", role: .table), "a .csv, .tsv, .jsonl or .txt file")
    /// The most rows to go through.
    public static let limit = OptionKey<Int>(
        "limit", .integer("N", in: 1...1_000_000_000), "the first N rows only",
        habits: ["head", "max", "n"])
    /// What the rows have in a column.
    public static let conditions = OptionKey<[String]>(
        "where",
        ValueType("COLUMN=VALUE", expecting: "a column, = and the text of its cells") {
            $0.utf8.first != .equals && $0.utf8.contains(.equals)
        }, "the rows with this cell only", habits: ["filter", "if"])

    /// The declaration of its head.
    public static let signature = Signature(
        Keyword.rows.rawValue, "run a block for each row of a table", category: .language,
        parameters: [file], options: [limit, conditions])
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
