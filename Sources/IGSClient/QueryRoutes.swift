import Synchronization

/// Which of the routes to a task the service has; shared by the copies of a ``Client``.
final class QueryRoutes: Sendable {
    private let state = Mutex<QueryTask.Route?>(nil)

    /// The route that has answered; nil where none has yet.
    var known: QueryTask.Route? { state.withLock { $0 } }

    /// Remembers a route that has answered, unless another did before.
    func learn(_ route: QueryTask.Route) {
        state.withLock { $0 = $0 ?? route }
    }

    /// Forgets what is no longer so.
    func forget() {
        state.withLock { $0 = nil }
    }
}
