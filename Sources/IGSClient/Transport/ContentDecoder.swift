import IGSImages

/// Undoes the compression of a reply's body, piece by piece: igs does not ask for any, but some servers compress all
/// the same.
///
/// gzip is recognised by its first bytes, whatever the header says: neither JSON nor a picture begins like it. deflate,
/// with zlib's header or bare, has to be named by the header. A body that is named compressed, and is not, passes as it
/// is.
final class ContentDecoder {
    /// Why a body cannot be decoded.
    enum Failure: Error, Hashable {
        /// A coding that igs does not know, such as `br`.
        case unknownCoding(String)
        /// The data that is said to be compressed is damaged.
        case damaged
        /// The body ends before the compressed data does.
        case truncated
        /// The decompressed body exceeds the limit.
        case tooLarge
    }

    private enum State {
        /// No bytes have come yet.
        case waiting
        /// The body passes as it is.
        case passing
        case decoding(Inflater)
        /// A member of a gzip body has ended, and too few bytes follow to tell whether another one comes.
        case between
        /// The compressed data has ended. What follows is dropped, as gzip does.
        case ended
    }

    private let coding: String
    private let limit: Int
    private var state = State.waiting
    private var isGzip = false
    /// The first bytes, while there are too few to tell what they begin.
    private var start: [UInt8] = []
    private var byteCount = 0

    /// - Parameters:
    ///   - coding: The `Content-Encoding`; nil if there is none.
    ///   - limit: The most bytes that may come out.
    /// - Throws: `Failure` for an unknown coding.
    init(coding: String?, limit: Int) throws(Failure) {
        let name = (coding ?? "").lowercased().filter { !$0.isWhitespace }
        guard ["", "identity", "gzip", "x-gzip", "deflate"].contains(name) else {
            throw .unknownCoding(name)
        }
        self.coding = name
        self.limit = limit
    }

    /// Returns what the next bytes of the body decode to; nothing while more are needed.
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

    /// Returns what remains at the body's end.
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

    /// Ends a member: a gzip file may have several, one after the other.
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
    /// The message that describes it.
    var message: String {
        switch self {
        case .unknownCoding(let name): "the reply is compressed with '\(name.prefix(40))'"
        case .damaged: "the reply's compressed data is damaged"
        case .truncated: "the reply's compressed data ends too early"
        case .tooLarge: "the reply is too large"
        }
    }
}
