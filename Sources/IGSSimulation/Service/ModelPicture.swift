import IGSImages
import SHA2

/// The picture of a model's task: a PNG with the right dimensions that names its task.
struct ModelPicture {
    let bytes: [UInt8]
    /// SHA-256 in lower-case hexadecimal.
    let digest: String

    /// Paints the picture of a task.
    init(task: String, width: Int, height: Int) {
        let size = PNGChunk.bigEndian(width) + PNGChunk.bigEndian(height)
        let chunks = [
            PNGChunk("IHDR", size + [1, 0, 0, 0, 0]),
            PNGChunk("tEXt", Array("Task\0\(task)".utf8)),
            PNGChunk("IDAT", [0x78, 0x01, 0x01, 0, 0, 0xFF, 0xFF, 0, 0, 0, 1]),
            PNGChunk("IEND"),
        ]
        bytes = PNGChunk.signature + chunks.flatMap(\.bytes)
        digest = Self.digest(of: bytes)
    }

    /// Returns the SHA-256 of some bytes, as the ledger writes it.
    static func digest(of bytes: [UInt8]) -> String {
        SHA256.hash(bytes).hexadecimal
    }
}
