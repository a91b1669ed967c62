import CGraphics
import Glibc

/// Stars.
enum StarLayer {
    static func paint(on stage: Stage) {
        var generator = stage.scene.generator("stars")
        let canvas = stage.canvas
        let isStarry = stage.scene.extras.contains(.stars) || stage.scene.ground == .space
        let area = stage.width * stage.height / (stage.unit * stage.unit)
        let count = stage.count(area * (isStarry ? 0.075 : 0.035))
        let bottom = stage.scene.ground == .space ? stage.height : stage.horizon
        for _ in 0..<count {
            let x = generator.between(0, stage.width)
            // Fewer towards the horizon, where the air is thick.
            let y = bottom * pow(generator.unit(), 1.25)
            let size = pow(generator.unit(), 5)
            let radius = stage.unit * (0.055 + 0.2 * size)
            let warmth = generator.unit()
            let colour = Colour(0xBBD2FF).mixed(Colour(0xFFE6C0), warmth)
            let alpha = generator.between(0.35, 1) * (1 - 0.6 * y / bottom)
            canvas.circle(x, y, radius)
            canvas.fill(.colour(colour.opacity(alpha)))
            if size > 0.62 { twinkle(at: Spot(x, y), radius * 5, colour, on: canvas) }
        }
    }

    private static func twinkle(
        at spot: Spot, _ reach: Double, _ colour: Colour, on canvas: Canvas
    ) {
        canvas.circle(spot.x, spot.y, reach)
        canvas.fill(.glow(spot.x, spot.y, radius: reach, colour.opacity(0.5)))
        for (dx, dy) in [(reach, 0.0), (0.0, reach)] {
            canvas.polygon([
                Spot(spot.x - dx, spot.y - dy), Spot(spot.x + dy * 0.08, spot.y + dx * 0.08),
                Spot(spot.x + dx, spot.y + dy), Spot(spot.x - dy * 0.08, spot.y - dx * 0.08),
            ])
            canvas.fill(.colour(Colour.white.opacity(0.75)))
        }
    }
}
