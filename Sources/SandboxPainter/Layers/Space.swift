import CGraphics
import Glibc

/// Deep space: nebulae, stars and planets, and no ground.
struct Space: GroundLayer {
    private let middle: Double

    init(for stage: Stage) {
        middle = stage.height * 0.72
    }

    var hasSky: Bool { false }

    func foot(at x: Double) -> Double { middle }

    func paintBack(on stage: Stage) {
        var generator = stage.scene.generator("space")
        let canvas = stage.canvas
        canvas.cover(
            .vertical(
                0, stage.height, stage.palette.skyTop.darker(0.35),
                stage.palette.skyMiddle.darker(0.4),
                stage.palette.skyTop.darker(0.45)))
        paintNebula(on: stage, &generator)
        StarLayer.paint(on: stage)
        if !stage.scene.subjects.contains(.planet) { paintPlanets(on: stage, &generator) }
    }

    func paintFront(on stage: Stage) {
        // The limb of a world below, and its air.
        let canvas = stage.canvas
        let radius = max(stage.width, stage.height) * 1.1
        let x = stage.width * 0.5
        let y = stage.height * 0.84 + radius
        let air = stage.palette.accent(3).mixed(Colour(0x6FC3FF), 0.6)
        canvas.circle(x, y, radius + stage.unit * 9)
        canvas.fill(
            .radial(
                centre: Spot(x, y), inner: radius - stage.unit, outer: radius + stage.unit * 9,
                [
                    .init(0, air.opacity(0.65)), .init(0.35, air.opacity(0.2)),
                    .init(1, air.opacity(0)),
                ]))
        canvas.circle(x, y, radius)
        canvas.fill(
            .vertical(
                y - radius, stage.height, air.mixed(stage.palette.skyMiddle, 0.35),
                stage.palette.skyTop.darker(0.5)))
    }

    private func paintPlanets(on stage: Stage, _ generator: inout SeededGenerator) {
        let radius = stage.unit * 17
        let x = stage.focus < stage.width / 2 ? stage.width * 0.78 : stage.width * 0.22
        CelestialBody.paint(
            at: Spot(x, stage.height * 0.27), radius: radius, isRinged: generator.chance(0.6),
            colour: stage.palette.accent(Int(generator.between(0, 3))), on: stage)
        CelestialBody.paint(
            at: Spot(stage.width - x + stage.unit * 9, stage.height * 0.14), radius: radius * 0.22,
            isRinged: false, colour: stage.palette.accent(3), on: stage)
    }

    private func paintNebula(on stage: Stage, _ generator: inout SeededGenerator) {
        let canvas = stage.canvas
        let hues = [generator.unit(), generator.unit()]
        let tints =
            stage.scene.colours.isEmpty
            ? hues.map { Colour(hue: $0, saturation: 0.7, lightness: 0.55) } : stage.palette.accents
        let slope = generator.between(-0.5, 0.5)
        let shrink = max(1, max(stage.width, stage.height) / 800)
        let small = Canvas(
            width: Int(stage.width / shrink), height: Int(stage.height / shrink), isOpaque: false)
        small.scale(1 / shrink, 1 / shrink)
        for index in 0..<stage.count(70) {
            let along = generator.normal() * 0.32
            let x = stage.width * (0.5 + along)
            let y =
                stage.height * (0.42 + slope * along) + generator.normal() * stage.unit * 9
            let radius = stage.unit * generator.between(6, 24)
            small.circle(x, y, radius)
            let tint = tints[index % tints.count]
            small.fill(.glow(x, y, radius: radius, tint.opacity(generator.between(0.05, 0.2))))
        }
        canvas.draw(small, x: 0, y: 0, width: stage.width, height: stage.height)
    }
}
