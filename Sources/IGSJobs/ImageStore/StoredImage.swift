public import IGSClient

/// A verified picture in the store, named by its content.
public struct StoredImage: Hashable, Codable, Sendable {
    /// Where the file is; absolute.
    public let path: String
    /// The SHA-256 of the file's bytes, in lower-case hexadecimal.
    public let sha256: String
    /// The format by the file's own signature.
    public let format: ImageFormat
    /// The picture's pixels by its own header.
    public let size: PixelSize
    /// The file's length.
    public let byteCount: Int

    /// Describes a stored picture.
    public init(path: String, sha256: String, format: ImageFormat, size: PixelSize, byteCount: Int)
    {
        self.path = path
        self.sha256 = sha256
        self.format = format
        self.size = size
        self.byteCount = byteCount
    }
}
