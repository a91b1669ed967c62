/// The state of a task, as queries report it.
enum TaskState: String, Sendable {
    case pending
    case processing
    case completed
    case failed
    case cancelled
    case expired
}

extension SimulatedTask {
    /// Returns its state at a moment, in seconds since 1970.
    func state(at now: Double) -> TaskState {
        switch timeline.phase(at: now) {
        case .pending: return .pending
        case .processing: return .processing
        case .completed: break
        }
        switch fate {
        case .fails: return .failed
        case .cancelled: return .cancelled
        case .expired: return .expired
        case .unending: return .processing
        case nil, .lost, .withoutResult: return .completed
        }
    }

    /// Returns its progress, from 0 to 100; 100 only once it is completed.
    func progress(at now: Double) -> Int {
        state(at: now) == .completed
            ? timeline.progress(at: now) : min(99, timeline.progress(at: now))
    }
}
