import FlyingSocks

/// Reads the requests of a connection, one after the other, and counts their bytes.
///
/// Of a request that is to be cut, only the bytes before the cut are used: the service never sees it, unless the cut is
/// at its very end.
actor RequestReader {
    private static let maximumHeadByteCount = 80 << 10
    private static let pieceByteCount = 4096

    /// What is left of the current body.
    private enum Rest {
        case bytes(Int)
        /// More chunks: so many bytes of the current one, 0 if its length comes next.
        case chunks(Int)
    }

    private let socket: AsyncSocket
    private let onArrival: HTTPServer.ArrivalHandler
    /// What has arrived and has not been used.
    private var buffer: ArraySlice<UInt8> = []
    /// How many bytes of the current request have been used.
    private var usedCount = 0
    private var cut: PlannedCut?
    private var rest = Rest.bytes(0)
    /// Why the current request cannot be read to its end.
    private var failure: (any Error)?

    init(_ socket: AsyncSocket, onArrival: @escaping HTTPServer.ArrivalHandler) {
        self.socket = socket
        self.onArrival = onArrival
    }

    /// Reads the head of the next request.
    ///
    /// - Returns: nil if the peer sends no more.
    /// - Throws: `MalformedRequest`, `CutReached`, or what went wrong with the socket.
    func next() async throws -> Request? {
        (usedCount, cut, rest) = (0, nil, .bytes(0))
        guard let first = try await firstLine() else { return nil }
        let words = first.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        guard words.count == 3, words[0].allSatisfy(Self.isVisible), !words[0].isEmpty,
            words[1].allSatisfy(Self.isVisible),
            let target = Self.target(String(decoding: words[1], as: UTF8.self)),
            let version = Version(rawValue: String(decoding: words[2], as: UTF8.self))
        else { throw MalformedRequest() }
        let arrival = onArrival(target)
        cut = arrival?.cut
        let headers = try await headers()
        rest = try Self.rest(after: headers)
        return Request(
            method: String(decoding: words[0], as: UTF8.self), target: target, headers: headers,
            keepsConnection: version.keepsConnection(headers), arrival: arrival,
            body: RequestBody(reader: self))
    }

    /// Reads a piece of the current request's body.
    ///
    /// - Returns: nil at its end.
    func nextPiece() async throws -> [UInt8]? {
        do {
            switch rest {
            case .bytes(0): return nil
            case .bytes(let count):
                let piece = try await take(atMost: count)
                rest = .bytes(count - piece.count)
                return piece
            case .chunks(0):
                let count = try await chunkByteCount()
                guard count > 0 else {
                    while try await !line().isEmpty {}
                    rest = .bytes(0)
                    return nil
                }
                return try await takeChunk(of: count)
            case .chunks(let count): return try await takeChunk(of: count)
            }
        } catch {
            failure = error
            throw error
        }
    }

    /// Reads what is left of the current request, so that a caller that is still sending gets to see the reply.
    ///
    /// - Returns: Where to cut the reply, if the request was to be cut at its very end: the service has all of it, and only
    ///   the reply never comes.
    /// - Throws: As `next()`, also if it has been thrown before.
    func finish() async throws -> PlannedCut? {
        if let failure { throw failure }
        while try await nextPiece() != nil {}
        guard let cut, cut.byte == usedCount else { return nil }
        return PlannedCut(byte: 0, end: cut.end, onCut: cut.onCut)
    }
}

/// Thrown for a request that does not follow the rules of HTTP/1.1.
struct MalformedRequest: Error {}

extension RequestReader {
    private enum Version: String {
        case old = "HTTP/1.0"
        case current = "HTTP/1.1"

        func keepsConnection(_ headers: Headers) -> Bool {
            let words = headers.values(of: .connection).joined(separator: ",").lowercased()
                .split { $0 == "," || $0 == " " }
            return self == .old ? words.contains("keep-alive") : !words.contains("close")
        }
    }

    /// Returns what a request asks for without the origin, which stands before it if the request is one to a proxy.
    private static func target(_ text: String) -> String? {
        let scheme = "http://"
        let target =
            text.hasPrefix(scheme) ? text.dropFirst(scheme.count).drop { $0 != "/" } : text[...]
        return target.hasPrefix("/") ? String(target) : nil
    }

    private func firstLine() async throws -> ArraySlice<UInt8>? {
        do {
            var line = try await line()
            // As clients have been seen to send behind a body.
            while line.isEmpty { line = try await self.line() }
            return line
        } catch SocketError.disconnected where buffer.isEmpty {
            return nil
        }
    }

    private func headers() async throws -> Headers {
        var headers: Headers = [:]
        while true {
            let line = try await line()
            guard !line.isEmpty else { return headers }
            guard usedCount <= Self.maximumHeadByteCount, line.allSatisfy(Self.isText),
                let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
                line[..<colon].allSatisfy(Self.isVisible)
            else { throw MalformedRequest() }
            let name = String(decoding: line[..<colon], as: UTF8.self)
            guard let name = HeaderName(anyCase: name) else { continue }
            let blanks: [UInt8] = [0x20, 0x09]
            let value = line[(colon + 1)...].drop { blanks.contains($0) }
            let end = value.lastIndex { !blanks.contains($0) }.map { $0 + 1 } ?? value.startIndex
            headers.add(name, String(decoding: value[..<end], as: UTF8.self))
        }
    }

    private static func rest(after headers: Headers) throws -> Rest {
        let encodings = headers.values(of: .transferEncoding)
        let lengths = headers.values(of: .contentLength)
        switch (encodings.count, lengths.count) {
        case (0, 0): return .bytes(0)
        case (1, 0) where encodings[0].lowercased() == "chunked": return .chunks(0)
        case (0, 1):
            guard lengths[0].utf8.first != UInt8(ascii: "+"), let count = Int(lengths[0]),
                count >= 0
            else { throw MalformedRequest() }
            return .bytes(count)
        default: throw MalformedRequest()
        }
    }

    private func chunkByteCount() async throws -> Int {
        let digits = try await line().prefix { $0 != UInt8(ascii: ";") }
        guard let first = digits.first, first != UInt8(ascii: "+"), first != UInt8(ascii: "-"),
            let count = Int(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw MalformedRequest() }
        return count
    }

    private func takeChunk(of count: Int) async throws -> [UInt8] {
        let piece = try await take(atMost: count)
        if piece.count == count {
            guard try await line().isEmpty else { throw MalformedRequest() }
        }
        rest = .chunks(count - piece.count)
        return piece
    }

    /// Reads a line, without its end.
    private func line() async throws -> ArraySlice<UInt8> {
        var searchedCount = 0
        while true {
            let bytes = usable
            if let end = bytes.dropFirst(searchedCount).firstIndex(of: UInt8(ascii: "\n")) {
                use(end + 1 - bytes.startIndex)
                let line = bytes[..<end]
                guard line.last == UInt8(ascii: "\r") else { throw MalformedRequest() }
                return line.dropLast()
            }
            searchedCount = bytes.count
            guard searchedCount <= Self.maximumHeadByteCount else { throw MalformedRequest() }
            try await receive()
        }
    }

    private func take(atMost count: Int) async throws -> [UInt8] {
        while usable.isEmpty { try await receive() }
        let piece = Array(usable.prefix(count))
        use(piece.count)
        return piece
    }

    /// The bytes that have arrived, up to the cut.
    private var usable: ArraySlice<UInt8> {
        cut.map { buffer.prefix(max(0, $0.byte - usedCount)) } ?? buffer
    }

    private func use(_ count: Int) {
        buffer = buffer.dropFirst(count)
        usedCount += count
    }

    /// Waits for more bytes.
    private func receive() async throws {
        if let cut, cut.byte - usedCount <= buffer.count { throw cut.reached() }
        buffer += try await socket.read(atMost: Self.pieceByteCount)
    }

    private static func isText(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte != 0x7F || byte == 0x09
    }

    private static func isVisible(_ byte: UInt8) -> Bool { (0x21...0x7E).contains(byte) }
}
