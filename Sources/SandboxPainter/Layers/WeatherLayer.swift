import CGraphics
import Glibc

/// What falls from the sky or drifts through the air before everything else: rain, snow, fog, sparks.
enum WeatherLayer {
    static func paint(on stage: Stage) {
        guard stage.scene.ground != .table, stage.scene.ground != .abstract else { return }
        switch stage.scene.weather {
        case .clear, .cloudy: break
        case .rain: paintRain(on: stage, count: 420)
        case .storm:
            paintLightning(on: stage)
            paintRain(on: stage, count: 640)
        case .snow: paintSnow(on: stage)
        case .fog: paintFog(on: stage)
        }
        if stage.scene.extras.contains(.fireflies) { paintFireflies(on: stage) }
        if stage.scene.season == .spring || stage.scene.season == .autumn { paintPetals(on: stage) }
    }

    private static func paintRain(on stage: Stage, count: Double) {
        var generator = stage.scene.generator("rain")
        let colour = stage.palette.skyHorizon.lighter(0.35)
        for pass in 0..<3 {
            let size = 0.6 + 0.5 * Double(pass)
            for _ in 0..<stage.count(count / 3) {
                let x = generator.between(-0.1, 1.1) * stage.width
                let y = generator.between(-0.1, 1) * stage.height
                let length = stage.unit * generator.between(2.5, 5) * size
                stage.canvas.move(x, y)
                stage.canvas.line(x - length * 0.22, y + length)
            }
            stage.canvas.stroke(
                .colour(colour.opacity(0.16 + 0.07 * Double(pass))), width: stage.unit * 0.09 * size
            )
        }
    }

    private static func paintLightning(on stage: Stage) {
        var generator = stage.scene.generator("lightning")
        var spots = [Spot(stage.luminary.x, 0)]
        while let last = spots.last, last.y < stage.horizon * 0.96 {
            spots.append(
                Spot(
                    last.x + generator.between(-3.5, 3.5) * stage.unit,
                    last.y + generator.between(2, 5) * stage.unit))
        }
        let bolt = Colour(0xE8ECFF)
        for (width, alpha) in [(2.6, 0.10), (1.2, 0.22), (0.35, 0.95)] {
            for index in spots.indices {
                let spot = spots[index]
                if index == 0 {
                    stage.canvas.move(spot.x, spot.y)
                } else {
                    stage.canvas.line(spot.x, spot.y)
                }
            }
            stage.canvas.stroke(.colour(bolt.opacity(alpha)), width: stage.unit * width)
        }
        for index in stride(from: 2, to: spots.count, by: 3) {
            let spot = spots[index]
            let side = generator.chance(0.5) ? 1.0 : -1.0
            stage.canvas.move(spot.x, spot.y)
            stage.canvas.line(spot.x + side * stage.unit * 3, spot.y + stage.unit * 3)
            stage.canvas.line(spot.x + side * stage.unit * 4, spot.y + stage.unit * 6)
            stage.canvas.stroke(.colour(bolt.opacity(0.6)), width: stage.unit * 0.2)
        }
    }

    private static func paintSnow(on stage: Stage) {
        var generator = stage.scene.generator("snow")
        for _ in 0..<stage.count(520) {
            let depth = pow(generator.unit(), 3)
            let x = generator.between(0, stage.width)
            let y = generator.between(0, stage.height)
            stage.canvas.circle(x, y, stage.unit * (0.1 + 0.42 * depth))
            stage.canvas.fill(.colour(Colour.white.opacity(0.8 - 0.45 * depth)))
        }
    }

    private static func paintFog(on stage: Stage) {
        var generator = stage.scene.generator("fog")
        for _ in 0..<4 {
            Mist.paint(
                at: stage.height * generator.between(0.5, 0.92),
                thickness: stage.unit * generator.between(7, 15), on: stage, strength: 0.42)
        }
    }

    private static func paintFireflies(on stage: Stage) {
        var generator = stage.scene.generator("fireflies")
        for _ in 0..<stage.count(46) {
            let x = generator.between(0, stage.width)
            let y = stage.height * generator.between(0.42, 0.94)
            let radius = stage.unit * generator.between(0.5, 1.5)
            stage.canvas.circle(x, y, radius)
            stage.canvas.fill(.glow(x, y, radius: radius, Colour(0xFFF0A0).opacity(0.9)))
            stage.canvas.circle(x, y, radius * 0.14)
            stage.canvas.fill(.colour(Colour(0xFFFBE0)))
        }
    }

    /// Blossom in spring, leaves in autumn, carried by the wind.
    private static func paintPetals(on stage: Stage) {
        var generator = stage.scene.generator("petals")
        let colour =
            stage.scene.season == .spring
            ? stage.palette.lit(Colour(0xF9C4D6)) : stage.palette.lit(Colour(0xE07A2E))
        for _ in 0..<stage.count(60) {
            stage.canvas.isolated {
                stage.canvas.translate(
                    generator.between(0, stage.width), stage.height * generator.between(0.2, 0.95))
                stage.canvas.rotate(generator.between(0, 6.3))
                let size = stage.unit * generator.between(0.25, 0.75)
                stage.canvas.ellipse(0, 0, size, size * 0.5)
                stage.canvas.fill(.colour(colour.lighter(generator.between(0, 0.3)).opacity(0.85)))
            }
        }
    }
}
