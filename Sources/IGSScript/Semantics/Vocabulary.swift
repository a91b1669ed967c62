/// The commands that exist, found by their first one or two words.
public struct Vocabulary: Sendable {
    /// All declarations, in the order of the help page.
    public let signatures: [Signature]
    private let byName: [String: Signature]
    private let subcommands: [String: [String]]

    /// Makes a vocabulary.
    public init(_ signatures: [Signature]) {
        self.signatures = signatures
        byName = Dictionary(
            signatures.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        var subcommands: [String: [String]] = [:]
        for words in signatures.map(\.words) where words.count == 2 {
            subcommands[String(words[0]), default: []].append(String(words[1]))
        }
        self.subcommands = subcommands
    }

    /// The declaration of a name, such as `gen` or `ref add`.
    public func signature(named name: String) -> Signature? { byName[name] }

    /// The second words of a command that has subcommands.
    public func subcommands(of command: String) -> [String] { subcommands[command] ?? [] }

    /// The command that somebody probably meant.
    public func suggestion(for name: String) -> String? {
        if let habit = signatures.first(where: { $0.habits.contains(name) }) { return habit.name }
        let names = Set(signatures.map { String($0.words[0]) }).sorted()
        return Suggestion.nearest(to: name, in: names)
    }

    /// Finds the declaration that a command calls, and the words that remain as its arguments.
    ///
    /// - Throws: ``Diagnostic`` where there is no such command.
    public func resolve(
        _ command: CommandStatement, in file: SourceFile
    ) throws(Diagnostic) -> (Signature, ArraySlice<Word>) {
        let name = command.name.bare
        if let name, let signature = byName[name] { return (signature, command.arguments[...]) }
        if let name, let second = subcommands[name] {
            let word = command.arguments.first
            if let text = word?.bare, let signature = byName["\(name) \(text)"] {
                return (signature, command.arguments.dropFirst())
            }
            throw CheckMessages.unknownSubcommand(
                word.map { file.text(in: $0.range) }, of: name, known: second
            ).located(at: SourceLocation(file, word?.range ?? command.range))
        }
        let text = name ?? file.text(in: command.name.range)
        throw CheckMessages.unknownCommand(text, suggestion: suggestion(for: text))
            .located(at: SourceLocation(file, command.name.range))
    }
}
