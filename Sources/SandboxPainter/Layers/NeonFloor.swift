import Glibc

/// A floor of glowing lines that run to the horizon, with jagged hills behind it.
struct NeonFloor: GroundLayer {
    private let hills: Ridge
    private let horizon: Double

    init(for stage: Stage) {
        var generator = stage.scene.generator("neon")
        horizon = stage.horizon
        hills = Ridge(
            base: horizon - stage.unit * 4, amplitude: stage.unit * 9, wavelength: stage.unit * 40,
            roughness: 0.5, isSharp: true, seed: generator.next())
    }

    func foot(at x: Double) -> Double { horizon * 1.16 }

    func depth(on stage: Stage) -> Double { horizon * 0.14 }

    func paintBack(on stage: Stage) {
        let canvas = stage.canvas
        let glow = stage.palette.accent(0)
        hills.trace(on: canvas, step: stage.unit * 1.6, bottom: horizon + 1)
        canvas.fill(
            .vertical(
                hills.base - hills.amplitude, horizon, stage.palette.far, stage.palette.near),
            keepingPath: true)
        canvas.stroke(.colour(stage.palette.accent(1).opacity(0.8)), width: stage.unit * 0.16)
        canvas.rectangle(0, horizon, stage.width, stage.height - horizon)
        canvas.fill(
            .vertical(
                horizon, stage.height, stage.palette.skyMiddle.mixed(glow, 0.18),
                stage.palette.near, stage.palette.near))
        paintLines(on: stage, width: 0.7, glow.opacity(0.16))
        paintLines(on: stage, width: 0.16, glow.opacity(0.9))
        Mist.paint(at: horizon, thickness: stage.unit * 3, on: stage, strength: 0.75)
    }

    func paintFront(on stage: Stage) {}

    private func paintLines(on stage: Stage, width: Double, _ colour: Colour) {
        let canvas = stage.canvas
        let depth = stage.height - horizon
        let centre = stage.width / 2
        let spread = stage.unit * 11
        let count = Int(stage.width / spread) + 14
        for line in -count...count {
            canvas.move(centre + Double(line) * spread * 0.1, horizon)
            canvas.line(centre + Double(line) * spread * 1.5, stage.height)
        }
        for row in 1..<14 {
            let y = horizon + depth * pow(Double(row) / 13, 2.3)
            canvas.move(0, y)
            canvas.line(stage.width, y)
        }
        canvas.stroke(.colour(colour), width: stage.unit * width)
    }
}
