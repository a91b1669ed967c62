import CGraphics
import Glibc

/// Clouds: heaps of soft circles with a flat foot, lit from where the light is; stripes in woodblock prints.
enum CloudLayer {
    static func paint(on stage: Stage) {
        let scene = stage.scene
        guard scene.ground != .space, scene.style != .blueprint else { return }
        if scene.style == .woodblock { return paintBands(on: stage) }
        var generator = scene.generator("clouds")
        let count: Int =
            switch scene.weather {
            case .clear: scene.isNight ? 2 : scene.style == .neon ? 0 : Int(generator.between(3, 6))
            case .cloudy: 11
            case .rain: 14
            case .storm: 18
            case .snow: 8
            case .fog: 3
            }
        let spread = (stage.width / stage.height).squareRoot().clamped(0.7, 1.5)
        for index in 0..<Int(Double(count) * spread) {
            let depth = Double(index) / Double(max(1, count))
            let size = stage.unit * generator.between(7, 17) * (1.25 - depth * 0.55)
            let x = generator.between(-0.05, 1.05) * stage.width
            let y = stage.horizon * generator.between(0.08, 0.8)
            paintCloud(at: Spot(x, y), size, on: stage, &generator)
        }
    }

    private static func paintCloud(
        at spot: Spot, _ size: Double, on stage: Stage, _ generator: inout SeededGenerator
    ) {
        let canvas = stage.canvas
        let scene = stage.scene
        let gloom = scene.weather == .storm || scene.weather == .rain
        let opacity = scene.isNight ? 0.35 : gloom ? 0.7 : scene.weather == .clear ? 0.8 : 0.85
        let height = spot.y / stage.horizon
        let colour = stage.palette.cloud.mixed(stage.palette.skyHorizon, 0.1 + 0.4 * height)
        let side = spot.x < stage.luminary.x ? 1.0 : -1.0
        let isStreak = scene.hour == .dusk || scene.hour == .dawn || scene.isNight
        let flatness = isStreak ? 0.28 : 0.62
        let puffs = (0..<Int(generator.between(6, 10))).map { _ -> (Spot, Double) in
            let along = generator.between(-1, 1)
            let radius = size * generator.between(0.28, 0.5) * (1.1 - abs(along) * 0.6)
            return (
                Spot(
                    spot.x + along * size * (isStreak ? 2.1 : 1.25),
                    spot.y - generator.between(0, 0.35) * size * flatness), radius
            )
        }
        canvas.isolated {
            canvas.rectangle(
                spot.x - size * 4, spot.y - size * 3, size * 8, size * 3 + size * flatness * 0.28)
            canvas.clip()
            for (centre, radius) in puffs {
                canvas.ellipse(centre.x, centre.y, radius * (isStreak ? 1.7 : 1), radius * flatness)
            }
            let shade = colour.mixed(stage.palette.skyMiddle, gloom ? 0.15 : 0.45)
            canvas.fill(
                .linear(
                    from: Spot(spot.x + side * size * 0.5, spot.y - size * flatness),
                    to: Spot(spot.x, spot.y + size * flatness * 0.3),
                    [
                        .init(0, colour.lighter(gloom ? 0.02 : 0.3).opacity(opacity)),
                        .init(1, shade.opacity(opacity * 0.35)),
                    ]))
        }
    }

    /// Bands of cloud with round ends, as printed from wood.
    private static func paintBands(on stage: Stage) {
        var generator = stage.scene.generator("bands")
        for _ in 0..<6 {
            let y = stage.horizon * generator.between(0.12, 0.85)
            let width = stage.width * generator.between(0.22, 0.5)
            let x = stage.width * generator.between(-0.1, 0.9)
            let height = stage.unit * generator.between(1.6, 2.8)
            for strip in 0..<2 {
                let shift = Double(strip) * width * generator.between(0.1, 0.3)
                stage.canvas.roundedRectangle(
                    x + shift, y + Double(strip) * height, width * (1 - 0.2 * Double(strip)),
                    height, radius: height / 2)
            }
            stage.canvas.fill(.colour(stage.palette.cloud.opacity(0.9)))
        }
    }
}

extension Double {
    /// Returns the nearest value between two bounds.
    func clamped(_ low: Double, _ high: Double) -> Double { Swift.min(Swift.max(self, low), high) }
}
