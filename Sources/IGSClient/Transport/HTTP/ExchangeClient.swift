import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// A client of async-http-client that lives while something uses it.
final class ExchangeClient: Sendable {
    private let client: HTTPClient
    private let onEnd: (@Sendable () -> Void)?

    /// - Parameter onEnd: Called when nothing uses it any more.
    init(_ client: HTTPClient, onEnd: (@Sendable () -> Void)? = nil) {
        self.client = client
        self.onEnd = onEnd
    }

    deinit { onEnd?() }

    /// Sends a request, once, and returns as soon as the reply's head has arrived.
    ///
    /// - Throws: `TransportError`.
    func exchange(
        _ request: TransportRequest, until deadline: ContinuousClock.Instant
    ) async throws(TransportError) -> TransportReply {
        let upload = request.body.map(Upload.init)
        do {
            let response = try await client.execute(
                HTTPClientRequest(request, upload: upload), timeout: TimeAmount(deadline - .now))
            return TransportReply(response, over: self, deadline: deadline)
        } catch {
            throw TransportError(error, mayHaveArrived: upload?.isHandedOver ?? true)
        }
    }
}

extension HTTPClientRequest {
    fileprivate init(_ request: TransportRequest, upload: Upload?) {
        self.init(url: request.url)
        method = HTTPMethod(rawValue: request.method.rawValue)
        for field in request.headers.fields {
            headers.add(name: field.name, value: field.value)
        }
        if let key = request.authorization {
            key.withExposed { headers.replaceOrAdd(name: "Authorization", value: "Bearer \($0)") }
        }
        if let upload {
            body = .stream(upload, length: .known(Int64(upload.byteCount)))
        }
    }
}

extension TransportReply {
    /// - Parameter client: Kept until the body is read or released.
    fileprivate init(
        _ response: HTTPClientResponse, over client: ExchangeClient,
        deadline: ContinuousClock.Instant
    ) {
        let chunks = response.body
        self.init(
            status: Int(response.status.code),
            headers: HeaderFields(response.headers.map { (name: $0.name, value: $0.value) }),
            body: ReplyBody {
                var iterator = chunks.makeAsyncIterator()
                return { () async throws(TransportError) in
                    defer { withExtendedLifetime(client) {} }
                    do {
                        guard let chunk = try await iterator.next() else { return nil }
                        guard ContinuousClock.now < deadline else {
                            throw HTTPClientError.deadlineExceeded
                        }
                        return Array(chunk.readableBytesView)
                    } catch {
                        throw TransportError(error, mayHaveArrived: true)
                    }
                }
            })
    }
}

extension TimeAmount {
    init(_ duration: Duration) {
        let seconds = min(max(duration.components.seconds, 0), 1_000_000_000)
        self = .nanoseconds(
            seconds * 1_000_000_000 + duration.components.attoseconds / 1_000_000_000)
    }
}
