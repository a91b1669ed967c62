import NIOCore
import Synchronization

/// A request's body on its way into async-http-client. It remembers how far it got.
///
/// Until the last byte has been asked for, the server cannot have the whole request: that is what makes a
/// submission provably unsent, whatever the error says.
final class Upload: AsyncSequence, Sendable {
    typealias Element = ByteBuffer

    let byteCount: Int
    private let body: RequestBody
    private let handedOver = Mutex(0)

    init(_ body: RequestBody) {
        self.body = body
        byteCount = body.byteCount
    }

    /// Whether the last byte has been asked for.
    var isHandedOver: Bool { handedOver.withLock { $0 >= byteCount } }

    func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(chunks: body.makeAsyncIterator(), upload: self)
    }

    struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate var chunks: RequestBody.AsyncIterator
        fileprivate let upload: Upload

        mutating func next() async throws -> ByteBuffer? {
            guard let chunk = try await chunks.next() else { return nil }
            upload.handedOver.withLock { $0 += chunk.count }
            return ByteBuffer(bytes: chunk)
        }
    }
}
