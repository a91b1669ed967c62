import CGraphics
import Glibc

/// Circles, half circles and quarter circles on a grid, as a school of the twenties liked them.
enum AbstractCircles {
    static func paint(_ colours: AbstractColours, on stage: Stage) {
        var generator = stage.scene.generator("circles")
        let canvas = stage.canvas
        let paper = Colour(0xF3ECDC).mixed(colours.back, stage.scene.isNight ? 0.8 : 0)
        canvas.cover(.vertical(0, stage.height, paper.lighter(0.1), paper.darker(0.04)))
        let columns = max(3, Int((stage.width / (stage.unit * 21)).rounded()))
        let size = stage.width / Double(columns)
        let rows = Int((stage.height / size).rounded(.up))
        let top = (stage.height - Double(rows) * size) / 2
        let shades = colours.colours + [colours.back]
        for row in 0..<rows {
            for column in 0..<columns {
                canvas.isolated {
                    canvas.translate(
                        (Double(column) + 0.5) * size, top + (Double(row) + 0.5) * size)
                    canvas.scale(size / 2, size / 2)
                    canvas.rotate(Double(Int(generator.between(0, 4))) * .pi / 2)
                    let ground = generator.pick(shades) ?? paper
                    let figure = generator.pick(shades.filter { $0 != ground }) ?? paper
                    if generator.chance(0.72) {
                        canvas.rectangle(-1, -1, 2.01, 2.01)
                        canvas.fill(.vertical(-1, 1, ground.lighter(0.06), ground.darker(0.05)))
                    }
                    canvas.rectangle(-1, -1, 2.01, 2.01)
                    canvas.clip()
                    paintFigure(Int(generator.between(0, 6)), figure, paper, on: canvas)
                }
            }
        }
    }

    private static func paintFigure(
        _ kind: Int, _ colour: Colour, _ paper: Colour, on canvas: Canvas
    ) {
        let paint = Paint.vertical(-1, 1, colour.lighter(0.08), colour.darker(0.06))
        switch kind {
        case 0:
            canvas.circle(0, 0, 0.72)
            canvas.fill(paint)
            canvas.circle(0, 0, 0.3)
            canvas.fill(.colour(paper))
        case 1:
            canvas.move(-1, -1)
            canvas.arc(-1, -1, 2, from: 0, to: .pi / 2)
            canvas.close()
            canvas.fill(paint)
        case 2:
            canvas.arc(0, 0, 1, from: 0, to: .pi)
            canvas.close()
            canvas.fill(paint)
        case 3:
            for ring in 0..<4 {
                canvas.arc(-1, 1, 0.4 + 0.45 * Double(ring), from: -.pi / 2, to: 0)
                canvas.stroke(paint, width: 0.2)
            }
        case 4:
            canvas.polygon([Spot(-1, 1), Spot(1, 1), Spot(1, -1)])
            canvas.fill(paint)
        default:
            for line in 0..<5 {
                canvas.rectangle(-1, -0.94 + 0.4 * Double(line), 2, 0.16)
            }
            canvas.fill(paint)
        }
    }
}
