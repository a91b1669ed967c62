/// A service, a key and a way to reach it: what one can ask of the service.
///
/// A client is a value; its copies share what was learnt about the service's routes. It keeps no files, prints
/// nothing and never tries again by itself.
public struct Client: Sendable {
    /// The service that is spoken to.
    public let service: Service
    let key: Secret
    let transport: any Transport

    /// Creates a client. Whoever made the transport shuts it down.
    public init(service: Service, key: Secret, transport: any Transport) {
        self.service = service
        self.key = key
        self.transport = transport
    }

    /// Submits a request under our own id. The request is sent at most once.
    ///
    /// - Throws: `ServiceError`; `ambiguous` means that the task may exist and be charged.
    public func submit(
        _ request: GenerationRequest, id: OutTaskID
    ) async throws(ServiceError) -> Acceptance {
        throw ServiceError(kind: .unsupported, operation: .submit)
    }

    /// Asks how a task is doing: by the service's id where there is one, else by our own.
    ///
    /// - Throws: `ServiceError`; a task that failed is a normal result.
    public func query(task: TaskID?, id: OutTaskID) async throws(ServiceError) -> TaskReport {
        throw ServiceError(kind: .unsupported, operation: .query)
    }

    /// Asks what is left in the account.
    ///
    /// - Throws: `ServiceError`.
    public func balance() async throws(ServiceError) -> Balance {
        throw ServiceError(kind: .unsupported, operation: .balance)
    }

    /// Fetches a result, chunk by chunk. The key is not sent.
    ///
    /// - Parameters:
    ///   - url: one of ``TaskReport/results``; a data URI is decoded.
    ///   - limit: the most bytes to take.
    ///   - receive: takes the next bytes.
    /// - Throws: `ServiceError`; what `receive` throws comes as `receiver`, with the error beneath.
    public func download(
        _ url: String, limit: Int, to receive: (_ chunk: [UInt8]) async throws -> Void
    ) async throws(ServiceError) {
        throw ServiceError(kind: .unsupported, operation: .download)
    }
}
