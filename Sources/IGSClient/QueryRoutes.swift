import Synchronization

/// Which of the routes to a task the service has; shared by the copies of a ``Client``.
final class QueryRoutes: Sendable {
    private let state = Mutex<QueryTask.Route?>(nil)

    /// The route that has answered; nil where none has yet.
    var known: QueryTask.Route? { state.withLock { $0 } }

    /// Remembers the route that has answered last.
    func learn(_ route: QueryTask.Route) {
        state.withLock { $0 = route }
    }
}
