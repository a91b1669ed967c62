import IGSRuntime
import IGSScript

/// The words of the language that grammars of editors know, from their declarations.
enum GrammarWords {
    /// The words that start a statement of their own kind.
    static var keywords: [String] { Keyword.allCases.map(\.rawValue).sorted() }

    /// The commands, each as the words that it consists of; the longer first, where one begins like another.
    static var commands: [[String]] {
        CommandTable.commands.map { $0.signature.name.split(separator: " ").map(String.init) }
            .sorted { ($1.count, $0.joined()) < ($0.count, $1.joined()) }
    }

    /// The words that go on with a statement.
    static let continuations = ["catch", "else", "else if"]

    /// The words of conditions, and of `for`.
    static let operators = ["and", "defined", "fails", "in", "not", "or"]
}
