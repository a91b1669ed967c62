/// A value of the language: a string, or a list of strings.
public enum Value: Hashable, Sendable {
    /// One string.
    case string(String)
    /// Several, in order.
    case list([String])

    /// The strings; just one for a string.
    public var elements: [String] {
        switch self {
        case .string(let text): [text]
        case .list(let elements): elements
        }
    }

    /// The value as one text; single spaces separate the elements of a list.
    public var text: String {
        switch self {
        case .string(let text): text
        case .list(let elements): elements.joined(separator: " ")
        }
    }
}
