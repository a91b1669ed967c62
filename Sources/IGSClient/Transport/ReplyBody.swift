/// A reply's body, chunk by chunk. It can be read once.
public struct ReplyBody: AsyncSequence, Sendable {
    /// A chunk of bytes.
    public typealias Element = [UInt8]
    /// Why the body did not reach its end.
    public typealias Failure = TransportError

    private let makeNext: @Sendable () -> AsyncIterator.Next

    /// Creates a body from a function that starts the reading.
    public init(_ makeNext: @escaping @Sendable () -> AsyncIterator.Next) {
        self.makeNext = makeNext
    }

    /// Creates a body from chunks that are there already.
    public init(_ chunks: [[UInt8]]) {
        self.init {
            var rest = chunks[...]
            return { () throws(TransportError) in rest.popFirst() }
        }
    }

    /// Starts the reading.
    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(pull: makeNext())
    }

    /// Reads a body's chunks.
    public struct AsyncIterator: AsyncIteratorProtocol {
        /// A function that returns the next chunk, or nil at the end.
        public typealias Next = () async throws(TransportError) -> [UInt8]?

        fileprivate let pull: Next

        /// Returns the next chunk, or nil at the end.
        ///
        /// - Throws: `TransportError`.
        public func next() async throws(TransportError) -> [UInt8]? {
            try await pull()
        }

        /// Returns the next chunk, or nil at the end.
        ///
        /// - Throws: `TransportError`.
        public func next(
            isolation actor: isolated (any Actor)?
        ) async throws(TransportError) -> [UInt8]? {
            try await pull()
        }
    }
}
