import CZlib

/// Decompresses data piece by piece: gzip or zlib if it begins like one of them, else bare deflate.
///
/// Invariant: the stream is initialised exactly while `isOpen`, and never moves: zlib keeps a pointer to it.
package final class Inflater {
    /// Why data cannot be decompressed.
    package enum Failure: Error {
        /// It is damaged, or not compressed.
        case damaged
        /// It has more bytes than the limit, once it is decompressed.
        case tooLarge
    }

    /// Whether the compressed data has ended.
    package private(set) var isEnded = false
    private let limit: Int
    private let stream: UnsafeMutablePointer<z_stream>
    private var isOpen = false
    private var byteCount = 0
    /// The first bytes, while there are too few to tell what they begin.
    private var start: ArraySlice<UInt8> = []

    /// - Parameter limit: The most bytes that may come out.
    package init(limit: Int) {
        self.limit = limit
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
    }

    deinit {
        if isOpen { inflateEnd(stream) }
        stream.deallocate()
    }

    /// Returns what the next bytes decompress to, which is nothing while more are needed, and removes them from
    /// `bytes`: what follows the end of the compressed data stays.
    package func inflate(_ bytes: inout ArraySlice<UInt8>) throws(Failure) -> [UInt8] {
        guard !isEnded else { return [] }
        if !isOpen {
            bytes = start + bytes
            guard bytes.count >= 2 else {
                start = bytes
                bytes = []
                return []
            }
            start = []
            try open(bytes)
        }
        return try read(&bytes)
    }
}

private extension Inflater {
    func open(_ bytes: ArraySlice<UInt8>) throws(Failure) {
        let (first, second) = (Int(bytes[bytes.startIndex]), Int(bytes[bytes.startIndex + 1]))
        let isGzip = first == 0x1F && second == 0x8B
        let isZlib = first & 0x0F == 8 && (first << 8 | second) % 31 == 0
        guard igs_inflateInit(stream, isGzip || isZlib ? 15 + 32 : -15) == Z_OK else {
            throw .damaged
        }
        isOpen = true
    }

    func read(_ bytes: inout ArraySlice<UInt8>) throws(Failure) -> [UInt8] {
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        var failure: Failure?
        let rest = bytes.withUnsafeMutableBufferPointer { input in
            stream.pointee.next_in = input.baseAddress
            stream.pointee.avail_in = UInt32(clamping: input.count)
            while failure == nil, isOpen {
                let (code, filled) = buffer.withUnsafeMutableBufferPointer { buffer in
                    stream.pointee.next_out = buffer.baseAddress
                    stream.pointee.avail_out = UInt32(clamping: buffer.count)
                    let code = CZlib.inflate(stream, Z_NO_FLUSH)
                    return (code, buffer.count - Int(stream.pointee.avail_out))
                }
                byteCount += filled
                output += buffer[..<filled]
                if byteCount > limit { failure = .tooLarge }
                switch code {
                case Z_OK: if stream.pointee.avail_in == 0, filled < buffer.count { return 0 }
                case Z_BUF_ERROR: return 0
                case Z_STREAM_END: end()
                default: failure = .damaged
                }
            }
            return Int(stream.pointee.avail_in)
        }
        bytes = bytes.suffix(rest)
        if let failure { throw failure }
        return output
    }

    func end() {
        inflateEnd(stream)
        isOpen = false
        isEnded = true
    }
}
