/// One use of a command: its words, assigned to the parameters and options of its signature.
///
/// The same type serves before the run, where some values are not known yet, and during it, where
/// all are. A call is made for each command that runs. Most have no options and stand for
/// themselves word by word, and for those the call is no more than the words of the statement.
public struct Call: Sendable {
    /// A word with its value.
    public struct Argument: Sendable {
        /// The word.
        public let word: Word
        /// The value; `nil` where it is not valid, and before the run where it has to be computed.
        public internal(set) var value: String?
        /// How much of the value stood in the quote that the word starts with, in UTF-8 bytes.
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

    /// An option that was given; without an argument where it stands alone.
    struct GivenOption: Sendable {
        let option: CommandOption
        var argument: Argument?
    }

    /// The command's declaration.
    public let signature: Signature
    /// Where the command stands.
    public let location: SourceLocation
    /// The words of the parameters, in order.
    let words: [Word]
    /// How far behind the place of the words the command stands that they are of.
    private let distance: Int
    /// The same words with their values; empty where each of them stands for itself.
    var evaluated: [Argument] = []
    /// The options, in order.
    var options: [GivenOption] = []

    init(_ signature: Signature, _ words: [Word], at location: SourceLocation) {
        self.signature = signature
        self.words = words
        self.location = location
        distance = 0
    }

    /// Makes the call of a command that stands in the source before, and was found to be sound.
    init(repeating command: CommandStatement, at location: SourceLocation) {
        signature = command.signature
        words = command.words
        self.location = location
        distance = command.wordDistance
    }

    /// The argument at a position among the words of the parameters.
    func argument(at position: Int) -> Argument {
        guard evaluated.isEmpty else { return evaluated[position] }
        return Argument(literal: words[position].moved(by: distance))
    }

    /// The value at a position among the words of the parameters, where it is known.
    func value(at position: Int) -> String? {
        evaluated.isEmpty ? words[position].literal : evaluated[position].value
    }

    /// The positions of the words that belong to a parameter.
    private func positions(of parameter: Parameter) -> Range<Int> {
        signature.share(of: parameter, among: words.count)
    }

    /// The value of the first word of a parameter, where it is known.
    func firstValue(of parameter: Parameter) -> String? {
        let positions = positions(of: parameter)
        return positions.isEmpty ? nil : value(at: positions.lowerBound)
    }
}

extension Call {
    /// The words of a parameter, in order.
    public func arguments(of parameter: some ParameterDeclaration) -> [Argument] {
        positions(of: parameter.parameter).map(argument(at:))
    }

    /// The first word of a parameter.
    public func argument(of parameter: some ParameterDeclaration) -> Argument? {
        positions(of: parameter.parameter).first.map(argument(at:))
    }

    /// The words given to an option, in order; none where it stands alone.
    public func arguments(of option: some OptionDeclaration) -> [Argument] {
        options.compactMap { $0.option === option.option ? $0.argument : nil }
    }

    /// Whether an option was given.
    public func has(_ option: some OptionDeclaration) -> Bool {
        options.contains { $0.option === option.option }
    }

    /// The words of a parameter as one text: the content of a single quoted word, else the words
    /// joined by single spaces, with the quotes that were typed.
    ///
    /// - Returns: `nil` where a word has to be computed still.
    public func text(of parameter: some ParameterDeclaration) -> String? {
        let arguments = arguments(of: parameter)
        if arguments.count == 1 { return arguments[0].value }
        let parts = arguments.compactMap(\.requoted)
        return parts.count == arguments.count ? parts.joined(separator: " ") : nil
    }

    /// Where the first word of a parameter stands, for a diagnostic; else where the command does.
    public func location(of parameter: some ParameterDeclaration) -> SourceLocation {
        argument(of: parameter).map { location(of: $0.word) } ?? location
    }

    /// Where the last value of an option stands, for a diagnostic; else where the command does.
    public func location(of option: some OptionDeclaration) -> SourceLocation {
        arguments(of: option).last.map { location(of: $0.word) } ?? location
    }

    /// Where a word stands, for a diagnostic.
    public func location(of word: Word) -> SourceLocation {
        SourceLocation(location.file, word.range)
    }
}

private extension Call.Argument {
    /// A word that stands for itself.
    init(literal word: Word) {
        self.init(word: word, value: word.literal, quotedByteCount: word.quotedCount)
    }
}
