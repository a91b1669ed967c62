import CGraphics
import Glibc

/// Hills or mountains, layer behind layer, each paler than the one before it.
struct Land: Ground {
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
                    top.mixed(palette.skyHorizon, 0.25), top.mixed(palette.skyHorizon, 0.6)),
                keepingPath: true)
            if mountains.count > 1 { paintRelief(of: ridge, index: index, on: stage) }
            cairo_new_path(canvas.context)
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
        let colour = stage.palette.near.darker(0.38)
        front.trace(on: stage.canvas, step: stage.unit * 0.7, bottom: stage.height)
        stage.canvas.fill(
            .vertical(front.base - stage.unit * 3, stage.height, colour, colour.darker(0.4)))
        Flora.paintGrass(along: front, colour: colour, on: stage)
    }

    /// Snow on the summits and light on the flanks. The ridge is the canvas's path.
    private func paintRelief(of ridge: Ridge, index: Int, on stage: Stage) {
        let canvas = stage.canvas
        let palette = stage.palette
        let isSnowy = stage.scene.season == .winter || stage.scene.season == nil || index == 0
        let snow = palette.lit(Colour(0xF4F8FF)).mixed(
            palette.skyHorizon, 0.18 + 0.1 * Double(2 - index))
        let highest = ridge.base - ridge.amplitude
        let snowline = highest + ridge.amplitude * (stage.scene.season == .winter ? 1.5 : 0.85)
        let side = stage.luminary.x < stage.width / 2 ? -1.0 : 1.0
        canvas.isolated {
            canvas.clip()
            guard isSnowy else { return }
            let step = stage.unit * 0.35
            for isShade in [false, true] {
                var x = -step
                var lower: [Spot] = []
                canvas.move(x, ridge.y(at: x))
                while x <= stage.width + step {
                    let y = ridge.y(at: x)
                    canvas.line(x, y)
                    let reach = max(0, snowline - y)
                    let jag = Ridge.noise(x / (stage.unit * 1.1), ridge.seed &+ 5)
                    let slope = ridge.y(at: x + step * 4) - ridge.y(at: x - step * 4)
                    let isTurned = slope * side > 0
                    let depth = reach * (0.25 + 1.15 * jag)
                    lower.append(Spot(x, y + (isShade && !isTurned ? 0 : depth)))
                    x += step
                }
                for spot in lower.reversed() { canvas.line(spot.x, spot.y) }
                canvas.close()
                canvas.fill(
                    .colour(
                        isShade
                            ? palette.land(0.8).mixed(palette.skyTop, 0.35).opacity(0.42)
                            : snow.opacity(0.9)))
            }
        }
    }
}
