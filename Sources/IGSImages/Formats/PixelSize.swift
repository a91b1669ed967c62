/// A width and a height in pixels.
public struct PixelSize: Hashable, Codable, Sendable {
    /// Pixels from left to right.
    public let width: Int
    /// Pixels from top to bottom.
    public let height: Int

    /// Creates a size of the given pixels.
    public init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }
}

extension PixelSize: CustomStringConvertible {
    /// `1536x864`: as people type it, and safe in a file name.
    public var description: String { "\(width)x\(height)" }
}
