/// A picture's width and height, in pixels.
package struct PixelSize: Hashable, Codable, Sendable, CustomStringConvertible {
    package let width: Int
    package let height: Int

    package init(_ width: Int, _ height: Int) {
        self.width = width
        self.height = height
    }

    package var description: String { "\(width)×\(height)" }
}
