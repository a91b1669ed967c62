/// One use of a command: its words, assigned to the parameters and options of its signature.
///
/// The same type serves before the run, where some values are not known yet, and during it, where
/// all are.
public struct Call: Sendable {
    /// A word with its value.
    public struct Argument: Sendable {
        /// The word.
        public let word: Word
        /// The value; `nil` before the run where it has to be computed.
        public let value: String?
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

    /// The command's declaration.
    public let signature: Signature
    /// Where the command stands.
    public let location: SourceLocation
    /// The words of each parameter, by its name.
    private var parameters: [String: [Argument]] = [:]
    /// The values of each option that was given, by its name; none for a flag.
    private var options: [String: [Argument]] = [:]

    init(_ signature: Signature, at location: SourceLocation) {
        self.signature = signature
        self.location = location
    }

    mutating func assign(_ arguments: [Argument], to parameter: Parameter) {
        parameters[parameter.name, default: []] += arguments
    }

    mutating func assign(_ argument: Argument?, to option: CommandOption) {
        options[option.name, default: []] += argument.map { [$0] } ?? []
    }
}

extension Call {
    /// The words of a parameter, in order.
    public func arguments(of parameter: String) -> [Argument] { parameters[parameter] ?? [] }

    /// The known values of a parameter, in order.
    public func values(of parameter: String) -> [String] {
        arguments(of: parameter).compactMap(\.value)
    }

    /// The known value of a parameter of one word.
    public func value(of parameter: String) -> String? { values(of: parameter).first }

    /// The words given to an option, in order.
    public func arguments(ofOption option: String) -> [Argument] { options[option] ?? [] }

    /// The last known value given to an option.
    public func value(ofOption option: String) -> String? {
        arguments(ofOption: option).last?.value
    }

    /// Whether an option was given.
    public func has(_ option: String) -> Bool { options[option] != nil }

    /// The words of a parameter as one text: the content of a single quoted word, else the words
    /// joined by single spaces, with the quotes that were typed.
    ///
    /// - Returns: `nil` where a word has to be computed still.
    public func text(of parameter: String) -> String? {
        let arguments = arguments(of: parameter)
        if arguments.count == 1 { return arguments[0].value }
        let parts = arguments.compactMap(\.requoted)
        return parts.count == arguments.count ? parts.joined(separator: " ") : nil
    }

    /// Where a word stands, for a diagnostic.
    public func location(of word: Word) -> SourceLocation {
        SourceLocation(location.file, word.range)
    }
}
