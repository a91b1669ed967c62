import CGraphics
import Glibc

/// Sheets of coloured paper with a hole each, one behind the other, down to a light.
enum AbstractPaperCut {
    static func paint(_ colours: AbstractColours, on stage: Stage) {
        var generator = stage.scene.generator("paper")
        let canvas = stage.canvas
        let centre = Spot(
            stage.width * generator.between(0.4, 0.6), stage.height * generator.between(0.36, 0.46))
        let extent = max(stage.width, stage.height)
        let inner = colours.colour(1).lighter(0.45)
        canvas.cover(
            .radial(
                centre: centre, inner: 0, outer: extent * 0.5,
                [.init(0, inner.lighter(0.4)), .init(1, inner.mixed(colours.colour(0), 0.4))]))
        let sheets = 8
        let phases = (0..<3).map { _ in generator.between(0, 6.3) }
        for sheet in 0..<sheets {
            let share = Double(sheet + 1) / Double(sheets)
            let radius = min(stage.width, stage.height) * 0.1 + extent * 0.52 * pow(share, 1.25)
            let hole = (0..<28).map { step -> Spot in
                let angle = Double(step) / 28 * 2 * .pi
                let bump =
                    1 + 0.16 * sin(angle * 3 + phases[0] + share * 2.2)
                    + 0.09 * sin(angle * 5 + phases[1] - share * 3)
                    + 0.05 * sin(angle * 8 + phases[2])
                let reach = radius * bump
                return Spot(
                    centre.x + cos(angle) * reach * (stage.width > stage.height ? 1.15 : 0.85),
                    centre.y + sin(angle) * reach * (stage.width > stage.height ? 0.8 : 1.15))
            }
            let colour = colours.colour(sheet / 2).mixed(colours.back, pow(share, 1.4) * 0.9)
                .lighter(sheet.isMultiple(of: 2) ? 0.06 : 0)
            paintSheet(around: hole, colour, on: stage)
        }
    }

    private static func paintSheet(around hole: [Spot], _ colour: Colour, on stage: Stage) {
        let canvas = stage.canvas
        // The shadow that the sheet throws on the one behind: a few widening strokes.
        for step in 1...5 {
            canvas.isolated {
                canvas.translate(stage.unit * 0.3, stage.unit * 0.55)
                canvas.blob(hole)
                canvas.stroke(
                    .colour(Colour.black.opacity(0.055)), width: stage.unit * Double(step) * 0.85)
            }
        }
        cairo_set_fill_rule(canvas.context, CAIRO_FILL_RULE_EVEN_ODD)
        canvas.rectangle(0, 0, stage.width, stage.height)
        canvas.blob(hole)
        canvas.fill(
            .vertical(0, stage.height, colour.lighter(0.1), colour, colour.darker(0.14)))
        cairo_set_fill_rule(canvas.context, CAIRO_FILL_RULE_WINDING)
        canvas.blob(hole)
        canvas.stroke(.colour(colour.lighter(0.35).opacity(0.55)), width: stage.unit * 0.14)
    }
}
