import CZlib

/// Undoes the compression of a reply's body, piece by piece: igs asks for none, but some servers compress all the same.
///
/// gzip is known by its first bytes, whatever the header says: neither JSON nor a picture begins like it. deflate, with
/// zlib's header or bare, has to be named by the header. What is named and is not compressed passes as it is.
///
/// Invariant: the stream is initialised exactly while `state` is `decoding`, and never moves: zlib keeps a pointer to it.
final class ContentDecoder {
    /// Why a body cannot be had.
    enum Failure: Error, Hashable {
        /// A coding that igs does not know, such as `br`.
        case unknownCoding(String)
        /// What is said to be compressed is damaged.
        case damaged
        /// The body ends before the compressed data does.
        case truncated
        /// It is more than the limit, once it is decompressed.
        case tooLarge
    }

    private enum State {
        /// Nothing has come.
        case waiting
        /// The body is as it is.
        case passing
        case decoding
        /// A member of a gzip body has ended, and what follows is too short to tell whether another one comes.
        case between
        /// The compressed data has ended. What follows is dropped, as gzip does.
        case ended
    }

    private let coding: String
    private let limit: Int
    private let stream: UnsafeMutablePointer<z_stream>
    private var state = State.waiting
    private var isGzip = false
    /// The first bytes, as long as there are too few to tell what they begin.
    private var start: [UInt8] = []
    private var byteCount = 0

    /// - Parameters:
    ///   - coding: The `Content-Encoding`; nil where there is none.
    ///   - limit: The most bytes that may come out.
    /// - Throws: `Failure` for a coding that is not known.
    init(coding: String?, limit: Int) throws(Failure) {
        let name = (coding ?? "").lowercased().filter { !$0.isWhitespace }
        guard ["", "identity", "gzip", "x-gzip", "deflate"].contains(name) else {
            throw .unknownCoding(name)
        }
        self.coding = name
        self.limit = limit
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
    }

    deinit {
        if state == .decoding { inflateEnd(stream) }
        stream.deallocate()
    }

    /// The bytes that the next ones of the body stand for; none where more are needed.
    func decode(_ bytes: [UInt8]) throws(Failure) -> [UInt8] {
        switch state {
        case .passing: return try counted(bytes)
        case .ended: return []
        case .decoding: return try inflated(bytes)
        case .waiting, .between:
            start += bytes
            guard start.count >= 2 else { return [] }
            return try begin()
        }
    }

    /// What remains at the body's end.
    func finish() throws(Failure) -> [UInt8] {
        switch state {
        case .waiting: return start
        case .passing, .between, .ended: return []
        case .decoding: throw .truncated
        }
    }
}

extension ContentDecoder {
    private func begin() throws(Failure) -> [UInt8] {
        let bytes = start
        start = []
        let isFollowing = state == .between
        isGzip = bytes[0] == 0x1F && bytes[1] == 0x8B
        if isFollowing, !isGzip {
            state = .ended
            return []
        }
        guard isGzip || coding == "deflate" else {
            state = .passing
            return try counted(bytes)
        }
        let hasHeader = bytes[0] & 0x0F == 8 && (Int(bytes[0]) << 8 | Int(bytes[1])) % 31 == 0
        guard igs_inflateInit(stream, isGzip || hasHeader ? 15 + 32 : -15) == Z_OK else {
            throw .damaged
        }
        state = .decoding
        return try inflated(bytes)
    }

    private func inflated(_ bytes: [UInt8]) throws(Failure) -> [UInt8] {
        var input = bytes
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        var failure: Failure?
        input.withUnsafeMutableBufferPointer { input in
            stream.pointee.next_in = input.baseAddress
            stream.pointee.avail_in = UInt32(clamping: input.count)
            while failure == nil, state == .decoding {
                let (code, filled) = buffer.withUnsafeMutableBufferPointer { buffer in
                    stream.pointee.next_out = buffer.baseAddress
                    stream.pointee.avail_out = UInt32(clamping: buffer.count)
                    let code = inflate(stream, Z_NO_FLUSH)
                    return (code, buffer.count - Int(stream.pointee.avail_out))
                }
                byteCount += filled
                output += buffer[..<filled]
                if byteCount > limit { failure = .tooLarge }
                switch code {
                case Z_OK: if stream.pointee.avail_in == 0, filled < buffer.count { return }
                case Z_BUF_ERROR: return
                case Z_STREAM_END: endMember()
                default: failure = .damaged
                }
            }
        }
        if let failure { throw failure }
        return output
    }

    /// A gzip file may have several members, one after the other.
    private func endMember() {
        let next = stream.pointee.next_in
        if isGzip, stream.pointee.avail_in < 2 {
            if stream.pointee.avail_in == 1, let next { start = [next[0]] }
            inflateEnd(stream)
            state = .between
            return
        }
        if isGzip, stream.pointee.avail_in >= 2, next?[0] == 0x1F, next?[1] == 0x8B,
            inflateReset(stream) == Z_OK
        {
            return
        }
        inflateEnd(stream)
        state = .ended
    }

    private func counted(_ bytes: [UInt8]) throws(Failure) -> [UInt8] {
        byteCount += bytes.count
        guard byteCount <= limit else { throw .tooLarge }
        return bytes
    }
}

extension ContentDecoder.Failure {
    /// What to say of it.
    var message: String {
        switch self {
        case .unknownCoding(let name): "the reply is compressed with '\(name.prefix(40))'"
        case .damaged: "the reply's compressed data is damaged"
        case .truncated: "the reply's compressed data ends too early"
        case .tooLarge: "the reply is too large"
        }
    }
}
