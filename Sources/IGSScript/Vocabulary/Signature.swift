/// The single declaration of a command. Everything else about it derives from this: parsing its
/// words, checking them before the run, help, completion and the reference page.
public final class Signature: Sendable {
    /// A group of the help page.
    public enum Category: String, CaseIterable, Sendable {
        /// Settings and references.
        case session = "The session"
        /// Jobs and pictures.
        case pictures = "Pictures"
        /// What scripts are made of.
        case language = "The language"
        /// Help and leaving.
        case shell = "The shell"
    }

    /// A use of the command that people can paste, and what it does.
    public struct Example: Sendable {
        /// The source, which runs on a fresh session in the sandbox.
        public let source: String
        /// What it does.
        public let summary: String

        /// Makes an example.
        public init(_ source: String, _ summary: String) {
            self.source = source
            self.summary = summary
        }
    }

    /// The words that call it: one, or two for a subcommand (`ref add`).
    public let name: String
    /// One line about what it does.
    public let summary: String
    /// The group of the help page.
    public let category: Category
    /// The parameters, which it takes without a dash, in order.
    public let parameters: [Parameter]
    /// The options, which it takes with dashes, in any order.
    public let options: [CommandOption]
    /// What is worth knowing beyond the summary: one paragraph each.
    public let discussion: [String]
    /// Uses that people can paste.
    public let examples: [Example]
    /// What people call it elsewhere: found by "did you mean".
    public let habits: [String]
    /// Whether no statement after it runs: it ends the script.
    public let endsScript: Bool
    /// How many of the parameters take exactly one word.
    private let requiredCount: Int

    /// Makes a declaration.
    public init(
        _ name: String, _ summary: String, category: Category,
        parameters: [any ParameterDeclaration] = [], options: [any OptionDeclaration] = [],
        discussion: [String] = [], examples: [Example] = [], habits: [String] = [],
        endsScript: Bool = false
    ) {
        self.name = name
        self.summary = summary
        self.category = category
        self.parameters = parameters.map(\.parameter)
        self.options = options.map(\.option)
        self.discussion = discussion
        self.examples = examples
        self.habits = habits
        self.endsScript = endsScript
        requiredCount = self.parameters.count { $0.arity == .one }
    }

    /// The words of the name.
    public var words: [Substring] { name.split(separator: " ") }

    /// Returns the option with a long name, without its dashes.
    public func option(named name: some StringProtocol) -> CommandOption? {
        options.first { $0.name == name }
    }

    /// Returns which of a number of words belong to a parameter: the positions of its share.
    func share(of parameter: Parameter, among count: Int) -> Range<Int> {
        var layout = layout(of: count)
        for candidate in parameters {
            let share = layout.share(of: candidate.arity)
            if candidate === parameter { return share }
        }
        return 0..<0
    }

    /// Returns how a number of words is shared among the parameters.
    func layout(of count: Int) -> Layout { Layout(count: count, reserved: requiredCount) }

    /// Gives the parameters their words, one parameter after the other: optional ones leave as many
    /// as the later ones need.
    struct Layout {
        /// The number of words.
        let count: Int
        /// How many of them the parameters that are still to come need.
        var reserved: Int
        /// How many are assigned.
        private(set) var end = 0

        /// Returns the positions of the words of the next parameter.
        mutating func share(of arity: Parameter.Arity) -> Range<Int> {
            let rest = count - end
            let taken: Int
            switch arity {
            case .one:
                reserved -= 1
                taken = min(1, rest)
            case .optional: taken = rest > reserved ? 1 : 0
            case .many: taken = max(0, rest - reserved)
            case .text: taken = rest
            }
            let start = end
            end += taken
            return start..<end
        }
    }

    /// How to call it: `save [JOB…] [DEST] [--to DEST] [--force]`.
    public var synopsis: String { synopsisParts.joined(separator: " ") }

    /// The parts of the synopsis: the name, and each parameter and option.
    public var synopsisParts: [String] {
        [name] + parameters.map(\.synopsis) + options.map(\.synopsis)
    }
}

/// A parameter: what a command takes without a dash.
public final class Parameter: Sendable {
    /// How many words it takes.
    public enum Arity: Sendable {
        /// Exactly one.
        case one
        /// One or none.
        case optional
        /// Any number, including none.
        case many
        /// All the words, as one text: a prompt. At least one, unless an option is given instead.
        case text

        /// Whether a call needs at least one word of it.
        var isRequired: Bool { self == .one || self == .text }
    }

    /// Its name in messages and completions.
    public let name: String
    /// What it takes.
    public let type: ValueType
    /// How many words it takes.
    public let arity: Arity
    /// What it is, in a few words.
    public let summary: String
    /// The option that may be given instead of its words.
    public let substitute: CommandOption?

    /// Makes a parameter.
    ///
    /// - Parameter substitute: The option that may be given instead of its words.
    public init(
        _ name: String, _ type: ValueType, _ arity: Arity, _ summary: String,
        or substitute: CommandOption? = nil
    ) {
        self.name = name
        self.type = type
        self.arity = arity
        self.summary = summary
        self.substitute = substitute
    }

    /// Makes a parameter of one word.
    public convenience init(_ name: String, _ type: ValueType, _ summary: String) {
        self.init(name, type, .one, summary)
    }

    /// How a synopsis shows it.
    public var synopsis: String {
        switch arity {
        case .one: type.placeholder
        case .optional: "[\(type.placeholder)]"
        case .many: "[\(type.placeholder)…]"
        case .text: substitute == nil ? "\(type.placeholder)…" : "[\(type.placeholder)…]"
        }
    }
}

/// An option: what a command takes with dashes.
public final class CommandOption: Sendable {
    /// The long name, without its dashes.
    public let name: String
    /// The letter of the short form.
    public let letter: Character?
    /// What it takes; `nil` for a flag.
    public let type: ValueType?
    /// Whether it may be given without its value, which is then written in one word with it:
    /// `--expand` or `--expand=3`.
    public let isValueOptional: Bool
    /// Whether it may be given more than once.
    public let repeats: Bool
    /// What it does, in a few words.
    public let summary: String
    /// What holds without it, if that is a value.
    public let `default`: String?
    /// What people call it elsewhere: found by "did you mean".
    public let habits: [String]

    /// Makes an option.
    public init(
        _ name: String, _ letter: Character? = nil, _ type: ValueType? = nil,
        isValueOptional: Bool = false, repeats: Bool = false, _ summary: String,
        default: String? = nil, habits: [String] = []
    ) {
        self.name = name
        self.letter = letter
        self.type = type
        self.isValueOptional = isValueOptional
        self.repeats = repeats
        self.summary = summary
        self.default = `default`
        self.habits = habits
    }

    /// How it is written with its dashes: only the letter if the name is a letter.
    public var spelling: String { name.count == 1 ? "-\(name)" : "--\(name)" }

    /// How its value follows it: ` RATIO`, `[=N]`; empty for a flag.
    public var valueSynopsis: String {
        guard let type else { return "" }
        return isValueOptional ? "[=\(type.placeholder)]" : " \(type.placeholder)"
    }

    /// How a synopsis shows it.
    public var synopsis: String { "[\(spelling)\(valueSynopsis)]\(repeats ? "…" : "")" }
}
