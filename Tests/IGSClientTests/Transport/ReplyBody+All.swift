import IGSClient

extension ReplyBody {
    /// Reads the whole body.
    func all() async throws(TransportError) -> [UInt8] {
        var bytes: [UInt8] = []
        let chunks = makeAsyncIterator()
        while let chunk = try await chunks.next() { bytes += chunk }
        return bytes
    }
}
