import CGraphics
import Glibc

/// Fireworks over the horizon.
enum FireworksLayer {
    static func paint(on stage: Stage) {
        var generator = stage.scene.generator("fireworks")
        let canvas = stage.canvas
        for burst in 0..<5 {
            let centre = Spot(
                stage.width * generator.between(0.12, 0.88),
                stage.horizon * generator.between(0.16, 0.62))
            let reach = stage.unit * generator.between(9, 19)
            let colour =
                stage.scene.colours.isEmpty
                ? Colour(hue: generator.unit(), saturation: 0.9, lightness: 0.65)
                : stage.palette.accent(burst)
            canvas.circle(centre.x, centre.y, reach * 1.1)
            canvas.fill(.glow(centre.x, centre.y, radius: reach * 1.1, colour.opacity(0.35)))
            for ray in 0..<48 {
                let angle = Double(ray) / 48 * 2 * .pi + generator.between(-0.05, 0.05)
                let length = reach * generator.between(0.65, 1)
                let tip = Spot(
                    centre.x + cos(angle) * length, centre.y + sin(angle) * length + length * 0.14)
                canvas.move(
                    centre.x + cos(angle) * length * 0.3, centre.y + sin(angle) * length * 0.3)
                canvas.curve(
                    centre.x + cos(angle) * length * 0.6, centre.y + sin(angle) * length * 0.6,
                    centre.x + cos(angle) * length * 0.9, centre.y + sin(angle) * length * 0.9,
                    tip.x, tip.y)
                canvas.stroke(.colour(colour.lighter(0.2).opacity(0.55)), width: stage.unit * 0.12)
                canvas.circle(tip.x, tip.y, stage.unit * 0.24)
                canvas.fill(.colour(colour.lighter(0.6)))
            }
        }
    }
}
