import CGraphics
import Glibc

extension Brush {
    /// Draws tall flowers of several kinds, as seen from the grass.
    mutating func drawFlowers() {
        let stems = Int(9 + 10 * detail)
        var flowers = (0..<stems).map { index in
            (
                x: generator.normal() * 0.42, height: generator.between(0.35, 1),
                colour: petals(index), kind: index % 3
            )
        }
        flowers.sort { $0.height > $1.height }
        for flower in flowers {
            let size = 0.07 + 0.05 * generator.unit()
            let bend = generator.between(-0.12, 0.12)
            self.flower(flower.x, flower.height, bend, size, flower.colour, kind: flower.kind)
        }
    }

    /// Draws a single flower; its neighbours are of other kinds.
    mutating func drawFlower(_ index: Int) {
        let bend = generator.between(-0.06, 0.06)
        flower(0, generator.between(0.9, 1), bend, 0.15, petals(index), kind: index % 2)
    }

    private func petals(_ index: Int) -> Colour {
        let hues: [UInt32] = [0xE4435A, 0xF4B02A, 0xF7EDE0, 0x8E5BC8, 0xF58FB0, 0xF0703A]
        return accent(index, else: hues[index % hues.count])
    }

    private mutating func flower(
        _ x: Double, _ height: Double, _ bend: Double, _ size: Double, _ colour: Colour, kind: Int
    ) {
        let top = Spot(x + bend, -height + size)
        let stem = palette.lit(Colour(0x3F7A3C))
        canvas.move(x, 0.05)
        canvas.curve(
            x, -height * 0.4, top.x - bend * 0.3, -height * 0.6, top.x,
            top.y)
        canvas.stroke(.colour(stem), width: 0.012)
        for side in [-1.0, 1.0] {
            let y = -height * 0.25 - 0.06 * side
            canvas.move(x, y)
            canvas.curve(
                x + side * 0.05, y - 0.1, x + side * 0.12, y - 0.09,
                x + side * 0.16, y - 0.02)
            canvas.curve(
                x + side * 0.12, y + 0.01, x + side * 0.05, y + 0.02, x, y)
            canvas.close()
            canvas.fill(.colour(stem.darker(side < 0 ? 0.15 : 0)))
        }
        blossom(at: top, size, colour, kind: kind)
    }

    private mutating func blossom(at spot: Spot, _ size: Double, _ colour: Colour, kind: Int) {
        canvas.isolated {
            canvas.translate(spot.x, spot.y)
            canvas.scale(size, size)
            switch kind {
            case 0:
                // A tulip.
                for (x, shade) in [(-0.42, 0.2), (0.42, 0.12), (0, 0)] {
                    canvas.move(x * 0.3, 0.75)
                    canvas.curve(x - 0.75, 0.5, x - 0.5, -0.5, x, -1)
                    canvas.curve(x + 0.5, -0.5, x + 0.75, 0.5, x * 0.3, 0.75)
                    canvas.close()
                    canvas.fill(
                        .vertical(
                            -1, 0.75, colour.lighter(0.2).darker(shade), colour.darker(0.15 + shade)
                        ))
                }
            case 1:
                // A daisy or a sunflower.
                let petals = 13
                for petal in 0..<petals {
                    canvas.isolated {
                        canvas.rotate(Double(petal) / Double(petals) * 2 * .pi)
                        canvas.ellipse(0, -0.68, 0.19, 0.42)
                        canvas.fill(
                            .vertical(-1.1, -0.2, colour.lighter(0.15), colour.darker(0.12)))
                    }
                }
                canvas.circle(0, 0, 0.36)
                canvas.fill(
                    .radial(
                        centre: Spot(-0.1, -0.1), inner: 0, outer: 0.45,
                        [.init(0, tone(0xF0B030)), .init(1, tone(0x7A4A18))]))
            default:
                // A poppy.
                for (x, y, shade) in [
                    (-0.45, 0.05, 0.15), (0.45, 0.05, 0.1), (0, -0.35, 0.05), (0, 0.3, 0),
                ] {
                    canvas.ellipse(x, y, 0.68, 0.56)
                    canvas.fill(
                        .vertical(
                            y - 0.5, y + 0.5, colour.lighter(0.14).darker(shade),
                            colour.darker(0.12 + shade)))
                }
                canvas.circle(0, 0, 0.17)
                canvas.fill(.colour(tone(0x1E1A20)))
            }
        }
    }

    mutating func drawMushrooms() {
        for (x, size) in [(-0.42, 0.42), (0.4, 0.55), (0.0, 1.0)] {
            canvas.isolated {
                canvas.translate(x, 0.02)
                canvas.scale(size, size)
                drawMushroom()
            }
        }
    }

    mutating func drawMushroom() {
        let cap = accent(0, else: 0xD13A36)
        canvas.move(-0.11, 0.02)
        canvas.curve(-0.15, -0.2, -0.07, -0.35, -0.08, -0.55)
        canvas.line(0.08, -0.55)
        canvas.curve(0.07, -0.35, 0.15, -0.2, 0.11, 0.02)
        canvas.close()
        canvas.fill(round(tone(0xF1E6D2), -0.12, 0.12))
        canvas.ellipse(0, -0.53, 0.4, 0.07)
        canvas.fill(.colour(tone(0xD8C4A4)))
        canvas.move(-0.44, -0.52)
        canvas.curve(-0.42, -1.1, 0.42, -1.1, 0.44, -0.52)
        canvas.curve(0.2, -0.58, -0.2, -0.58, -0.44, -0.52)
        canvas.close()
        canvas.fill(
            .radial(
                centre: Spot(0.15 * lightSide, -0.85), inner: 0, outer: 0.65,
                [.init(0, cap.lighter(0.28)), .init(0.5, cap), .init(1, cap.darker(0.4))]))
        for (x, y, r) in [
            (-0.22, -0.68, 0.05), (0.02, -0.82, 0.06), (0.24, -0.68, 0.045), (-0.08, -0.63, 0.03),
            (0.13, -0.62, 0.028), (-0.16, -0.83, 0.028),
        ] {
            canvas.ellipse(x, y, r, r * 0.85)
        }
        canvas.fill(.colour(tone(0xFBF3E4)))
        if isDark { glow(0, -0.5, 0.6, palette.lamp, strength: 0.25) }
    }
}
