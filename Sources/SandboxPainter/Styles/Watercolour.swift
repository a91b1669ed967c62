import CGraphics
import Glibc

/// Pigment that has run and dried: darker along edges, blooms of water, and bare paper around.
enum Watercolour {
    static func finish(_ stage: Stage) {
        var generator = stage.scene.generator("watercolour")
        Ink.outline(
            stage.palette.skyTop.darker(0.55).opacity(0.3), width: 0.2, gain: 1.5, floor: 12,
            on: stage)
        paintBlooms(on: stage, &generator)
        paintMargin(on: stage, &generator)
        Texture.grain(on: stage, strength: 20)
    }

    private static func paintBlooms(on stage: Stage, _ generator: inout SeededGenerator) {
        for index in 0..<stage.count(16) {
            let x = generator.between(0, stage.width)
            let y = generator.between(0, stage.height)
            let radius = stage.unit * generator.between(4, 15)
            let colour = index.isMultiple(of: 3) ? stage.palette.skyTop : Colour.white
            let spots = (0..<9).map { step -> Spot in
                let angle = Double(step) / 9 * 2 * .pi
                let reach = radius * generator.between(0.65, 1.1)
                return Spot(x + cos(angle) * reach, y + sin(angle) * reach)
            }
            stage.canvas.blob(spots)
            stage.canvas.fill(
                .radial(
                    centre: Spot(x, y), inner: 0, outer: radius * 1.1,
                    [
                        .init(0, colour.opacity(0.02)), .init(0.75, colour.opacity(0.07)),
                        .init(1, colour.opacity(0.10)),
                    ]))
        }
    }

    /// Leaves an uneven margin of paper, in a few translucent layers.
    private static func paintMargin(on stage: Stage, _ generator: inout SeededGenerator) {
        let canvas = stage.canvas
        let paper = Colour(0xFBF8F1)
        cairo_set_fill_rule(canvas.context, CAIRO_FILL_RULE_EVEN_ODD)
        for pass in 0..<3 {
            let inset = stage.unit * (2.1 + 0.75 * Double(2 - pass))
            let top = wander(
                from: Spot(inset, inset), to: Spot(stage.width - inset, inset), stage, &generator)
            let right = wander(
                from: Spot(stage.width - inset, inset),
                to: Spot(stage.width - inset, stage.height - inset), stage, &generator)
            let bottom = wander(
                from: Spot(stage.width - inset, stage.height - inset),
                to: Spot(inset, stage.height - inset), stage, &generator)
            let left = wander(
                from: Spot(inset, stage.height - inset), to: Spot(inset, inset), stage, &generator)
            canvas.rectangle(0, 0, stage.width, stage.height)
            canvas.blob(top + right + bottom + left)
            canvas.fill(.colour(paper.opacity(pass == 2 ? 0.96 : 0.38)))
        }
        cairo_set_fill_rule(canvas.context, CAIRO_FILL_RULE_WINDING)
    }

    private static func wander(
        from start: Spot, to end: Spot, _ stage: Stage, _ generator: inout SeededGenerator
    ) -> [Spot] {
        let count = max(6, Int(hypot(end.x - start.x, end.y - start.y) / (stage.unit * 2.2)))
        return (0..<count).map { step in
            let share = Double(step) / Double(count)
            return Spot(
                start.x + (end.x - start.x) * share + generator.between(-0.45, 0.45) * stage.unit,
                start.y + (end.y - start.y) * share + generator.between(-0.45, 0.45) * stage.unit)
        }
    }
}
