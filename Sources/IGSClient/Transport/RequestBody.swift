import FoundationEssentials

/// A request's body: its length is known, and it is read while it is sent.
public struct RequestBody: Sendable {
    /// The number of bytes in the body, once encoded.
    public let byteCount: Int
    private let segments: [Segment]

    /// Creates a body from bytes that are there already.
    public init(_ bytes: [UInt8]) {
        self.init(segments: [.bytes(bytes)])
    }

    /// Starts reading from the beginning.
    public func makeIterator() -> Iterator {
        Iterator(segments: segments)
    }

    /// Returns all of the body's bytes: for a transport that does not send them anywhere.
    ///
    /// - Throws: `ReferenceError` if a file has changed or cannot be read.
    public func bytes() throws(ReferenceError) -> [UInt8] {
        var chunks = makeIterator()
        var bytes: [UInt8] = []
        while let chunk = try chunks.next() { bytes += chunk }
        return bytes
    }
}

extension RequestBody {
    /// A stretch of a body.
    enum Segment: Sendable {
        /// Bytes as they are.
        case bytes([UInt8])
        /// A file's bytes as base64; the body fails if they are not exactly `byteCount`.
        case base64(path: String, byteCount: Int)

        /// The stretch's length as sent.
        var byteCount: Int {
            switch self {
            case .bytes(let bytes): bytes.count
            case .base64(_, let byteCount): (byteCount + 2) / 3 * 4
            }
        }
    }

    /// Creates a body from stretches.
    init(segments: [Segment]) {
        self.segments = segments
        byteCount = segments.reduce(0) { $0 + $1.byteCount }
    }

    /// Reads a body's chunks: at most 192 KiB each, except for bytes that are there already.
    public struct Iterator {
        /// A multiple of three, so that only a file's last chunk is padded.
        private static let fileChunk = 144 * 1024

        private var rest: ArraySlice<Segment>
        private var file: OpenFile?

        fileprivate init(segments: [Segment]) {
            rest = segments[...]
        }

        /// Returns the next chunk, or nil at the end.
        ///
        /// - Throws: `ReferenceError` if a file has changed or cannot be read.
        public mutating func next() throws(ReferenceError) -> [UInt8]? {
            while true {
                if let chunk = try nextOfFile() { return chunk }
                switch rest.popFirst() {
                case nil: return nil
                case .bytes(let bytes): return bytes
                case .base64(let path, let byteCount):
                    file = try OpenFile(path: path, byteCount: byteCount)
                }
            }
        }

        private mutating func nextOfFile() throws(ReferenceError) -> [UInt8]? {
            guard let file else { return nil }
            let bytes = try file.next(Self.fileChunk)
            if bytes.isEmpty {
                self.file = nil
                return nil
            }
            return [UInt8](Data(bytes).base64EncodedData())
        }
    }
}

extension RequestBody.Iterator {
    /// A file that is being sent; closed when it is released, for whatever reason.
    private final class OpenFile {
        private let file: ReferenceFile
        private let path: String
        private let byteCount: Int
        private var offset = 0

        init(path: String, byteCount: Int) throws(ReferenceError) {
            let file = try ReferenceFile(path: path)
            guard file.byteCount == byteCount else {
                file.close()
                throw ReferenceError(code: .changed, subject: path)
            }
            self.file = file
            self.path = path
            self.byteCount = byteCount
        }

        deinit { file.close() }

        /// Returns the next bytes; none at the end.
        func next(_ count: Int) throws(ReferenceError) -> [UInt8] {
            guard offset < byteCount else { return [] }
            let wanted = min(count, byteCount - offset)
            let isLast = offset + wanted == byteCount
            // Reads one byte beyond the last, to see that the file has not grown.
            let bytes = try file.read(at: offset, count: isLast ? wanted + 1 : wanted)
            guard bytes.count == wanted else {
                throw ReferenceError(code: .changed, subject: path)
            }
            offset += wanted
            return bytes
        }
    }
}
