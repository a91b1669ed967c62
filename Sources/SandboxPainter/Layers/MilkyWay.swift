import Glibc

/// A band of faint light across the sky.
enum MilkyWay {
    /// Paints the band.
    ///
    /// - Parameter canvas: The canvas to paint on, in the stage's coordinates.
    static func paint(on canvas: Canvas, of stage: Stage) {
        var generator = stage.scene.generator("milky way")
        let slope = generator.chance(0.5) ? 1.0 : -1.0
        let centre = Spot(stage.width * generator.between(0.4, 0.6), stage.height * 0.3)
        for _ in 0..<stage.count(110) {
            let along = generator.normal() * 0.24
            let aside = generator.normal() * stage.unit * 4.5
            let x = centre.x + along * stage.width * 1.1
            let y = centre.y + slope * along * stage.height * 0.7 + aside
            let radius = stage.unit * generator.between(3, 10)
            let tint = Colour(hue: generator.between(0.55, 0.85), saturation: 0.5, lightness: 0.7)
            canvas.circle(x, y, radius)
            canvas.fill(.glow(x, y, radius: radius, tint.opacity(0.1)))
        }
    }
}
