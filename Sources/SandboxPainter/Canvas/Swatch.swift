import CGraphics
import Glibc

/// The colours of a small picture, looked up by position: both coordinates from 0 to 1.
struct Swatch {
    private let pixels: [UInt32]
    private let width: Int
    private let height: Int

    init(_ canvas: Canvas) {
        cairo_surface_flush(canvas.surface)
        width = canvas.pixelWidth
        height = canvas.pixelHeight
        let count = width * height
        guard let data = cairo_image_surface_get_data(canvas.surface) else {
            pixels = Array(repeating: 0, count: count)
            return
        }
        pixels = data.withMemoryRebound(to: UInt32.self, capacity: count) {
            Array(UnsafeBufferPointer(start: $0, count: count))
        }
    }

    func colour(at spot: Spot) -> Colour { colour(column(spot), row(spot)) }

    /// Returns the direction in which the picture becomes lighter, and how much.
    func slope(at spot: Spot) -> (angle: Double, strength: Double) {
        let (x, y) = (column(spot), row(spot))
        let across = colour(x + 1, y).luminance - colour(x - 1, y).luminance
        let down = colour(x, y + 1).luminance - colour(x, y - 1).luminance
        return (atan2(down, across), hypot(across, down))
    }

    private func column(_ spot: Spot) -> Int { Int(spot.x * Double(width)) }
    private func row(_ spot: Spot) -> Int { Int(spot.y * Double(height)) }

    private func colour(_ x: Int, _ y: Int) -> Colour {
        let x = min(max(x, 0), width - 1)
        let y = min(max(y, 0), height - 1)
        return Colour(pixels[y * width + x] & 0xFFFFFF)
    }
}
