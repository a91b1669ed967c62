/// The words of the language: those that start a statement which is no command.
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

    /// The words that go on with a statement, behind the `}` of its block.
    static let continuations: Set<String> = ["else", "catch"]
}
