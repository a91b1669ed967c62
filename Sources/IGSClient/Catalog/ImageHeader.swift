/// What the first bytes of a picture say about it: the format by its signature, and the dimensions.
///
/// Reading never traps, whatever the bytes; dimensions are as declared, and not checked against the picture's data.
public struct ImageHeader: Hashable, Sendable {
    /// The format, by the signature; a file's extension and a reply's media type are not to be trusted.
    public let format: ImageFormat
    /// The declared dimensions, neither of them zero.
    public let size: PixelSize

    /// Creates a header.
    public init(format: ImageFormat, size: PixelSize) {
        self.format = format
        self.size = size
    }

    /// Reads a header from a picture's first bytes, or nil where they are no PNG, JPEG or WebP picture.
    ///
    /// 64 KiB are enough for most pictures; a JPEG may hold more metadata than that before its dimensions.
    public static func read(_ prefix: some RandomAccessCollection<UInt8>) -> ImageHeader? {
        read { offset, count in
            Array(prefix.dropFirst(offset).prefix(count))
        }
    }

    /// Reads a header through `bytes`, which gives up to `count` bytes at `offset`, fewer at the end.
    static func read(
        through bytes: (_ offset: Int, _ count: Int) -> [UInt8]
    ) -> ImageHeader? {
        let start = bytes(0, 32)
        if let header = PNGHeader.size(start) { return ImageHeader(format: .png, size: header) }
        if let header = WebPHeader.size(start) { return ImageHeader(format: .webp, size: header) }
        if let header = JPEGHeader(bytes) { return ImageHeader(format: .jpeg, size: header.size) }
        return nil
    }
}

extension PixelSize {
    /// A size whose sides are both positive, or nil.
    init?(positive width: UInt32, _ height: UInt32) {
        guard width > 0, height > 0 else { return nil }
        self.init(width: Int(width), height: Int(height))
    }
}

/// Unsigned numbers out of bytes that may be too few.
extension [UInt8] {
    func bigEndian(at offset: Int, count: Int) -> UInt32? {
        guard offset >= 0, count <= 4, offset + count <= self.count else { return nil }
        return self[offset..<offset + count].reduce(0) { $0 << 8 | UInt32($1) }
    }

    func littleEndian(at offset: Int, count: Int) -> UInt32? {
        guard offset >= 0, count <= 4, offset + count <= self.count else { return nil }
        return self[offset..<offset + count].reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }

    func holds(_ text: StaticString, at offset: Int) -> Bool {
        text.withUTF8Buffer { dropFirst(offset).starts(with: $0) }
    }
}
