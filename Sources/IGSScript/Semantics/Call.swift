/// One use of a command: its words, assigned to the parameters and options of its signature.
///
/// The same type serves before the run, when some values are not known yet, and during it, when all
/// are. A call is made for each command that runs. Most have no options, and all their words stand
/// for themselves; for those, the call is no more than the statement.
public struct Call: Sendable {
    /// A word with its value.
    public struct Argument: Sendable {
        /// The word.
        public let word: Word
        /// The value; `nil` if it is not valid, and before the run if it has to be computed.
        public internal(set) var value: String?
        /// How much of the value was inside the quote that the word starts with, in UTF-8 bytes.
        let quotedByteCount: Int

        /// The value with the quotes that were typed.
        var requoted: String? {
            guard let value, let mark = word.quote?.mark else { return value }
            let bytes = Array(value.utf8)
            let inside = String(decoding: bytes.prefix(quotedByteCount), as: UTF8.self)
            let outside = String(decoding: bytes.dropFirst(quotedByteCount), as: UTF8.self)
            return mark + inside + mark + outside
        }
    }

    /// An option that was given; without an argument if it stands alone.
    struct GivenOption: Sendable {
        let option: CommandOption
        var argument: Argument?
    }

    /// What the words of a call come to.
    struct Evaluation: Sendable {
        /// The words of the parameters with their values, in order.
        var arguments: [Argument]
        /// The options, in order.
        var options: [GivenOption] = []
    }

    private let command: CommandStatement
    private let file: SourceFile
    /// `nil` for the most common call: it has no options, and each word stands for itself.
    private let evaluation: Evaluation?

    init(
        _ command: consuming CommandStatement, of file: SourceFile, evaluation: Evaluation? = nil
    ) {
        self.command = command
        self.file = file
        self.evaluation = evaluation
    }

    /// The command's declaration.
    public var signature: Signature { command.signature }

    /// The place of the command.
    public var location: SourceLocation { SourceLocation(file, command.range) }

    /// The number of words of the parameters.
    var wordCount: Int { evaluation?.arguments.count ?? command.arguments.count }

    /// Returns the argument at a position among the words of the parameters.
    func argument(at position: Int) -> Argument {
        evaluation?.arguments[position] ?? Argument(literal: command.arguments[position])
    }

    /// Returns the value at a position among the words of the parameters, if it is known.
    func value(at position: Int) -> String? {
        guard let evaluation else { return command.arguments[position].literal }
        return evaluation.arguments[position].value
    }

    /// Returns the same call without the values at some positions.
    func withoutValues(at positions: [Int]) -> Call {
        var evaluation =
            evaluation ?? Evaluation(arguments: command.arguments.map(Argument.init(literal:)))
        for position in positions { evaluation.arguments[position].value = nil }
        return Call(command, of: file, evaluation: evaluation)
    }

    private var givenOptions: [GivenOption] { evaluation?.options ?? [] }

    /// Returns the positions of the words that belong to a parameter.
    private func positions(of parameter: Parameter) -> Range<Int> {
        signature.share(of: parameter, among: wordCount)
    }

    /// Returns the value of the first word of a parameter, if it is known.
    func firstValue(of parameter: Parameter) -> String? {
        let positions = positions(of: parameter)
        return positions.isEmpty ? nil : value(at: positions.lowerBound)
    }
}

extension Call {
    /// Returns the words of a parameter, in order.
    public func arguments(of parameter: some ParameterDeclaration) -> [Argument] {
        positions(of: parameter.parameter).map(argument(at:))
    }

    /// Returns the first word of a parameter.
    public func argument(of parameter: some ParameterDeclaration) -> Argument? {
        positions(of: parameter.parameter).first.map(argument(at:))
    }

    /// Returns the words given to an option, in order; none if it stands alone.
    public func arguments(of option: some OptionDeclaration) -> [Argument] {
        givenOptions.compactMap { $0.option === option.option ? $0.argument : nil }
    }

    /// Whether an option was given.
    public func has(_ option: some OptionDeclaration) -> Bool {
        givenOptions.contains { $0.option === option.option }
    }

    /// Returns the words of a parameter as one text: the content of a single quoted word, else the
    /// words joined by single spaces, with the quotes that were typed.
    ///
    /// - Returns: `nil` if a word still has to be computed.
    public func text(of parameter: some ParameterDeclaration) -> String? {
        let arguments = arguments(of: parameter)
        if arguments.count == 1 { return arguments[0].value }
        let parts = arguments.compactMap(\.requoted)
        return parts.count == arguments.count ? parts.joined(separator: " ") : nil
    }

    /// Returns the place of a parameter's first word, for a diagnostic; if there is none, the place
    /// of the command.
    public func location(of parameter: some ParameterDeclaration) -> SourceLocation {
        argument(of: parameter).map { location(of: $0.word) } ?? location
    }

    /// Returns the place of an option's last value, for a diagnostic; if there is none, the place
    /// of the command.
    public func location(of option: some OptionDeclaration) -> SourceLocation {
        arguments(of: option).last.map { location(of: $0.word) } ?? location
    }

    /// Returns the place of a word, for a diagnostic.
    public func location(of word: Word) -> SourceLocation {
        SourceLocation(file, word.range)
    }
}

private extension Call.Argument {
    /// Makes the argument of a word that stands for itself.
    init(literal word: Word) {
        self.init(word: word, value: word.literal, quotedByteCount: word.quotedCount)
    }
}
