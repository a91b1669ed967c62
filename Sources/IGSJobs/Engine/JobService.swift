public import IGSClient

/// What the engine needs from the service. `Client` is the real one; tests supply their own.
public protocol JobService: Sendable {
    /// Whether the service can be asked for a task by our own id.
    var canProbe: Bool { get }
    /// Submits a request under our own id, at most once.
    func submit(
        _ request: GenerationRequest, id: OutTaskID
    ) async throws(ServiceError) -> Acceptance
    /// Asks how a task is doing. A reply about another task is an error.
    func query(_ subject: TaskSubject) async throws(ServiceError) -> TaskReport
    /// Fetches a result, chunk by chunk.
    func download(
        _ url: String, limit: Int, to receive: (_ chunk: [UInt8]) async throws -> Void
    ) async throws(ServiceError)
}

extension Client: JobService {
    /// Whether the client's dialect can ask by our own id.
    public var canProbe: Bool { service.dialect.canProbe }
}
