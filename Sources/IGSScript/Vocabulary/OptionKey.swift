/// An option of a command, and the key to its value in a call.
///
/// It is declared once, like a ``ParameterKey``. An option of a list may be given more than once; one of a `Bool` is a
/// flag.
///
///     static let ratio = OptionKey<AspectRatio>("ratio", .ratio, "the aspect ratio")
///     static let references = OptionKey<[String]>("ref", .reference, "a reference")
///     static let replaces = OptionKey<Bool>("force", letter: "f", "replaces a picture that is there")
///     …
///     call[Self.ratio]       // AspectRatio?
///     call[Self.references]  // [String]
///     call[Self.replaces]    // Bool
public struct OptionKey<Value>: OptionDeclaration {
    /// The declaration.
    public let option: CommandOption
}

extension OptionKey where Value: WordValue {
    /// Makes an option with a value.
    ///
    /// - Parameters:
    ///   - isValueOptional: Whether it may be given without its value.
    ///   - default: What holds without it, if that is a value.
    ///   - habits: What people call it elsewhere.
    public init(
        _ name: String, letter: Character? = nil, _ type: ValueType, isValueOptional: Bool = false,
        _ summary: String, default: String? = nil, habits: [String] = []
    ) {
        option = CommandOption(
            name, letter, type, isValueOptional: isValueOptional, summary, default: `default`,
            habits: habits)
    }
}

extension OptionKey {
    /// Makes an option that may be given more than once.
    public init<Element: WordValue>(
        _ name: String, _ type: ValueType, _ summary: String, habits: [String] = []
    ) where Value == [Element] {
        option = CommandOption(name, nil, type, repeats: true, summary, habits: habits)
    }
}

extension OptionKey where Value == Bool {
    /// Makes a flag.
    public init(
        _ name: String, letter: Character? = nil, _ summary: String, habits: [String] = []
    ) {
        option = CommandOption(name, letter, nil, summary, habits: habits)
    }
}

/// Something that declares an option: the declaration itself, or a key that holds it.
public protocol OptionDeclaration: Sendable {
    /// The declaration.
    var option: CommandOption { get }
}

extension CommandOption: OptionDeclaration {
    /// The declaration itself.
    public var option: CommandOption { self }
}
