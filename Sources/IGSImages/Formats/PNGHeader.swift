/// The dimensions in a PNG file's first chunk, IHDR.
enum PNGHeader {
    static func size(_ start: [UInt8]) -> PixelSize? {
        guard start.bigEndian(at: 8, count: 4) == 13, start.holds("IHDR", at: 12),
            let width = start.bigEndian(at: 16, count: 4),
            let height = start.bigEndian(at: 20, count: 4),
            // The format's own bound, which keeps the top bit free.
            width <= Int32.max, height <= Int32.max
        else { return nil }
        return PixelSize(positive: width, height)
    }
}
