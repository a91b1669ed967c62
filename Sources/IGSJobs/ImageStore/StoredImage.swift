public import IGSImages

/// A verified picture in the store, named by its content.
public struct StoredImage: Hashable, Codable, Sendable {
    /// The absolute path of the file. Not in the ledger: it follows from the store and the content, so that a state
    /// folder can be moved.
    public internal(set) var path: String
    /// The SHA-256 of the file's bytes, in lower-case hexadecimal.
    public let sha256: String
    /// The format according to the file's own signature.
    public let format: ImageFormat
    /// The picture's size in pixels according to its own header.
    public let size: PixelSize
    /// The file's length in bytes.
    public let byteCount: Int

    /// Creates a description of a stored picture.
    public init(path: String, sha256: String, format: ImageFormat, size: PixelSize, byteCount: Int)
    {
        self.path = path
        self.sha256 = sha256
        self.format = format
        self.size = size
        self.byteCount = byteCount
    }

    private enum CodingKeys: String, CodingKey {
        case sha256, format, size, byteCount
    }

    /// Reads a picture as the ledger has it; its path is empty until it is set.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            path: "", sha256: try fields.decode(String.self, forKey: .sha256),
            format: try fields.decode(ImageFormat.self, forKey: .format),
            size: try fields.decode(PixelSize.self, forKey: .size),
            byteCount: try fields.decode(Int.self, forKey: .byteCount))
    }
}
