/// A value of the language: a string, or a list of strings.
public enum Value: Hashable, Sendable {
    /// One string.
    case string(String)
    /// Several, in order.
    case list([String])

    /// The strings, one for a string.
    public var elements: [String] {
        switch self {
        case .string(let text): [text]
        case .list(let elements): elements
        }
    }

    /// The value as one text; the elements of a list stand between single spaces.
    public var text: String {
        switch self {
        case .string(let text): text
        case .list(let elements): elements.joined(separator: " ")
        }
    }
}
