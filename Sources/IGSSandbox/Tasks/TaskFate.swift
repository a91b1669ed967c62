/// The fate of a task that does not end in a picture: fixed when the task is accepted.
package enum TaskFate: Hashable, Codable, Sendable {
    /// It fails when it would be completed, and says why in this shape.
    case fails(FailureShape)
    /// It is cancelled when it would be completed.
    case cancelled
    /// It is worked on, and then expires.
    case expired
    /// It is worked on forever.
    case unending
    /// It is accepted, charged and forgotten: no query finds it.
    case lost
    /// It completes, but its result is nowhere.
    case withoutResult
}

extension TaskFate: RawRepresentable {
    /// Reads the text in `tasks.jsonl`.
    package init?(rawValue: String) {
        switch rawValue {
        case "cancelled": self = .cancelled
        case "expired": self = .expired
        case "unending": self = .unending
        case "lost": self = .lost
        case "without-result": self = .withoutResult
        // As the sandbox of igs 0.1 wrote it.
        case "fails-silently": self = .fails(.silent)
        case "fails-with-text": self = .fails(.text)
        case "fails-with-number": self = .fails(.number)
        case "fails-with-word": self = .fails(.word)
        case "fails-in-review": self = .fails(.review)
        case _ where rawValue.hasPrefix(Self.failure):
            guard let shape = FailureShape(rawValue: String(rawValue.dropFirst(Self.failure.count)))
            else { return nil }
            self = .fails(shape)
        default: return nil
        }
    }

    package var rawValue: String {
        switch self {
        case .fails(let shape): Self.failure + shape.rawValue
        case .cancelled: "cancelled"
        case .expired: "expired"
        case .unending: "unending"
        case .lost: "lost"
        case .withoutResult: "without-result"
        }
    }

    private static let failure = "fails-"
}
