import CDeflate

/// Ways to compress a body although nobody asked for that.
enum Compression: String, CaseIterable {
    case gzip
    /// As gzip, by its old name.
    case xGzip = "x-gzip"
    /// `deflate` as the standard means it: wrapped in zlib's format.
    case deflate
    /// `deflate` as some servers send it: bare.
    case raw = "raw-deflate"
    /// gzip, twice.
    case twice
    /// gzip whose second half is missing.
    case cut = "cut-gzip"
    /// Not compressed, though it says so.
    case pretended
    /// Not compressed, and it says so.
    case identity

    private var name: String {
        switch self {
        case .gzip, .cut, .pretended: "gzip"
        case .xGzip: "x-gzip"
        case .deflate, .raw: "deflate"
        case .twice: "gzip, gzip"
        case .identity: "identity"
        }
    }

    /// Returns a reply with its body compressed; one that is made while it is sent stays as it is.
    func applied(to response: Response) -> Response {
        guard case .bytes(let bytes) = response.body else { return response }
        var response = response
        response.headers[.contentEncoding] = name
        response.body = .bytes(encoded(bytes))
        return response
    }

    private func encoded(_ bytes: [UInt8]) -> [UInt8] {
        switch self {
        case .gzip, .xGzip: return Self.gzipped(bytes)
        case .twice: return Self.gzipped(Self.gzipped(bytes))
        case .deflate:
            return Self.compressed(
                bytes, libdeflate_zlib_compress_bound, libdeflate_zlib_compress)
        case .raw:
            return Self.compressed(
                bytes, libdeflate_deflate_compress_bound, libdeflate_deflate_compress)
        case .cut:
            let whole = Self.gzipped(bytes)
            return Array(whole.prefix(whole.count / 2))
        case .pretended, .identity: return bytes
        }
    }

    static func gzipped(_ bytes: [UInt8], level: Int32 = 1) -> [UInt8] {
        compressed(
            bytes, level: level, libdeflate_gzip_compress_bound, libdeflate_gzip_compress)
    }

    private static func compressed(
        _ bytes: [UInt8], level: Int32 = 1,
        _ bound: (OpaquePointer?, Int) -> Int,
        _ compress: (
            OpaquePointer?, UnsafeRawPointer?, Int, UnsafeMutableRawPointer?, Int
        ) -> Int
    ) -> [UInt8] {
        guard let compressor = libdeflate_alloc_compressor(level) else { return [] }
        defer { libdeflate_free_compressor(compressor) }
        let room = bound(compressor, bytes.count)
        return [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
            count = compress(compressor, bytes, bytes.count, buffer.baseAddress, room)
        }
    }
}
