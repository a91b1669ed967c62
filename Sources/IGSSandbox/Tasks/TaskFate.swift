/// What is to become of a task, where that is not a picture: fixed when it is accepted. The raw values stand in `tasks.jsonl`.
package enum TaskFate: String, Codable, Sendable {
    /// It fails when it would be completed. The four differ in the reply's `error`: absent, a text, an object with a number for its code, one with a word.
    case failsSilently = "fails-silently"
    case failsWithText = "fails-with-text"
    case failsWithNumber = "fails-with-number"
    case failsWithWord = "fails-with-word"
    /// It fails as the review's doing.
    case failsInReview = "fails-in-review"
    /// It is cancelled when it would be completed.
    case cancelled
    /// It is worked on, and then expires.
    case expired
    /// It is worked on for ever.
    case unending
    /// It is accepted, charged and forgotten: no query finds it.
    case lost
    /// It completes, but its result is nowhere.
    case withoutResult = "without-result"
}

/// What a task is, as queries tell it.
enum TaskState: String, Sendable {
    case pending
    case processing
    case completed
    case failed
    case cancelled
    case expired
}

extension SimulatedTask {
    func state(at now: Double) -> TaskState {
        switch timeline.phase(at: now) {
        case .pending: return .pending
        case .processing: return .processing
        case .completed: break
        }
        switch fate {
        case .failsSilently, .failsWithText, .failsWithNumber, .failsWithWord, .failsInReview:
            return .failed
        case .cancelled: return .cancelled
        case .expired: return .expired
        case .unending: return .processing
        case nil, .lost, .withoutResult: return .completed
        }
    }

    /// How far it is, from 0 to 100; 100 only once it is completed.
    func progress(at now: Double) -> Int {
        state(at: now) == .completed
            ? timeline.progress(at: now) : min(99, timeline.progress(at: now))
    }

    /// What stands in a reply's `error`: PROTOCOL.md, section 2, "Query replies".
    func error(at now: Double) -> JSONValue? {
        guard state(at: now) == .failed else { return nil }
        switch fate {
        case .failsWithText: return "the generation failed"
        case .failsWithNumber:
            return [
                "code": 500, "message": "the generation failed", "type": "server_error",
            ]
        case .failsWithWord:
            return [
                "code": "generation_failed", "message": "the generation failed",
                "type": "image_generation_error",
            ]
        case .failsInReview:
            return [
                "code": "moderation_blocked",
                "message": .string(
                    "Your request was rejected by the safety system. "
                        + "safety_violations=[violence]."),
                "type": "image_generation_user_error",
            ]
        default: return nil
        }
    }
}
