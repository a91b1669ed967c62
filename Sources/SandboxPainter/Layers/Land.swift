import CGraphics
import Glibc

/// Hills or mountains, layer behind layer, each paler than the one before it.
struct Land: GroundLayer {
    private let mountains: [Ridge]
    private let hills: [Ridge]
    private let near: Ridge
    private let front: Ridge

    init(for stage: Stage, isMountainous: Bool) {
        var generator = stage.scene.generator("land")
        let height = stage.height
        let unit = stage.unit
        mountains = (0..<(isMountainous ? 3 : 1)).map { index in
            let depth = Double(index)
            return Ridge(
                base: stage.horizon - unit * (isMountainous ? 15 - depth * 6.5 : 6),
                amplitude: unit * (isMountainous ? 21 - depth * 4 : 5),
                wavelength: unit * (isMountainous ? 46 - depth * 6 : 60),
                roughness: isMountainous ? 0.47 : 0.4, isSharp: isMountainous,
                seed: generator.next())
        }
        hills = (0..<3).map { index in
            Ridge(
                base: stage.horizon + unit * (1 + Double(index) * 4.2),
                amplitude: unit * (4.5 - Double(index) * 0.7), wavelength: unit * 55,
                roughness: 0.28, seed: generator.next())
        }
        near = Ridge(
            base: max(height * 0.77, stage.horizon + unit * 12), amplitude: unit * 3.2,
            wavelength: unit * 70, roughness: 0.22, seed: generator.next())
        front = Ridge(
            base: height * 0.9, amplitude: unit * 3, wavelength: unit * 60, roughness: 0.25,
            seed: generator.next())
    }

    var isEarth: Bool { true }

    func foot(at x: Double) -> Double { near.y(at: x) + 1 }

    func paintBack(on stage: Stage) {
        let canvas = stage.canvas
        let palette = stage.palette
        for (index, ridge) in mountains.enumerated() {
            let depth = 1 - 0.22 * Double(index)
            let top = palette.land(depth)
            ridge.trace(on: canvas, step: stage.unit * 0.35, bottom: stage.height)
            let highest = ridge.base - ridge.amplitude
            canvas.fill(
                .vertical(
                    highest, ridge.base + stage.unit * 10, top.darker(0.04),
                    top.mixed(palette.skyHorizon, 0.25), top.mixed(palette.skyHorizon, 0.6)))
            if mountains.count > 1 { Summits.paint(of: ridge, index: index, on: stage) }
        }
        for (index, ridge) in hills.enumerated() {
            let colour = palette.land(0.62 - 0.17 * Double(index))
            ridge.trace(on: canvas, step: stage.unit * 0.7, bottom: stage.height)
            canvas.fill(
                .vertical(
                    ridge.base - ridge.amplitude, ridge.base + stage.unit * 9, colour,
                    colour.mixed(palette.skyHorizon, 0.28)))
            Flora.paintGrove(
                along: ridge, size: stage.unit * (1.3 + 0.7 * Double(index)),
                colour: colour.mixed(palette.foliage, 0.55).darker(0.12), on: stage,
                part: "grove \(index)")
            Mist.paint(
                at: ridge.base + stage.unit * 4, thickness: stage.unit * 6, on: stage,
                strength: stage.scene.weather == .fog ? 0.75 : 0.22)
        }
        near.trace(on: canvas, step: stage.unit * 0.7, bottom: stage.height)
        canvas.fill(
            .vertical(
                near.base - near.amplitude, stage.height, palette.land(0.1),
                palette.near.darker(0.12)))
    }

    func paintFront(on stage: Stage) {
        let colour = stage.frontColour
        front.trace(on: stage.canvas, step: stage.unit * 0.7, bottom: stage.height)
        stage.canvas.fill(
            .vertical(
                front.base - stage.unit * 3, stage.height, colour,
                stage.scene.season == .winter ? colour.darker(0.08) : colour.darker(0.4)))
        Flora.paintGrass(along: front, colour: colour, on: stage)
    }
}
