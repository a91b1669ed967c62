/// Bodies that come in small pieces, with waits between them.
enum SlowBody {
    /// Slows a reply's body down; one that is made while it is sent stays as it is.
    ///
    /// - Parameter rate: Bytes a second.
    static func slowed(_ response: Response, rate: Int) -> Response {
        guard case .bytes(let bytes) = response.body else { return response }
        var response = response
        response.body = .stream(byteCount: bytes.count) { write in
            var rest = bytes[...]
            while !rest.isEmpty {
                let piece = Array(rest.prefix(max(1, rate / 10)))
                rest = rest.dropFirst(piece.count)
                try await Task.sleep(for: .seconds(Double(piece.count) / Double(rate)))
                try await write(piece)
            }
        }
        return response
    }
}
