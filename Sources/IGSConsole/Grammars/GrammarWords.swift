import IGSRuntime
import IGSScript

/// The words of the language for editors' grammars, taken from their declarations.
enum GrammarWords {
    /// The words that start a statement of their own kind.
    static var keywords: [String] { Keyword.allCases.map(\.rawValue).sorted() }

    /// The commands, each as a list of its words; if one begins like another, the longer comes first.
    static var commands: [[String]] {
        CommandTable.commands.map { $0.signature.name.split(separator: " ").map(String.init) }
            .sorted { ($1.count, $0.joined()) < ($0.count, $1.joined()) }
    }

    /// The words that continue a statement.
    static let continuations = ["catch", "else", "else if"]

    /// The words used in conditions, and in `for`.
    static let operators = [
        "and", "contains", "count", "defined", "else", "exists", "fails", "in", "not", "or",
    ]
}
