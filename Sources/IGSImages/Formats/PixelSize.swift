/// A width and a height in pixels.
public struct PixelSize: Hashable, Codable, Sendable {
    /// Pixels from left to right.
    public let width: Int
    /// Pixels from top to bottom.
    public let height: Int

    /// Creates a size of the pixels given.
    public init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }
}

extension PixelSize: CustomStringConvertible {
    /// `1536x864`: what people type, and safe in a file's name.
    public var description: String { "\(width)x\(height)" }
}
