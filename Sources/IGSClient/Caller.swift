import Synchronization

/// Makes the calls to one service's endpoints: the only place where the key is added to a request.
struct Caller: Sendable {
    let service: Service
    let key: Secret
    let transport: any Transport
    /// Whether the service has ever replied in JSON; shared by the copies.
    private let hearing = Hearing()

    init(service: Service, key: Secret, transport: any Transport) {
        self.service = service
        self.key = key
        self.transport = transport
    }

    /// Whether anything that came from the address had the form of the service's replies.
    var hasHeardService: Bool { hearing.hasHeard }

    /// Some services' edges refuse the user agents of common libraries (Protocol, "Errors").
    static let userAgent = "igs/0.2 (+image generation shell)"

    /// The most bytes of a reply. A picture of the largest size fits in it as a data URI, even uncompressed, and
    /// an endless body does not fill the memory.
    private static let maximumReplyByteCount = 64 << 20

    /// Sends an endpoint's request, once, and reads its reply.
    func call<E: Endpoint>(_ endpoint: E) async throws(ServiceError) -> E.Reply {
        let operation = endpoint.operation
        guard !Task.isCancelled else { throw ServiceError(kind: .cancelled, operation: operation) }
        let reply: TransportReply
        do throws(TransportError) {
            reply = try await transport.send(request(endpoint))
        } catch {
            throw ServiceError(error, operation: operation)
        }
        let raw = RawReply(
            status: reply.status, headers: reply.headers,
            body: try await body(of: reply, operation))
        hearing.listen(to: raw.body)
        return try endpoint.read(raw)
    }
}

/// Remembers what has come from an address.
private final class Hearing: Sendable {
    private let state = Mutex(false)

    var hasHeard: Bool { state.withLock { $0 } }

    /// Remembers whether a reply is in JSON; the first byte shows it.
    func listen(to body: [UInt8]) {
        guard let first = body.firstMark, "{[".utf8.contains(first) else { return }
        state.withLock { $0 = true }
    }
}

extension Caller {
    private func request(_ endpoint: some Endpoint) -> TransportRequest {
        let body = endpoint.body?.requestBody
        var headers: [(name: String, value: String)] = [
            (name: "User-Agent", value: Self.userAgent),
            (name: "Accept", value: "application/json"),
            (name: "Accept-Encoding", value: "identity"),
        ]
        if body != nil { headers.append((name: "Content-Type", value: "application/json")) }
        return TransportRequest(
            method: endpoint.method,
            url: (endpoint.isFromOrigin ? service.origin : service.baseURL) + endpoint.path,
            headers: HeaderFields(headers), authorization: key, body: body,
            timeout: Self.timeout(body), needsFreshConnection: endpoint.isPaid)
    }

    /// Returns two minutes, or for a large body the time that a slow line needs: 64 KiB a second.
    private static func timeout(_ body: RequestBody?) -> Duration {
        .seconds(120 + (body?.byteCount ?? 0) / (64 << 10))
    }

    private func body(
        of reply: TransportReply, _ operation: ServiceError.Operation
    ) async throws(ServiceError) -> [UInt8] {
        var bytes: [UInt8] = []
        do {
            let decoder = try ContentDecoder(
                coding: reply.headers["content-encoding"], limit: Self.maximumReplyByteCount)
            for try await chunk in reply.body { bytes += try decoder.decode(chunk) }
            return bytes + (try decoder.finish())
        } catch let error as ContentDecoder.Failure {
            let kind: ServiceError.Kind = error == .tooLarge ? .tooLarge : .unreadable
            throw ServiceError(
                kind: operation == .submit ? .ambiguous : kind, operation: operation,
                message: error.message, httpStatus: reply.status)
        } catch let error as TransportError {
            throw ServiceError(error, operation: operation, httpStatus: reply.status)
        } catch {
            throw ServiceError(
                kind: operation == .submit ? .ambiguous : .transient, operation: operation,
                message: "\(error)", httpStatus: reply.status)
        }
    }
}
