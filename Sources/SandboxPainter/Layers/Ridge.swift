import Glibc

/// A line of land against what lies behind it: smooth noise over the frame's width.
struct Ridge: Sendable {
    /// The average height of the line.
    var base: Double
    /// How far it rises above and falls below.
    var amplitude: Double
    /// The length of its widest waves.
    var wavelength: Double
    /// The weight of finer waves: 0.3 is a dune, 0.6 a rock.
    var roughness: Double
    /// Whether it has peaks rather than round tops.
    var isSharp = false
    var seed: UInt64

    /// Returns the line's height at a position, as a y.
    func y(at x: Double) -> Double {
        var sum = 0.0
        var weight = 1.0
        var total = 0.0
        var position = x / wavelength
        for octave in 0..<6 {
            var value = Self.noise(position, seed &+ UInt64(octave) &* 977)
            if isSharp { value = 1 - abs(2 * value - 1) }
            sum += value * weight
            total += weight
            weight *= roughness
            position *= 2.03
        }
        return base - amplitude * (2 * sum / total - 1)
    }

    /// Adds the land below the line to the canvas's path.
    ///
    /// - Parameter margin: How far the line continues beyond the frame, for callers that move it.
    func trace(on canvas: Canvas, step: Double, bottom: Double, margin: Double = 0) {
        var x = -margin - step
        canvas.move(x, bottom)
        while x <= canvas.width + margin + step {
            canvas.line(x, y(at: x))
            x += step
        }
        canvas.line(x, bottom)
        canvas.close()
    }

    /// Returns smooth noise from 0 to 1 along a line.
    static func noise(_ position: Double, _ seed: UInt64) -> Double {
        let floor = position.rounded(.down)
        let share = position - floor
        let smooth = share * share * (3 - 2 * share)
        let cell = Int64(max(min(floor, 1e9), -1e9))
        let left = hash(cell, seed)
        return left + (hash(cell + 1, seed) - left) * smooth
    }

    private static func hash(_ cell: Int64, _ seed: UInt64) -> Double {
        var generator = SeededGenerator(
            seed: seed ^ UInt64(bitPattern: cell) &* 0x9E37_79B9_7F4A_7C15)
        return generator.unit()
    }
}
