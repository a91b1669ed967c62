import Synchronization

/// A service, a key and a way to reach it: what one can ask of the service.
///
/// A client is a value; its copies share what was learnt about the service's routes. It keeps no files, prints
/// nothing and never tries again by itself.
public struct Client: Sendable {
    /// The service that is spoken to.
    public let service: Service
    private let caller: Caller
    private let routes = QueryRoutes()

    /// Creates a client. Whoever made the transport shuts it down.
    public init(service: Service, key: Secret, transport: any Transport) {
        self.service = service
        caller = Caller(service: service, key: key, transport: transport)
    }

    /// Submits a request under our own id. The request is sent at most once.
    ///
    /// - Throws: `ServiceError`; `ambiguous` means that the task may exist and be charged.
    public func submit(
        _ request: GenerationRequest, id: OutTaskID
    ) async throws(ServiceError) -> Acceptance {
        let acceptance: Acceptance
        do throws(ServiceError) {
            acceptance =
                switch service.dialect {
                case .openapi:
                    try await caller.call(
                        SubmitTask(model: service.model, request: request, id: id))
                case .images:
                    try await caller.call(
                        GenerateImage(model: service.model, request: request, id: id))
                }
        } catch {
            throw heard(error)
        }
        return Acceptance(
            taskID: acceptance.taskID, estimatedCredits: acceptance.estimatedCredits,
            report: acceptance.report.map(located),
            pollPath: acceptance.pollPath.flatMap(service.path))
    }

    /// Asks how a task is doing: by the service's id where there is one, else by our own.
    ///
    /// Of the routes to a task, the one that the service has is found at the first query and remembered. A reply that
    /// names another task is no answer.
    ///
    /// - Throws: `ServiceError`; a task that failed is a normal result. `noService` where nothing that answers there has
    ///   ever spoken as the service does.
    public func query(_ subject: TaskSubject) async throws(ServiceError) -> TaskReport {
        let all = service.dialect.queryRoutes.compactMap { QueryTask($0, subject) }
        let known = routes.known.flatMap { route in all.first { $0.route == route } }
        var error: ServiceError?
        for endpoint in [known].compactMap(\.self) + all.filter({ $0.route != known?.route }) {
            do throws(ServiceError) {
                switch try await caller.call(endpoint) {
                case .report(let report):
                    routes.learn(endpoint.route)
                    return located(report)
                case .noRoute(let reason): error = error ?? reason
                }
            } catch let refusal
                where refusal.kind == .noSuchTask && endpoint.route != known?.route
            {
                // Of a route that has not found a task before, "no such task" may mean "no such route": a task that is paid
                // for is not given up on that word alone, nor where the route that had found it fails.
                if known == nil { error = refusal }
            }
        }
        throw error.map(heard) ?? ServiceError(kind: .unsupported, operation: .query)
    }

    /// Asks what is left in the account.
    ///
    /// - Throws: `ServiceError`.
    public func balance() async throws(ServiceError) -> Balance {
        var error: ServiceError?
        for path in service.dialect.balancePaths {
            do throws(ServiceError) {
                return try await caller.call(GetBalance(path: path))
            } catch let refusal where [.unreadable, .notAccepted].contains(refusal.kind) {
                error = error ?? refusal
            }
        }
        throw error.map(heard) ?? ServiceError(kind: .unsupported, operation: .balance)
    }

    /// Fetches a result, chunk by chunk. The key is not sent.
    ///
    /// At most three redirects are followed. Addresses are of the public internet, also by what their names resolve
    /// to (198.18/15 is allowed, as proxies answer with it), and are fetched over https: an http address is tried over https; where the service is on this machine, https and http on this machine too.
    ///
    /// - Parameters:
    ///   - url: one of ``TaskReport/results``; a data URI is decoded.
    ///   - limit: the most bytes to take.
    ///   - receive: takes the next bytes.
    /// - Throws: `ServiceError`; what `receive` throws comes as `receiver`, with the error beneath.
    nonisolated(nonsending) public func download(
        _ url: String, limit: Int, to receive: (_ chunk: [UInt8]) async throws -> Void
    ) async throws(ServiceError) {
        let download = Download(
            transport: caller.transport, isLocal: service.address.isLoopback, limit: limit)
        try await download.fetch(url, to: receive)
    }
}

extension Client {
    /// The error of a request that nobody understood: where nobody ever did, the address is wrong.
    private func heard(_ error: ServiceError) -> ServiceError {
        guard error.kind == .unreadable, !caller.hasHeardService else { return error }
        return ServiceError(
            kind: .noService, operation: error.operation, message: error.message,
            httpStatus: error.httpStatus)
    }

    /// The report with whole addresses, where the reply names paths of the service's origin.
    private func located(_ report: TaskReport) -> TaskReport {
        report.mappingResults { $0.hasPrefix("/") ? service.url(ofPath: $0) : $0 }
    }
}

/// Which of the routes to a task the service has; shared by the copies of a ``Client``.
private final class QueryRoutes: Sendable {
    private let state = Mutex<QueryTask.Route?>(nil)

    /// The route that has answered; nil where none has yet.
    var known: QueryTask.Route? { state.withLock { $0 } }

    /// Remembers the route that has answered last.
    func learn(_ route: QueryTask.Route) {
        state.withLock { $0 = route }
    }
}
