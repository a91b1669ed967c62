import IGSImages
import IGSTestSupport

/// Files to fetch and to refer to.
enum Picture {
    /// The bytes of a PNG file as far as the store looks at them; the words make it another file.
    static func png(
        _ width: Int = 1536, _ height: Int = 864, _ words: String = ""
    ) -> [UInt8] {
        Pictures.png(
            UInt32(width), UInt32(height), chunks: [PNGChunk("tEXt", Array(words.utf8))])
    }
}
