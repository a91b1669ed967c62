import Synchronization

/// Which of the two routes to a task the service has; shared by the copies of a ``Client``.
final class QueryRoutes: Sendable {
    enum Knowledge {
        /// Neither has answered yet.
        case none
        /// `GET /v1/tasks/{task_id}` has answered.
        case get
        /// `POST /api/openapi/query` has answered where the other route was not there.
        case post
    }

    private let state = Mutex(Knowledge.none)

    var known: Knowledge { state.withLock { $0 } }

    /// Remembers a route that has answered, unless another did before.
    func learn(_ knowledge: Knowledge) {
        state.withLock { if $0 == .none { $0 = knowledge } }
    }

    /// Forgets what is no longer so.
    func forget() {
        state.withLock { $0 = .none }
    }
}
