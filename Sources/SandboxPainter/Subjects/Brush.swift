import CGraphics

/// Draws one subject in coordinates of its own: its foot is at (0, 0), its top near y = -1, whatever the frame.
struct Brush {
    let canvas: Canvas
    let scene: Scene
    let palette: Palette
    let detail: Double
    /// The side that the light comes from: -1 is the left, 1 the right.
    let lightSide: Double
    var generator: SeededGenerator

    /// Returns how a thing of this colour looks in the scene's light.
    func tone(_ hexadecimal: UInt32) -> Colour { palette.lit(Colour(hexadecimal)) }

    /// Returns the prompt's colour if it names one, else the given colour; in the scene's light.
    func accent(_ index: Int, else hexadecimal: UInt32) -> Colour {
        palette.lit(
            scene.colours.isEmpty ? Colour(hexadecimal) : scene.colours[index % scene.colours.count]
        )
    }

    /// Returns a paint that makes a body look round, between two edges.
    func round(_ colour: Colour, _ left: Double, _ right: Double) -> Paint {
        let bright = colour.lighter(0.16)
        let dark = colour.darker(0.34)
        return lightSide < 0
            ? .linear(
                from: Spot(left, 0), to: Spot(right, 0),
                [.init(0, bright), .init(0.35, colour), .init(1, dark)])
            : .linear(
                from: Spot(left, 0), to: Spot(right, 0),
                [.init(0, dark), .init(0.65, colour), .init(1, bright)])
    }

    /// Whether lamps are lit.
    var isDark: Bool { scene.isNight || scene.hour == .dusk || scene.weather == .storm }

    /// Draws a window; in the dark it is lit with the given probability.
    mutating func window(
        _ x: Double, _ y: Double, _ width: Double, _ height: Double, isArched: Bool = false,
        litShare: Double = 0.75
    ) {
        let isLit = isDark && generator.chance(litShare)
        if isLit, scene.style != .woodblock {
            let reach = max(width, height) * 2.2
            canvas.circle(x, y + height / 2, reach)
            canvas.fill(.glow(x, y + height / 2, radius: reach, palette.lamp.opacity(0.4)))
        }
        canvas.rectangle(x - width / 2, y, width, height)
        if isArched { canvas.circle(x, y, width / 2) }
        canvas.fill(
            .colour(isLit ? palette.lamp : isDark ? tone(0x2A3040) : tone(0x3B4A5E)))
    }

    /// Draws an area of light around a lamp.
    func glow(_ x: Double, _ y: Double, _ radius: Double, _ colour: Colour, strength: Double = 0.7)
    {
        canvas.circle(x, y, radius)
        canvas.fill(.glow(x, y, radius: radius, colour.opacity(strength)))
    }
}
