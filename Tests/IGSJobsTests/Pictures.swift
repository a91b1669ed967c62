/// Files to fetch and to refer to.
enum Picture {
    /// The bytes of a PNG file as far as the store looks at them; the words make it another file.
    static func png(
        _ width: Int = 1536, _ height: Int = 864, _ words: String = ""
    ) -> [UInt8] {
        var bytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        bytes += [0, 0, 0, 13] + Array("IHDR".utf8) + bigEndian(width) + bigEndian(height)
        bytes += [8, 2, 0, 0, 0] + [0, 0, 0, 0] + Array(words.utf8)
        bytes += [0, 0, 0, 0] + Array("IEND".utf8) + [0xAE, 0x42, 0x60, 0x82]
        return bytes
    }

    static func bigEndian(_ value: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }
}
