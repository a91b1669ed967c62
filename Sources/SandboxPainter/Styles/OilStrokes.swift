import CGraphics
import Glibc

/// Paints the scene over with strokes of its own colours, along a flowing field.
enum OilStrokes {
    static func paint(on stage: Stage) {
        let canvas = stage.canvas
        let small = Canvas(
            width: max(1, Int(canvas.width / stage.unit * 2)),
            height: max(1, Int(canvas.height / stage.unit * 2)), isOpaque: true)
        cairo_surface_flush(canvas.surface)
        small.isolated {
            small.scale(small.width / canvas.width, small.height / canvas.height)
            cairo_set_source_surface(small.context, canvas.surface, 0, 0)
            cairo_pattern_set_filter(cairo_get_source(small.context), CAIRO_FILTER_BILINEAR)
            cairo_paint(small.context)
        }
        let swatch = Swatch(small)
        var generator = stage.scene.generator("strokes")
        let area = canvas.width * canvas.height / (stage.unit * stage.unit)
        let field = generator.next()
        for pass in 0..<2 {
            let thickness = stage.unit * (pass == 0 ? 1.15 : 0.6)
            for _ in 0..<stage.count(area * (pass == 0 ? 0.17 : 0.23)) {
                let spot = Spot(generator.unit(), generator.unit())
                let colour = swatch.colour(at: spot)
                let slope = swatch.slope(at: spot)
                // Along edges if there are any, else as the field flows.
                let flow =
                    (Ridge.noise(spot.x * 5 + spot.y * 3, field)
                        + Ridge.noise(spot.y * 6, field &+ 1) - 1) * 2.4
                let angle =
                    slope.strength > 0.04 ? slope.angle + .pi / 2 : flow
                let length = thickness * generator.between(1.6, 3.4)
                let (x, y) = (spot.x * canvas.width, spot.y * canvas.height)
                let (dx, dy) = (cos(angle) * length / 2, sin(angle) * length / 2)
                canvas.move(x - dx, y - dy)
                canvas.line(x + dx, y + dy)
                let shift = generator.between(-0.09, 0.09)
                canvas.stroke(
                    .colour(
                        (shift > 0 ? colour.lighter(shift) : colour.darker(-shift)).opacity(0.86)),
                    width: thickness * generator.between(0.6, 1.1))
            }
        }
    }
}
