import Glibc

/// A plain with hills on the horizon, and flowers that grow larger towards the viewer.
struct Meadow: GroundLayer {
    private let far: Ridge
    private let middle: Ridge
    private let near: Ridge
    private let front: Ridge

    init(for stage: Stage) {
        var generator = stage.scene.generator("meadow")
        let unit = stage.unit
        far = Ridge(
            base: stage.horizon - unit * 4, amplitude: unit * 6, wavelength: unit * 60,
            roughness: 0.42, seed: generator.next())
        middle = Ridge(
            base: stage.horizon + unit * 1.5, amplitude: unit * 2.6, wavelength: unit * 65,
            roughness: 0.3, seed: generator.next())
        near = Ridge(
            base: max(stage.height * 0.74, stage.horizon + unit * 8), amplitude: unit * 1.8,
            wavelength: unit * 90, roughness: 0.2, seed: generator.next())
        front = Ridge(
            base: stage.height * 0.92, amplitude: unit * 1.5, wavelength: unit * 60,
            roughness: 0.2, seed: generator.next())
    }

    var isEarth: Bool { true }

    func foot(at x: Double) -> Double { near.y(at: x) + 1 }

    func paintBack(on stage: Stage) {
        let palette = stage.palette
        let canvas = stage.canvas
        for (ridge, depth) in [(far, 0.85), (middle, 0.5), (near, 0.16)] {
            let colour = palette.land(depth)
            ridge.trace(on: canvas, step: stage.unit * 0.7, bottom: stage.height)
            canvas.fill(
                .vertical(
                    ridge.base - ridge.amplitude, ridge.base + stage.unit * 16,
                    colour.lighter(stage.scene.isNight ? 0 : 0.08), colour.darker(0.1)))
            if depth > 0.2 {
                Flora.paintGrove(
                    along: ridge, size: stage.unit * (2.6 - depth * 1.6),
                    colour: colour.mixed(palette.foliage, 0.6).darker(0.1), on: stage,
                    part: "meadow \(depth)")
            }
        }
        Mist.paint(
            at: stage.horizon + stage.unit, thickness: stage.unit * 5, on: stage, strength: 0.25)
        paintFlowers(on: stage, from: near.base, to: stage.height * 0.9)
    }

    func paintFront(on stage: Stage) {
        let colour = stage.frontColour
        front.trace(on: stage.canvas, step: stage.unit * 0.7, bottom: stage.height)
        stage.canvas.fill(.colour(colour))
        Flora.paintGrass(along: front, colour: colour, on: stage, height: 6)
    }

    /// Dots of colour in rows that come nearer.
    private func paintFlowers(on stage: Stage, from top: Double, to bottom: Double) {
        guard stage.scene.season != .winter else { return }
        var generator = stage.scene.generator("flowers")
        let isRich = stage.scene.subjects.contains(.flowers)
        for index in 0..<stage.count(isRich ? 900 : 260) {
            let depth = pow(generator.unit(), 0.7)
            let x = generator.between(0, stage.width)
            let y = top + near.amplitude + (bottom - top) * depth
            guard y > near.y(at: x) + stage.unit else { continue }
            let radius = stage.unit * (0.14 + 0.5 * depth)
            let colour = stage.palette.lit(stage.palette.accent(index))
            stage.canvas.ellipse(x, y, radius, radius * 0.7)
            stage.canvas.fill(.colour(colour.darker(0.25 * (1 - depth))))
        }
    }
}
