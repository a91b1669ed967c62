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
        switch service.dialect {
        case .openapi: try await caller.call(SubmitTask(request: request, id: id))
        case .images: try await caller.call(GenerateImage(request: request, id: id))
        }
    }

    /// Asks how a task is doing: by the service's id where there is one, else by our own.
    ///
    /// Of the two routes to a task by its id, the one that the service has is found at the first query and remembered.
    ///
    /// A reply that names another task is no answer.
    ///
    /// - Parameters:
    ///   - task: the service's id; nil where it is not known.
    ///   - id: our own; nil for a task that was not submitted from here.
    /// - Throws: `ServiceError`; a task that failed is a normal result.
    public func query(task: TaskID?, id: OutTaskID?) async throws(ServiceError) -> TaskReport {
        guard let task else {
            guard let id, service.dialect.canProbe else {
                throw ServiceError(kind: .unsupported, operation: .query)
            }
            return try await report(
                caller.call(QueryTask(subject: TaskSubject(task: nil, id: id))))
        }
        guard service.dialect == .openapi else {
            return try await report(caller.call(GetTask(task: task, id: id)))
        }
        guard routes.known != .post else { return try await queryByBody(task, id) }
        switch try await queryByPath(task, id) {
        case .report(let report): return report
        case .noRoute(let error): return try await queryByBody(task, id, instead: error)
        }
    }

    /// Asks what is left in the account.
    ///
    /// - Throws: `ServiceError`.
    public func balance() async throws(ServiceError) -> Balance {
        switch service.dialect {
        case .openapi: try await caller.call(GetBalance())
        case .images: try await caller.call(GetRemainingCredits())
        }
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
    /// The answer of `GET /v1/tasks/{task_id}`; `noRoute` where the other route is to be asked instead.
    private func queryByPath(
        _ task: TaskID, _ id: OutTaskID?
    ) async throws(ServiceError) -> QueryReader.Outcome {
        do throws(ServiceError) {
            let outcome = try await caller.call(GetTask(task: task, id: id))
            if case .report = outcome { routes.learn(.get) }
            return outcome
        } catch {
            // Before the route has ever found a task, "no such task" may mean "no such route": a task that is paid
            // for is not given up on that word alone.
            guard error.kind == .noSuchTask, routes.known == .none else { throw error }
            return .noRoute(error)
        }
    }

    /// The answer of `POST /api/openapi/query`, after the other route gave `error` if it was asked.
    private func queryByBody(
        _ task: TaskID, _ id: OutTaskID?, instead error: ServiceError? = nil
    ) async throws(ServiceError) -> TaskReport {
        switch try await caller.call(QueryTask(subject: TaskSubject(task: task, id: id))) {
        case .report(let report):
            routes.learn(.post)
            return report
        case .noRoute(let noRoute):
            if error == nil { routes.forget() }
            throw error?.kind == .noSuchTask ? error ?? noRoute : noRoute
        }
    }

    private func report(_ outcome: QueryReader.Outcome) throws(ServiceError) -> TaskReport {
        switch outcome {
        case .report(let report): return report
        case .noRoute(let error): throw error
        }
    }
}
