import FlyingSocks
import FoundationEssentials

/// Writes one response, up to the byte where it is to be cut.
actor ResponseWriter {
    private static let pieceByteCount = 64 << 10

    private let socket: AsyncSocket
    private let cut: PlannedCut?
    private var sentCount = 0

    init(_ socket: AsyncSocket, cut: PlannedCut?) {
        self.socket = socket
        self.cut = cut
    }

    /// Writes a response.
    ///
    /// - Parameter withoutBody: Whether only its head is wanted.
    /// - Throws: `CutReached`, or what went wrong with the socket.
    func write(_ response: Response, withoutBody: Bool) async throws {
        try await write(Array(Self.head(of: response).utf8))
        guard response.hasBody, !withoutBody else { return }
        switch response.body {
        case .bytes(let bytes):
            try await write(bytes)
        case .stream(.some, let make):
            try await make { piece in try await self.write(piece) }
        case .stream(nil, let make):
            try await make { piece in
                // An empty chunk would be the last.
                guard !piece.isEmpty else { return }
                let length = String(piece.count, radix: 16)
                try await self.write(Array("\(length)\r\n".utf8) + piece + Array("\r\n".utf8))
            }
            try await write(Array("0\r\n\r\n".utf8))
        }
    }

    private func write(_ bytes: [UInt8]) async throws {
        guard let cut, bytes.count >= cut.byte - sentCount else {
            sentCount += bytes.count
            return try await send(bytes[...])
        }
        let reached = cut.reached()
        try await send(bytes.prefix(cut.byte - sentCount))
        throw reached
    }

    /// Sends bytes in pieces, so that few are held twice while the peer is slow.
    private func send(_ bytes: ArraySlice<UInt8>) async throws {
        var rest = bytes
        while !rest.isEmpty {
            try await socket.write(Data(rest.prefix(Self.pieceByteCount)))
            rest = rest.dropFirst(Self.pieceByteCount)
        }
    }

    private static func head(of response: Response) -> String {
        var headers = response.headers
        if let byteCount = response.body.byteCount {
            if response.hasBody { headers.add(.contentLength, "\(byteCount)") }
        } else {
            headers.add(.transferEncoding, "chunked")
        }
        headers.add(.date, HTTPDate.text(Moment.now()))
        let lines = headers.fields.map { "\($0.name.rawValue): \($0.value)\r\n" }
        let phrase = StatusPhrase.text(response.status)
        return "HTTP/1.1 \(response.status) \(phrase)\r\n\(lines.joined())\r\n"
    }
}
