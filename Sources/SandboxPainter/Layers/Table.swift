import CGraphics

/// A table before a window: a room for still lifes.
struct Table: GroundLayer {
    private let edge: Double

    init(for stage: Stage) {
        edge = max(stage.height * 0.68, stage.horizon)
    }

    func foot(at x: Double) -> Double { edge }

    func depth(on stage: Stage) -> Double { stage.unit * 5 }

    func paintBack(on stage: Stage) {
        let canvas = stage.canvas
        let palette = stage.palette
        let wall = palette.lit(Colour(0xCFC2AE)).mixed(palette.skyMiddle, 0.25)
        // The sky, painted already, shows through the window: only the wall around it is covered.
        let margin = stage.unit * 9
        let left = stage.width * 0.5 - min(stage.width * 0.5 - margin, stage.unit * 44)
        let right = stage.width - left
        let top = max(margin * 0.8, stage.height * 0.06)
        let sill = edge - stage.unit * 13
        cairo_set_fill_rule(canvas.context, CAIRO_FILL_RULE_EVEN_ODD)
        canvas.rectangle(0, 0, stage.width, stage.height)
        canvas.rectangle(left, top, right - left, sill - top)
        canvas.fill(.vertical(0, edge, wall.darker(0.25), wall))
        cairo_set_fill_rule(canvas.context, CAIRO_FILL_RULE_WINDING)
        let frame = palette.lit(Colour(0xF3EDE2))
        canvas.rectangle(left, top, right - left, sill - top)
        canvas.stroke(.colour(frame), width: stage.unit * 1.6)
        canvas.move((left + right) / 2, top)
        canvas.line((left + right) / 2, sill)
        canvas.move(left, top + (sill - top) * 0.42)
        canvas.line(right, top + (sill - top) * 0.42)
        canvas.stroke(.colour(frame), width: stage.unit * 0.9)
        canvas.rectangle(
            left - stage.unit * 3, sill, right - left + stage.unit * 6, stage.unit * 1.8)
        canvas.fill(.vertical(sill, sill + stage.unit * 1.8, frame, frame.darker(0.25)))
        paintTop(on: stage)
    }

    func paintFront(on stage: Stage) {}

    private func paintTop(on stage: Stage) {
        var generator = stage.scene.generator("wood")
        let canvas = stage.canvas
        let wood = stage.palette.lit(Colour(0x9A6238))
        let top = edge - stage.unit * 7
        canvas.rectangle(0, top, stage.width, stage.height - top)
        canvas.fill(.vertical(top, stage.height, wood.lighter(0.18), wood, wood.darker(0.5)))
        for _ in 0..<stage.count(60) {
            let depth = generator.unit()
            let y = top + (stage.height - top) * depth
            let x = generator.between(-0.1, 1) * stage.width
            let length = stage.unit * generator.between(10, 40)
            canvas.move(x, y)
            canvas.curve(
                x + length * 0.3, y - stage.unit * 0.3, x + length * 0.7, y + stage.unit * 0.3,
                x + length, y)
            canvas.stroke(
                .colour(
                    (generator.chance(0.5) ? wood.darker(0.35) : wood.lighter(0.25)).opacity(0.3)),
                width: stage.unit * generator.between(0.06, 0.22))
        }
        let light = stage.palette.light.opacity(stage.scene.isNight ? 0.08 : 0.28)
        canvas.polygon([
            Spot(stage.width * 0.3, top), Spot(stage.width * 0.62, top),
            Spot(stage.width * 0.9, stage.height), Spot(stage.width * 0.38, stage.height),
        ])
        canvas.fill(.colour(light))
    }
}
