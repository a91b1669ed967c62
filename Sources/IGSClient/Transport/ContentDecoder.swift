import IGSImages

/// Undoes the compression of a reply's body, piece by piece: igs asks for none, but some servers compress all the same.
///
/// gzip is known by its first bytes, whatever the header says: neither JSON nor a picture begins like it. deflate, with
/// zlib's header or bare, has to be named by the header. What is named and is not compressed passes as it is.
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
        case decoding(Inflater)
        /// A member of a gzip body has ended, and what follows is too short to tell whether another one comes.
        case between
        /// The compressed data has ended. What follows is dropped, as gzip does.
        case ended
    }

    private let coding: String
    private let limit: Int
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

private extension ContentDecoder {
    func begin() throws(Failure) -> [UInt8] {
        let bytes = start
        start = []
        isGzip = bytes[0] == 0x1F && bytes[1] == 0x8B
        if case .between = state, !isGzip {
            state = .ended
            return []
        }
        guard isGzip || coding == "deflate" else {
            state = .passing
            return try counted(bytes)
        }
        state = .decoding(Inflater(limit: limit - byteCount))
        return try inflated(bytes)
    }

    func inflated(_ bytes: [UInt8]) throws(Failure) -> [UInt8] {
        var rest = bytes[...]
        var output: [UInt8] = []
        while case .decoding(let inflater) = state, !rest.isEmpty {
            do throws(Inflater.Failure) {
                let part = try inflater.inflate(&rest)
                byteCount += part.count
                output += part
            } catch {
                throw error == .tooLarge ? .tooLarge : .damaged
            }
            if inflater.isEnded { endMember(before: rest) }
        }
        return output
    }

    /// A gzip file may have several members, one after the other.
    func endMember(before rest: ArraySlice<UInt8>) {
        if isGzip, rest.count < 2 {
            start = Array(rest)
            state = .between
        } else if isGzip, rest.starts(with: [0x1F, 0x8B]) {
            state = .decoding(Inflater(limit: limit - byteCount))
        } else {
            state = .ended
        }
    }

    func counted(_ bytes: [UInt8]) throws(Failure) -> [UInt8] {
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
