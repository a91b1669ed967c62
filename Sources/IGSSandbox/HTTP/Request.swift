/// A request, whose body may still be on its way.
struct Request: Sendable {
    let method: String
    /// What it asks for, as it was sent: a path, and possibly a query.
    let target: String
    /// The fields that the sandbox knows.
    let headers: Headers
    /// Whether its connection can serve another request.
    let keepsConnection: Bool
    /// What was decided about it when its first line was read.
    let arrival: Arrival?
    let body: RequestBody

    /// The target without its query.
    var path: Substring { target.prefix { $0 != "?" } }

    /// The host and port that it was sent to.
    var authority: String { headers[.host] ?? "127.0.0.1" }
}

/// The body of a request, piece by piece. It can be read once.
struct RequestBody: AsyncSequence, AsyncIteratorProtocol, Sendable {
    let reader: RequestReader

    func makeAsyncIterator() -> RequestBody { self }

    func next() async throws -> [UInt8]? { try await reader.nextPiece() }

    /// Returns the whole body; nil if it is larger than this.
    func collect(upTo maximumByteCount: Int) async throws -> [UInt8]? {
        var bytes: [UInt8] = []
        for try await piece in self {
            bytes += piece
            guard bytes.count <= maximumByteCount else { return nil }
        }
        return bytes
    }
}

/// What is decided about a request when its first line has arrived.
struct Arrival: Sendable {
    /// Its number among those of its kind, from 1.
    let number: Int
    /// Where the request itself is cut.
    let cut: PlannedCut?
}
