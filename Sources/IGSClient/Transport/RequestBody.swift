/// A request's body: of a known length, read while it is sent.
public struct RequestBody: AsyncSequence, Sendable {
    /// A chunk of bytes.
    public typealias Element = [UInt8]

    /// The body's bytes, encoded.
    public let byteCount: Int
    let segments: [Segment]

    /// Creates a body that is there already.
    public init(_ bytes: [UInt8]) {
        self.init(segments: [.bytes(bytes)])
    }

    /// Starts reading from the beginning.
    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(segments: segments)
    }
}
