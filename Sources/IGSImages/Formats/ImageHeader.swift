/// What the first bytes of a picture say about it: the format, by its signature, and the dimensions.
///
/// Reading never traps, whatever the bytes; dimensions are as declared, and not checked against the picture's data.
public struct ImageHeader: Hashable, Sendable {
    /// The format, by the signature.
    public let format: ImageFormat
    /// The declared dimensions, neither of them zero.
    public let size: PixelSize

    /// Creates a header.
    public init(format: ImageFormat, size: PixelSize) {
        self.format = format
        self.size = size
    }

    /// Reads a header from a picture's first bytes.
    ///
    /// 64 KiB are enough for most pictures; a JPEG may hold more metadata than that before its dimensions.
    ///
    /// - Throws: `PictureDefect.notAPicture`.
    public init(_ prefix: some RandomAccessCollection<UInt8>) throws(PictureDefect) {
        try self.init { offset, count in
            Array(prefix.dropFirst(offset).prefix(count))
        }
    }

    /// Reads a header through `bytes`, which returns up to `count` bytes at `offset`, fewer at the end.
    ///
    /// - Throws: `PictureDefect.notAPicture`.
    public init(_ bytes: (_ offset: Int, _ count: Int) -> [UInt8]) throws(PictureDefect) {
        let start = bytes(0, 32)
        let format = ImageFormat(signature: start)
        let size: PixelSize? =
            switch format {
            case .png: PNGHeader.size(start)
            case .jpeg: JPEGHeader(bytes)?.size
            case .webp: WebPHeader.size(start)
            case nil: nil
            }
        guard let format, let size else {
            throw .notAPicture(ForeignFormat(bytes(0, ForeignFormat.headCount)))
        }
        self.init(format: format, size: size)
    }
}

extension PixelSize {
    /// Makes a size of two positive sides; nil if either is not.
    init?(positive width: UInt32, _ height: UInt32) {
        guard width > 0, height > 0 else { return nil }
        self.init(width: Int(width), height: Int(height))
    }
}
