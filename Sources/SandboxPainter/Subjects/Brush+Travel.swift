import CGraphics
import Glibc

extension Brush {
    mutating func drawBalloon() {
        let colours = [
            accent(0, else: 0xE4572E), accent(1, else: 0xF6E8C8), accent(2, else: 0x2E86AB),
            accent(3, else: 0xF2B134),
        ]
        if isDark { glow(0, -0.6, 0.75, palette.lamp, strength: 0.5) }
        canvas.isolated {
            envelope()
            canvas.clip()
            let gores = 10
            for gore in 0..<gores {
                // Gores seen from the side are narrower towards the edge.
                let start = -cos(Double(gore) / Double(gores) * .pi) * 0.36
                let end = -cos(Double(gore + 1) / Double(gores) * .pi) * 0.36
                canvas.move(0, -1.02)
                canvas.curve(start * 1.4, -0.98, start * 1.15, -0.4, start * 0.2, -0.22)
                canvas.line(end * 0.2, -0.22)
                canvas.curve(end * 1.15, -0.4, end * 1.4, -0.98, 0, -1.02)
                canvas.close()
                canvas.fill(.colour(colours[gore % 2 == 0 ? 0 : 1]))
            }
            canvas.rectangle(-0.5, -0.66, 1, 0.09)
            canvas.fill(.colour(colours[2]))
            canvas.rectangle(-0.5, -0.57, 1, 0.025)
            canvas.fill(.colour(colours[3]))
            canvas.cover(
                .radial(
                    centre: Spot(0.14 * lightSide, -0.78), inner: 0, outer: 0.62,
                    [
                        .init(0, Colour.white.opacity(0.32)), .init(0.45, Colour.white.opacity(0)),
                        .init(1, Colour.black.opacity(0.48)),
                    ]))
        }
        for x in [-0.06, 0.06] {
            canvas.move(x, -0.22)
            canvas.line(x * 0.85, -0.1)
        }
        canvas.stroke(.colour(tone(0x3A2A20)), width: 0.007)
        if isDark { glow(0, -0.2, 0.12, Colour(0xFFB347), strength: 0.9) }
        canvas.roundedRectangle(-0.062, -0.105, 0.124, 0.1, radius: 0.018)
        canvas.fill(round(tone(0x8A5A32), -0.062, 0.062))
        canvas.rectangle(-0.07, -0.11, 0.14, 0.018)
        canvas.fill(.colour(tone(0x4A2E1A)))
    }

    private func envelope() {
        canvas.move(-0.07, -0.22)
        canvas.curve(-0.2, -0.38, -0.38, -0.5, -0.38, -0.7)
        canvas.curve(-0.38, -0.9, -0.2, -1.01, 0, -1.01)
        canvas.curve(0.2, -1.01, 0.38, -0.9, 0.38, -0.7)
        canvas.curve(0.38, -0.5, 0.2, -0.38, 0.07, -0.22)
        canvas.close()
    }

    mutating func drawRocket() {
        let white = tone(0xF2F0EA)
        let red = accent(0, else: 0xE0453A)
        let isFlying = scene.ground == .space
        canvas.isolated {
            canvas.translate(0, isFlying ? -0.05 : -0.12)
            canvas.rotate(isFlying ? 0.5 : 0)
            flame()
            for side in [-1.0, 1.0] {
                canvas.move(side * 0.1, -0.32)
                canvas.curve(side * 0.26, -0.24, side * 0.27, -0.08, side * 0.25, 0.06)
                canvas.curve(side * 0.2, -0.04, side * 0.15, -0.06, side * 0.08, -0.06)
                canvas.close()
                canvas.fill(.colour(red.darker(side == lightSide ? 0 : 0.28)))
            }
            canvas.move(-0.09, -0.03)
            canvas.curve(-0.19, -0.35, -0.15, -0.72, 0, -0.93)
            canvas.curve(0.15, -0.72, 0.19, -0.35, 0.09, -0.03)
            canvas.close()
            canvas.fill(round(white, -0.15, 0.15))
            canvas.move(-0.085, -0.735)
            canvas.curve(-0.06, -0.82, -0.03, -0.89, 0, -0.93)
            canvas.curve(0.03, -0.89, 0.06, -0.82, 0.085, -0.735)
            canvas.curve(0.04, -0.715, -0.04, -0.715, -0.085, -0.735)
            canvas.fill(round(red, -0.09, 0.09))
            canvas.circle(0, -0.55, 0.072)
            canvas.fill(.colour(tone(0x5A6670)))
            canvas.circle(0, -0.55, 0.053)
            canvas.fill(.vertical(-0.6, -0.5, tone(0x7FC8F0), tone(0x1F4E7A)))
            canvas.circle(0, -0.36, 0.03)
            canvas.fill(.colour(tone(0x5A6670)))
            canvas.rectangle(-0.085, -0.05, 0.17, 0.04)
            canvas.fill(round(tone(0x4A545C), -0.085, 0.085))
            canvas.move(-0.012, -0.3)
            canvas.line(-0.012, -0.02)
            canvas.line(0.012, -0.02)
            canvas.line(0.012, -0.3)
            canvas.close()
            canvas.fill(.colour(red))
        }
    }

    private mutating func flame() {
        glow(0, 0.1, 0.5, Colour(0xFF9A3A), strength: 0.7)
        for (half, reach, colour) in [
            (0.085, 0.5, 0xFF7A2E), (0.06, 0.36, 0xFFC247), (0.03, 0.2, 0xFFF6D8),
        ]
            as [(Double, Double, UInt32)]
        {
            canvas.move(-half, -0.02)
            canvas.curve(-half * 1.3, reach * 0.4, -half * 0.3, reach * 0.7, 0, reach)
            canvas.curve(half * 0.3, reach * 0.7, half * 1.3, reach * 0.4, half, -0.02)
            canvas.close()
            canvas.fill(.colour(Colour(colour).opacity(0.9)))
        }
    }

    /// Draws a suspension bridge over the whole frame.
    ///
    /// - Parameter isWhole: Whether both its ends are seen.
    mutating func drawBridge(width: Double, isWhole: Bool = false) {
        let steel = accent(0, else: 0xC0442E)
        let half = width / 2 + (isWhole ? -0.1 : 0.1)
        let pylons = [-width * 0.24, width * 0.24]
        let deck = -0.22
        canvas.move(-half, -0.55)
        canvas.curve(-width * 0.38, deck, -width * 0.33, -0.5, pylons[0], -0.95)
        canvas.curve(-width * 0.1, deck + 0.0, width * 0.1, deck + 0.0, pylons[1], -0.95)
        canvas.curve(width * 0.33, -0.5, width * 0.38, deck, half, -0.55)
        canvas.stroke(.colour(steel), width: 0.02)
        for step in 1..<24 {
            let share = Double(step) / 24
            let x = pylons[0] + (pylons[1] - pylons[0]) * share
            let sag = 4 * share * (1 - share)
            canvas.move(x, -0.95 + sag * 0.545)
            canvas.line(x, deck)
        }
        canvas.stroke(.colour(steel.lighter(0.1).opacity(0.8)), width: 0.007)
        canvas.rectangle(-half, deck, half * 2, 0.045)
        canvas.fill(.vertical(deck, deck + 0.045, steel.lighter(0.1), steel.darker(0.35)))
        for step in 0..<40 {
            let x = -half + half * 2 * Double(step) / 40
            canvas.move(x, deck + 0.045)
            canvas.line(x + half / 40, deck + 0.085)
            canvas.line(x + half / 20, deck + 0.045)
        }
        canvas.stroke(.colour(steel.darker(0.3)), width: 0.008)
        for x in pylons {
            for side in [-0.045, 0.045] {
                canvas.rectangle(x + side - 0.017, -1, 0.034, 1.05)
                canvas.fill(round(steel, x + side - 0.017, x + side + 0.017))
            }
            for y in [-0.97, -0.75, -0.53, -0.12] {
                canvas.rectangle(x - 0.06, y, 0.12, 0.045)
                canvas.fill(.colour(steel.darker(0.12)))
            }
        }
        if isWhole {
            let stone = tone(0xB8AC9A)
            for side in [-1.0, 1.0] {
                canvas.polygon([
                    Spot(side * (half + 0.1), 0.05), Spot(side * (half + 0.06), -0.6),
                    Spot(side * (half - 0.06), -0.6), Spot(side * (half - 0.1), 0.05),
                ])
                canvas.fill(round(stone, side * half - 0.1, side * half + 0.1))
            }
        }
        guard isDark else { return }
        for step in 0..<26 {
            let x = -half + half * 2 * (Double(step) + 0.5) / 26
            glow(x, deck - 0.03, 0.05, palette.lamp, strength: 0.9)
            canvas.circle(x, deck - 0.03, 0.008)
            canvas.fill(.colour(palette.lamp.lighter(0.4)))
        }
    }

    /// Draws a train.
    ///
    /// - Parameter isWhole: Whether its end is seen.
    mutating func drawTrain(isWhole: Bool = false) {
        let body = accent(0, else: 0x2F5D50)
        let black = tone(0x23262C)
        canvas.rectangle(isWhole ? -1.35 : -4, 0.0, isWhole ? 2.7 : 8, 0.05)
        canvas.fill(.colour(tone(0x6A5240)))
        for puff in 0..<16 {
            let share = Double(puff) / 15
            let x = 0.72 - share * 2.6 + generator.between(-0.05, 0.05)
            let y = -1.1 - share * 0.9 - 0.1 * sin(share * 9)
            canvas.circle(x, y, 0.1 + share * 0.26)
            canvas.fill(.colour(palette.lit(Colour(0xF4EFEA)).opacity(0.5 * (1 - share))))
        }
        for car in 0..<(isWhole ? 1 : 3) {
            let left = -1.25 - Double(car) * 1.4
            canvas.roundedRectangle(left, -0.72, 1.3, 0.6, radius: 0.06)
            canvas.fill(
                .vertical(-0.72, -0.12, tone(0xA84A3A).lighter(0.08), tone(0xA84A3A).darker(0.25)))
            canvas.roundedRectangle(left - 0.02, -0.78, 1.34, 0.1, radius: 0.05)
            canvas.fill(.colour(black))
            for column in 0..<5 {
                window(left + 0.15 + Double(column) * 0.25, -0.6, 0.15, 0.2, litShare: 1)
            }
            wheels([left + 0.2, left + 0.4, left + 0.9, left + 1.1], radius: 0.11, black)
        }
        canvas.roundedRectangle(0.15, -0.66, 0.85, 0.44, radius: 0.16)
        canvas.fill(.vertical(-0.66, -0.2, body.lighter(0.25), body, body.darker(0.4)))
        for band in [0.35, 0.6, 0.85] {
            canvas.rectangle(band, -0.66, 0.025, 0.44)
            canvas.fill(.colour(tone(0xD9A441)))
        }
        canvas.rectangle(-0.1, -0.98, 0.32, 0.8)
        canvas.fill(.vertical(-0.98, -0.2, body.lighter(0.1), body.darker(0.3)))
        canvas.roundedRectangle(-0.15, -1.04, 0.42, 0.09, radius: 0.04)
        canvas.fill(.colour(black))
        window(0.06, -0.86, 0.17, 0.22, litShare: 1)
        canvas.polygon([Spot(0.66, -0.64), Spot(0.62, -1.02), Spot(0.82, -1.02), Spot(0.78, -0.64)])
        canvas.fill(round(black, 0.62, 0.82))
        canvas.circle(0.42, -0.66, 0.07)
        canvas.fill(.colour(tone(0xD9A441)))
        canvas.rectangle(-0.15, -0.26, 1.2, 0.1)
        canvas.fill(.colour(black))
        canvas.polygon([Spot(1.02, -0.2), Spot(1.24, 0.02), Spot(1.0, 0.02)])
        canvas.fill(.colour(tone(0x9C2F28)))
        wheels([0.08, 0.36, 0.64], radius: 0.15, tone(0x9C2F28))
        wheels([0.9], radius: 0.1, tone(0x9C2F28))
        if isDark { glow(1.02, -0.44, 0.7, palette.lamp, strength: 0.8) }
        canvas.circle(1.01, -0.44, 0.05)
        canvas.fill(.colour(isDark ? palette.lamp.lighter(0.4) : tone(0xF4E3B0)))
    }

    private func wheels(_ places: [Double], radius: Double, _ colour: Colour) {
        for x in places {
            canvas.circle(x, -radius + 0.02, radius)
            canvas.fill(.colour(colour.darker(0.4)))
            canvas.circle(x, -radius + 0.02, radius * 0.72)
            canvas.stroke(.colour(colour.lighter(0.2)), width: radius * 0.18)
            canvas.circle(x, -radius + 0.02, radius * 0.2)
            canvas.fill(.colour(tone(0xD9A441)))
        }
    }

    mutating func drawPyramids() {
        for (x, size) in [(-0.85, 0.62), (0.95, 0.5), (0.0, 1.0)] { pyramid(x, size) }
    }

    /// Draws a single pyramid.
    mutating func drawPyramid() { pyramid(0, 1) }

    private func pyramid(_ x: Double, _ size: Double) {
        let stone = palette.lit(Colour(0xE2B36E)).mixed(palette.far, size < 1 ? 0.35 : 0.1)
        let apex = Spot(x + 0.1 * size * lightSide, -size * 0.95)
        let edge = Spot(x + 0.28 * size * -lightSide, 0.05)
        let (near, far) = (x + lightSide * 0.78 * size, x - lightSide * 0.78 * size)
        canvas.polygon([apex, edge, Spot(near, 0.05)])
        canvas.fill(.vertical(-size, 0.05, stone.lighter(0.2), stone))
        canvas.polygon([apex, edge, Spot(far, 0.05)])
        canvas.fill(.vertical(-size, 0.05, stone.darker(0.3), stone.darker(0.42)))
        for course in 1..<Int(16 * size) {
            let share = Double(course) / (16 * size)
            let y = apex.y + (0.05 - apex.y) * share
            canvas.move(apex.x + (near - apex.x) * share, y)
            canvas.line(apex.x + (edge.x - apex.x) * share, y)
            canvas.line(apex.x + (far - apex.x) * share, y)
        }
        canvas.stroke(.colour(stone.darker(0.5).opacity(0.3)), width: 0.005)
    }
}
