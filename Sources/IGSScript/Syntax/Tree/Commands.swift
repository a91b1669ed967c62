/// A command of igs: its declaration, and its words.
public struct CommandStatement: Sendable {
    /// The declaration that the name stands for.
    public let signature: Signature
    /// Where the name stands: one word, or two (`ref add`).
    public let name: SourceRange
    /// From the name to the last word.
    public let range: SourceRange
    /// The words after the name, as they were read: after this name, or in an earlier command that
    /// this one repeats.
    let words: [Word]
    /// How far after that place this command stands.
    private let distance: Int32

    init(signature: Signature, name: SourceRange, words: [Word], range: SourceRange) {
        self.signature = signature
        self.name = name
        self.range = range
        self.words = words
        distance = 0
    }

    /// Makes the command that repeats another one further on in the source.
    init(_ other: CommandStatement, repeatedAfter distance: Int) {
        signature = other.signature
        name = other.name.moved(by: distance)
        range = other.range.moved(by: distance)
        words = other.words
        self.distance = Int32(clamping: distance)
    }

    /// The words after the name.
    public var arguments: [Word] {
        isRepetition ? words.map { $0.moved(by: wordDistance) } : words
    }

    /// How far after the words this command stands.
    var wordDistance: Int { Int(distance) }

    /// Whether the same command occurs earlier in the source, and was found to be sound: nothing in
    /// it has to be computed, and the command accepts its words.
    var isRepetition: Bool { distance != 0 }

    /// Whether the command is sound whatever the scope: its words stand for themselves, and the
    /// command accepts them.
    var isSound: Bool {
        guard words.allSatisfy(\.isPlain) else { return false }
        let misfit = signature.misfit(among: words.count) { position, type in
            words[position].literal.map(type.isValid) ?? false
        }
        return misfit == nil
    }
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

/// `expect condition`: fails if the condition does not hold.
public struct ExpectStatement: Sendable {
    /// What must hold.
    public let condition: Condition
    /// The whole statement.
    public let range: SourceRange
}

/// `expect fails { … }`: fails if nothing in the block does.
public struct ExpectFailsStatement: Sendable {
    /// What must fail.
    public let body: Block
    /// The whole statement.
    public let range: SourceRange
}
