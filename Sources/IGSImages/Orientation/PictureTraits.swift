/// What a picture's file says about itself beyond its format and its dimensions.
///
/// Only parts beside the pixels are read. Reading never traps, whatever the bytes.
public struct PictureTraits: Hashable, Sendable {
    /// The traits that services convert badly.
    public private(set) var quirks: [PictureQuirk] = []
    /// How to turn the picture before it is shown.
    public var orientation: Orientation { stored?.orientation ?? .upright }
    /// The orientation that the file states; nil if it states none.
    private(set) var stored: StoredOrientation?
    /// The size of the blocks that a JPEG is made of; nil for other formats.
    private(set) var blockSize: PixelSize?

    /// The mark before EXIF metadata in a JPEG; some writers use it elsewhere, too.
    private static let exifMark = Array("Exif\0\0".utf8)
    /// No picture has this many parts; a file made of them alone must not take long.
    private static let maximumChunkCount = 1 << 17

    /// Reads the traits of a picture of a known format.
    ///
    /// - Parameter bytes: Returns up to `count` bytes at `offset`, fewer at the file's end.
    public init(_ format: ImageFormat, _ bytes: (_ offset: Int, _ count: Int) -> [UInt8]) {
        switch format {
        case .jpeg: readJPEG(bytes)
        case .png: readPNG(bytes)
        case .webp: readWebP(bytes)
        }
    }

    /// Reads the traits of a picture of a known format from its bytes.
    public init(_ format: ImageFormat, _ bytes: [UInt8]) {
        self.init(format) { offset, count in Array(bytes.dropFirst(offset).prefix(count)) }
    }
}

private extension PictureTraits {
    mutating func readJPEG(_ bytes: (Int, Int) -> [UInt8]) {
        guard let header = JPEGHeader(bytes) else { return }
        quirks = header.quirks
        blockSize = header.blockSize
        stored = JPEGSegments.first(bytes) { segment in
            guard segment.marker == 0xE1,
                bytes(segment.offset, Self.exifMark.count) == Self.exifMark
            else { return nil }
            return Self.orientation(exifAt: segment.offset, count: segment.count, bytes)
        }
    }

    mutating func readPNG(_ bytes: (Int, Int) -> [UInt8]) {
        if let bits = bytes(24, 1).first, bits > 8 { quirks.append(.deep(bits: Int(bits))) }
        var offset = PNGChunk.signature.count
        var isBeforePixels = true
        for _ in 0..<Self.maximumChunkCount {
            let head = bytes(offset, 8)
            guard let count = head.bigEndian(at: 0, count: 4).map(Int.init), head.count == 8 else {
                return
            }
            switch String(decoding: head[4...], as: UTF8.self) {
            case "IDAT": isBeforePixels = false
            case "IEND": return
            // After the pixels it animates nothing.
            case "acTL" where isBeforePixels && count >= 8:
                let frameCount = bytes(offset + 8, 4).bigEndian(at: 0, count: 4) ?? 0
                if frameCount > 1 { quirks.append(.animated) }
            case "eXIf" where stored == nil:
                stored = Self.orientation(exifAt: offset + 8, count: count, bytes)
            default: break
            }
            offset += 12 + count
        }
    }

    mutating func readWebP(_ bytes: (Int, Int) -> [UInt8]) {
        guard bytes(12, 4).holds("VP8X", at: 0) else { return }
        if let flags = bytes(20, 1).first, flags & 0x02 != 0 { quirks.append(.animated) }
        var offset = 12
        for _ in 0..<Self.maximumChunkCount {
            let head = bytes(offset, 8)
            guard let count = head.littleEndian(at: 4, count: 4).map(Int.init) else { return }
            if head.holds("EXIF", at: 0) {
                stored = Self.orientation(exifAt: offset + 8, count: count, bytes)
                return
            }
            // A part of odd length is followed by a byte that belongs to no part.
            offset += 8 + count + count % 2
        }
    }

    /// Returns the orientation in EXIF metadata, with or without the mark in front of it.
    static func orientation(
        exifAt offset: Int, count: Int, _ bytes: (Int, Int) -> [UInt8]
    ) -> StoredOrientation? {
        let marked = count >= exifMark.count && bytes(offset, exifMark.count) == exifMark
        let skipped = marked ? exifMark.count : 0
        return StoredOrientation(exifAt: offset + skipped, count: count - skipped, bytes)
    }
}
