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
    /// What it is at a moment, in seconds since 1970.
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
