import IGSImages

/// Files to fetch and to refer to.
enum Picture {
    /// The bytes of a PNG file as far as the store looks at them; the words make it another file.
    static func png(
        _ width: Int = 1536, _ height: Int = 864, _ words: String = ""
    ) -> [UInt8] {
        let header = PNGChunk.bigEndian(width) + PNGChunk.bigEndian(height) + [8, 2, 0, 0, 0]
        return PNGChunk.signature + PNGChunk("IHDR", header).bytes
            + PNGChunk("tEXt", Array(words.utf8)).bytes + PNGChunk("IEND").bytes
    }
}
