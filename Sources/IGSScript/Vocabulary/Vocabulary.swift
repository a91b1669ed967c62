/// The words that can start a statement: the commands of igs and the keywords of the language.
///
/// The parser asks it what a statement is; help and completion list its words.
public final class Vocabulary: Sendable {
    /// What a first word stands for.
    public enum Entry: Sendable {
        /// A word of the language, whose syntax the parser knows.
        case keyword(Keyword)
        /// A command.
        case command(Signature)
        /// The first word of several commands, by their second words: `ref add`, `ref list`.
        case family([(word: String, signature: Signature)])
    }

    /// All declarations, in the order of the help page, including those of the keywords.
    public let signatures: [Signature]
    /// The entries by the first byte of their words, since each statement begins with a lookup.
    private let entries: [[(word: [UInt8], entry: Entry)]]

    private let advice: [String: String]

    /// Makes a vocabulary.
    ///
    /// - Parameters:
    ///   - commands: The declarations of the commands.
    ///   - keywords: The declarations of the language's own words, which serve help only.
    ///   - advice: What to do instead, by words that somebody may take for commands.
    public init(
        commands: [Signature], keywords: [Signature] = [], advice: [String: String] = [:]
    ) {
        signatures = commands + keywords
        self.advice = advice
        var families: [String: [(word: String, signature: Signature)]] = [:]
        var all: [(word: String, entry: Entry)] = Keyword.allCases.map {
            ($0.rawValue, .keyword($0))
        }
        for signature in commands {
            let words = signature.words.map(String.init)
            if words.count == 2 {
                families[words[0], default: []].append((words[1], signature))
            } else {
                all.append((signature.name, .command(signature)))
            }
        }
        all += families.map { ($0.key, .family($0.value)) }
        var entries = [[(word: [UInt8], entry: Entry)]](repeating: [], count: 256)
        for (word, entry) in all {
            guard let byte = word.utf8.first else { continue }
            entries[Int(byte)].append((Array(word.utf8), entry))
        }
        self.entries = entries
    }

    /// Returns what a first word stands for; `nil` for one that is not igs's own.
    public func entry(for word: String) -> Entry? {
        entry(for: Array(word.utf8).span)
    }

    /// Returns what a first word stands for, by its bytes.
    func entry(for word: Span<UInt8>) -> Entry? {
        guard !word.isEmpty else { return nil }
        let candidates = entries[Int(word[0])]
        for index in candidates.indices where Self.isEqual(candidates[index].word, word) {
            return candidates[index].entry
        }
        return nil
    }

    private static func isEqual(_ known: [UInt8], _ word: Span<UInt8>) -> Bool {
        guard known.count == word.count else { return false }
        for offset in known.indices where known[offset] != word[offset] { return false }
        return true
    }

    /// The words that a script's `def` may take.
    public static let redefinableWords = Keyword.allCases.filter(\.mayBeRedefined).map(\.rawValue)

    /// Returns the declaration of a name, such as `gen`, `ref add` or `let`.
    public func signature(named name: String) -> Signature? {
        signatures.first { $0.name == name }
    }

    /// Returns what to do instead of a word that is not a command.
    public func advice(for name: String) -> String? { advice[name] }

    /// Returns the command or word that somebody probably meant.
    ///
    /// - Parameter definitions: The commands that scripts have defined.
    public func suggestion(for name: String, definitions: [String] = []) -> String? {
        if let habit = signatures.first(where: { $0.habits.contains(name) }) { return habit.name }
        let words =
            entries.joined().map { String(decoding: $0.word, as: UTF8.self) } + definitions
        return Suggestion.nearest(to: name, in: words.sorted())
    }
}
