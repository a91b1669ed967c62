import Glibc

/// Trees in the distance, grass at the viewer's feet.
enum Flora {
    /// Scatters groups of small trees along a ridge: firs in mountains, in the north and in winter, round ones elsewhere.
    static func paintGrove(
        along ridge: Ridge, size: Double, colour: Colour, on stage: Stage, part: String
    ) {
        var generator = stage.scene.generator(part)
        let isConifer =
            stage.scene.ground == .mountains || stage.scene.season == .winter
            || generator.chance(0.35)
        let density = stage.scene.subjects.contains(.forest) ? 0.75 : 0.36
        var x = -size
        while x < stage.width + size {
            let grouping = Ridge.noise(x / (size * 9), ridge.seed &+ 11)
            if grouping > 1 - density {
                let height = size * generator.between(0.7, 1.35)
                let y = ridge.y(at: x) + size * 0.2
                if isConifer {
                    traceFir(x, y, height, on: stage.canvas)
                } else {
                    traceRoundTree(x, y, height * 0.85, on: stage.canvas)
                }
            }
            x += size * generator.between(0.3, 0.75)
        }
        stage.canvas.fill(.colour(colour))
    }

    /// Adds a small fir to the path.
    static func traceFir(_ x: Double, _ y: Double, _ height: Double, on canvas: Canvas) {
        let width = height * 0.2
        canvas.polygon([
            Spot(x - width, y), Spot(x - width * 0.35, y - height * 0.4),
            Spot(x - width * 0.7, y - height * 0.38), Spot(x, y - height),
            Spot(x + width * 0.7, y - height * 0.38), Spot(x + width * 0.35, y - height * 0.4),
            Spot(x + width, y),
        ])
    }

    private static func traceRoundTree(
        _ x: Double, _ y: Double, _ height: Double, on canvas: Canvas
    ) {
        canvas.rectangle(x - height * 0.04, y - height * 0.4, height * 0.08, height * 0.4)
        canvas.ellipse(x, y - height * 0.62, height * 0.33, height * 0.4)
    }

    /// Draws blades of grass that rise from a ridge.
    static func paintGrass(
        along ridge: Ridge, colour: Colour, on stage: Stage, height: Double = 3.4
    ) {
        guard stage.scene.season != .winter else { return }
        var generator = stage.scene.generator("grass")
        let canvas = stage.canvas
        let blades = stage.count(min(520, stage.width / stage.unit * 2.6))
        for _ in 0..<blades {
            let x = generator.between(0, stage.width)
            let foot = ridge.y(at: x) + stage.unit * 0.6
            let grouping = Ridge.noise(x / (stage.unit * 9), ridge.seed &+ 3)
            let length = stage.unit * height * (0.25 + grouping) * generator.between(0.4, 1)
            let bend = generator.between(-0.45, 0.45) * length
            let width = stage.unit * 0.16
            canvas.move(x - width, foot)
            canvas.curve(
                x - width, foot - length * 0.5, x + bend * 0.4, foot - length * 0.8, x + bend,
                foot - length)
            canvas.curve(
                x + bend * 0.4 + width, foot - length * 0.8, x + width, foot - length * 0.5,
                x + width, foot)
            canvas.close()
        }
        canvas.fill(.colour(colour))
    }
}
