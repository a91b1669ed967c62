/// The words of the language: those that start a statement other than a command.
public enum Keyword: String, CaseIterable, Sendable {
    case `let`
    case param
    case `if`
    case `for`
    case `repeat`
    case `break`
    case `continue`
    case `return`
    case def
    case with
    case `try`
    case budget
    case expect
    case source
    case plan
    case rows

    /// Whether a script's `def` may take the word: it came after igs 0.1, and a script may have it for its own.
    var mayBeRedefined: Bool { self == .rows }

    /// Finds the keyword that a word begins with, if a `{` or `(` follows it at once.
    init?(gluedIn word: String) {
        guard let mark = word.firstIndex(where: { $0 == "{" || $0 == "(" }) else { return nil }
        self.init(rawValue: String(word[..<mark]))
    }

    /// The words that continue a statement after the `}` of its block.
    static let continuations: Set<String> = ["else", "catch"]
}
