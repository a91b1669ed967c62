import Synchronization

/// A client of one service: the service, a key and a way to reach it, with the calls that the service offers.
///
/// A client is a value; its copies share what they learn about the service's routes. It keeps no files, prints nothing,
/// and never retries by itself.
public struct Client: Sendable {
    /// The service that the client talks to.
    public let service: Service
    private let caller: Caller
    private let routes = QueryRoutes()

    /// Creates a client. The code that made the transport shuts it down.
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

    /// Asks how a task is doing: by the service's id if it is known, else by our own.
    ///
    /// The first query finds out which of the routes to a task the service has, and the client remembers it. A reply
    /// that names another task does not count as an answer.
    ///
    /// - Throws: `ServiceError`; a task that failed is a normal result. `noService` if nothing at this address has ever
    ///   replied as the service does.
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
                // On a route that has not found a task before, "no such task" may mean "no such route". A task that is
                // paid for is not given up on that word alone, nor if the route that had found it fails.
                if known == nil { error = refusal }
            }
        }
        throw error.map(heard) ?? ServiceError(kind: .unsupported, operation: .query)
    }

    /// Asks for the account's balance.
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
    /// Follows at most three redirects. Addresses must belong to the public internet, and so must what their names
    /// resolve to (198.18/15 is allowed, because proxies answer with it). They are fetched over https: an http address
    /// is tried over https. If the service is on this machine, https and http on this machine are allowed, too.
    ///
    /// - Parameters:
    ///   - url: one of ``TaskReport/results``; a data URI is decoded.
    ///   - limit: the most bytes to accept.
    ///   - receive: called with each next chunk of bytes.
    /// - Throws: `ServiceError`; what `receive` throws comes as `receiver`, with the error as `underlying`.
    nonisolated(nonsending) public func download(
        _ url: String, limit: Int, to receive: (_ chunk: [UInt8]) async throws -> Void
    ) async throws(ServiceError) {
        let download = Download(
            transport: caller.transport, isLocal: service.address.isLoopback, limit: limit)
        try await download.fetch(url, to: receive)
    }
}

extension Client {
    /// Returns the error of a call. If its reply did not have the form of the service's replies, and none from this
    /// address ever did, the address is wrong.
    private func heard(_ error: ServiceError) -> ServiceError {
        guard error.kind == .unreadable, !caller.hasHeardService else { return error }
        return ServiceError(
            kind: .noService, operation: error.operation, message: error.message,
            httpStatus: error.httpStatus)
    }

    /// Returns the report with whole addresses, if the reply names paths of the service's origin.
    private func located(_ report: TaskReport) -> TaskReport {
        report.mappingResults { $0.hasPrefix("/") ? service.url(ofPath: $0) : $0 }
    }
}

/// Remembers which of the routes to a task the service has; shared by the copies of a ``Client``.
private final class QueryRoutes: Sendable {
    private let state = Mutex<QueryTask.Route?>(nil)

    /// The route that has answered; nil if none has yet.
    var known: QueryTask.Route? { state.withLock { $0 } }

    /// Remembers the route that has answered last.
    func learn(_ route: QueryTask.Route) {
        state.withLock { $0 = route }
    }
}
