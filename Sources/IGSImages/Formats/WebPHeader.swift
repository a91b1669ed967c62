/// The dimensions in a WebP file's first chunk, in each of its three forms.
enum WebPHeader {
    static func size(_ start: [UInt8]) -> PixelSize? {
        if start.holds("VP8 ", at: 12) { return lossy(start) }
        if start.holds("VP8L", at: 12) { return lossless(start) }
        if start.holds("VP8X", at: 12) { return extended(start) }
        return nil
    }

    /// Reads a key frame: three bytes of frame tag, the start code, then 14 bits for each side, each below two
    /// bits of scaling.
    private static func lossy(_ start: [UInt8]) -> PixelSize? {
        guard let tag = start.littleEndian(at: 20, count: 3), tag & 1 == 0,
            start.bigEndian(at: 23, count: 3) == 0x9D012A,
            let width = start.littleEndian(at: 26, count: 2),
            let height = start.littleEndian(at: 28, count: 2)
        else { return nil }
        return PixelSize(positive: width & 0x3FFF, height & 0x3FFF)
    }

    /// Reads a signature byte, then 14 bits for each side, less one.
    private static func lossless(_ start: [UInt8]) -> PixelSize? {
        guard start.littleEndian(at: 20, count: 1) == 0x2F,
            let bits = start.littleEndian(at: 21, count: 4)
        else { return nil }
        return PixelSize(positive: bits & 0x3FFF + 1, bits >> 14 & 0x3FFF + 1)
    }

    /// Reads flags and reserved bytes, then 24 bits for each side, less one.
    private static func extended(_ start: [UInt8]) -> PixelSize? {
        guard let width = start.littleEndian(at: 24, count: 3),
            let height = start.littleEndian(at: 27, count: 3)
        else { return nil }
        return PixelSize(positive: width + 1, height + 1)
    }
}
