import CGraphics

/// Dunes, lit on the side of the sun.
struct Desert: GroundLayer {
    private let dunes: [Ridge]

    init(for stage: Stage) {
        var generator = stage.scene.generator("desert")
        let unit = stage.unit
        let bases = [
            stage.horizon, stage.horizon + unit * 5,
            max(stage.height * 0.75, stage.horizon + unit * 11), stage.height * 0.9,
        ]
        dunes = bases.enumerated().map { index, base in
            Ridge(
                base: base, amplitude: unit * (3 + Double(index)),
                wavelength: unit * (34 + 14 * Double(index)), roughness: 0.16, isSharp: true,
                seed: generator.next())
        }
    }

    func foot(at x: Double) -> Double { dunes[2].y(at: x) + 1 }

    func paintBack(on stage: Stage) {
        for index in 0..<3 { paintDune(index, on: stage) }
    }

    func paintFront(on stage: Stage) {
        paintDune(3, on: stage)
    }

    private func paintDune(_ index: Int, on stage: Stage) {
        let ridge = dunes[index]
        let canvas = stage.canvas
        let colour = stage.palette.land(0.85 - 0.27 * Double(index))
        let side = stage.luminary.x < stage.width / 2 ? 1.0 : -1.0
        ridge.trace(on: canvas, step: stage.unit * 0.5, bottom: stage.height)
        canvas.fill(
            .vertical(
                ridge.base - ridge.amplitude, ridge.base + stage.unit * 14, colour.lighter(0.1),
                colour.darker(0.12)))
        // The lee side: from each crest down to a line that wanders away from it.
        ridge.trace(on: canvas, step: stage.unit * 0.5, bottom: stage.height)
        canvas.isolated {
            canvas.clip()
            let shifted = Ridge(
                base: ridge.base + stage.unit * 2.2, amplitude: ridge.amplitude * 0.8,
                wavelength: ridge.wavelength, roughness: ridge.roughness, isSharp: false,
                seed: ridge.seed)
            canvas.translate(side * stage.unit * 4, 0)
            shifted.trace(
                on: canvas, step: stage.unit * 0.7, bottom: stage.height, margin: stage.unit * 5)
            canvas.fill(
                .vertical(
                    ridge.base - ridge.amplitude, ridge.base + stage.unit * 12,
                    colour.darker(0.34).opacity(0.55), colour.darker(0.2).opacity(0)))
        }
    }
}
