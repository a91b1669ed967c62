/// A value of the language: a string, a list of strings, or a job.
public enum Value: Hashable, Sendable {
    /// One string.
    case string(String)
    /// Several, in order.
    case list([String])
    /// A job, by its number in the session: what a `for` through jobs gives its variable.
    case job(Int)

    /// The strings; just one unless it is a list.
    public var elements: [String] {
        switch self {
        case .string(let text): [text]
        case .list(let elements): elements
        case .job(let number): ["\(number)"]
        }
    }

    /// The value as one text; single spaces separate the elements of a list.
    public var text: String {
        switch self {
        case .string(let text): text
        case .list(let elements): elements.joined(separator: " ")
        case .job(let number): "\(number)"
        }
    }
}
