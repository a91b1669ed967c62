/// A response, which may be cut on its way.
struct Response: Sendable {
    var status: Int
    /// The fields besides those that are written for every response: the body's length, and the date.
    var headers: Headers
    var body: ResponseBody
    var cut: PlannedCut?

    init(status: Int, headers: Headers = [:], body: ResponseBody = .bytes([])) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// Whether this status comes with a body.
    var hasBody: Bool { status != 204 && status != 304 }
}

/// The body of a response.
enum ResponseBody: Sendable {
    typealias Write = @Sendable ([UInt8]) async throws -> Void

    case bytes([UInt8])
    /// A body that is made while it is sent, by a function that writes it piece by piece. It is sent in chunks if its
    /// length is not known.
    case stream(byteCount: Int?, @Sendable (_ write: Write) async throws -> Void)

    /// nil if it is not known.
    var byteCount: Int? {
        switch self {
        case .bytes(let bytes): bytes.count
        case .stream(let byteCount, _): byteCount
        }
    }
}
