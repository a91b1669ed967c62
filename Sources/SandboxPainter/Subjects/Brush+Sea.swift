import CGraphics
import Glibc

extension Brush {
    /// Draws a sailing boat, heeling a little.
    mutating func drawBoat() {
        canvas.isolated {
            canvas.rotate(0.035 * lightSide)
            let hull = accent(1, else: 0x7A3B2A)
            let sail = accent(0, else: 0xF7EEDF)
            canvas.move(0, -0.08)
            canvas.line(0.01, -1)
            canvas.stroke(.colour(tone(0x5A4030)), width: 0.016)
            canvas.move(0.03, -0.95)
            canvas.curve(0.2, -0.65, 0.34, -0.4, 0.37, -0.17)
            canvas.curve(0.25, -0.2, 0.14, -0.19, 0.03, -0.16)
            canvas.close()
            canvas.fill(round(sail, 0.03, 0.37))
            canvas.move(-0.02, -0.92)
            canvas.curve(-0.07, -0.6, -0.18, -0.34, -0.34, -0.15)
            canvas.curve(-0.22, -0.2, -0.1, -0.2, -0.015, -0.17)
            canvas.close()
            canvas.fill(round(sail.darker(0.08), -0.34, 0))
            for seam in 1..<5 {
                let y = -0.95 + Double(seam) * 0.16
                canvas.move(0.035, y)
                canvas.curve(
                    0.1, y + 0.02, 0.1 + Double(seam) * 0.04, y + 0.02, 0.06 + Double(seam) * 0.068,
                    y - 0.01)
            }
            canvas.stroke(.colour(sail.darker(0.22).opacity(0.6)), width: 0.005)
            canvas.move(-0.4, -0.13)
            canvas.curve(-0.2, -0.1, 0.2, -0.1, 0.46, -0.16)
            canvas.curve(0.4, -0.04, 0.34, 0.02, 0.28, 0.03)
            canvas.line(-0.28, 0.03)
            canvas.curve(-0.36, 0, -0.39, -0.06, -0.4, -0.13)
            canvas.close()
            canvas.fill(.vertical(-0.15, 0.03, hull.lighter(0.12), hull.darker(0.3)))
            canvas.move(-0.395, -0.115)
            canvas.curve(-0.2, -0.085, 0.2, -0.085, 0.45, -0.145)
            canvas.stroke(.colour(tone(0xF4EBDD)), width: 0.016)
            canvas.move(0.01, -1)
            canvas.curve(-0.05, -1.02, -0.08, -0.97, -0.13, -0.99)
            canvas.curve(-0.08, -0.94, -0.05, -0.97, 0.01, -0.95)
            canvas.close()
            canvas.fill(.colour(accent(0, else: 0xD1423A)))
            if isDark {
                glow(-0.2, -0.16, 0.2, palette.lamp, strength: 0.8)
                canvas.circle(-0.2, -0.16, 0.018)
                canvas.fill(.colour(palette.lamp.lighter(0.3)))
            }
        }
        for wave in 0..<5 {
            let y = 0.035 + Double(wave) * 0.02
            let half = 0.34 + 0.07 * Double(wave)
            canvas.move(-half, y)
            canvas.curve(-half * 0.4, y - 0.012, half * 0.4, y + 0.012, half, y)
        }
        canvas.stroke(.colour(palette.lit(.white).opacity(0.4)), width: 0.008)
    }

    /// Draws a whale that breaches.
    mutating func drawWhale() {
        let skin = accent(0, else: 0x3E5A78)
        for drop in 0..<26 {
            let angle = -.pi * generator.between(0.2, 0.8)
            let reach = generator.between(0.3, 0.62)
            canvas.circle(
                -0.5 + cos(angle) * reach * 0.5, -0.62 + sin(angle) * reach * 0.75,
                0.012 + 0.012 * Double(drop % 3))
        }
        canvas.fill(.colour(palette.lit(.white).opacity(0.7)))
        canvas.move(-1, 0.02)
        canvas.curve(-1.05, -0.5, -0.6, -0.78, -0.1, -0.7)
        canvas.curve(0.35, -0.62, 0.6, -0.3, 0.85, -0.42)
        canvas.curve(0.86, -0.3, 0.72, -0.08, 0.5, 0.02)
        canvas.close()
        canvas.fill(.vertical(-0.75, 0.05, skin.lighter(0.22), skin.darker(0.35)))
        canvas.move(-1, 0.02)
        canvas.curve(-1.0, -0.22, -0.8, -0.28, -0.5, -0.22)
        canvas.curve(-0.2, -0.16, 0, -0.06, 0.05, 0.02)
        canvas.close()
        canvas.fill(.colour(tone(0xD8E2E8)))
        for groove in 0..<6 {
            let y = -0.19 + Double(groove) * 0.032
            canvas.move(-0.97, y + 0.03)
            canvas.curve(-0.7, y - 0.06, -0.4, y, -0.15 + 0.02 * Double(groove), y + 0.06)
        }
        canvas.stroke(.colour(skin.opacity(0.5)), width: 0.008)
        canvas.move(0.82, -0.4)
        canvas.curve(0.8, -0.6, 0.9, -0.74, 1.06, -0.8)
        canvas.curve(1.06, -0.68, 1.02, -0.6, 0.95, -0.54)
        canvas.curve(1.08, -0.56, 1.18, -0.52, 1.26, -0.42)
        canvas.curve(1.1, -0.36, 0.96, -0.34, 0.82, -0.4)
        canvas.fill(.colour(skin))
        canvas.circle(-0.72, -0.32, 0.024)
        canvas.fill(.colour(Colour(0x0C1016)))
        foam(half: 1.15)
    }

    /// Draws carp under the surface.
    mutating func drawFish() {
        let colours: [UInt32] = [0xF06A2E, 0xF6EFE6, 0xE03A2E]
        for (index, place) in [(-0.7, -0.3, 0.5), (0.5, -0.55, 0.2), (0.1, 0.1, -0.3)].enumerated()
        {
            canvas.isolated {
                canvas.translate(place.0, place.1)
                canvas.rotate(place.2)
                canvas.scale(0.62, 0.62)
                koi(accent(index, else: colours[index]))
            }
        }
    }

    /// Draws a single carp; its neighbours are of other colours.
    mutating func drawFish(_ index: Int) {
        let colours: [UInt32] = [0xF06A2E, 0xF6EFE6, 0xE03A2E]
        canvas.isolated {
            canvas.translate(0.08, -0.4)
            canvas.rotate(generator.between(-0.35, 0.35))
            canvas.scale(0.62, 0.62)
            koi(accent(index, else: colours[index % colours.count]))
        }
    }

    private func koi(_ colour: Colour) {
        canvas.move(-0.5, 0)
        canvas.curve(-0.85, -0.3, -0.95, -0.22, -1, -0.26)
        canvas.curve(-0.88, 0, -0.88, 0.02, -0.98, 0.28)
        canvas.curve(-0.9, 0.22, -0.8, 0.26, -0.5, 0)
        canvas.fill(.colour(colour.lighter(0.35).opacity(0.85)))
        for side in [-1.0, 1.0] {
            canvas.move(0.28, side * 0.15)
            canvas.curve(0.2, side * 0.4, 0, side * 0.46, -0.08, side * 0.42)
            canvas.curve(-0.02, side * 0.3, 0.05, side * 0.2, 0.1, side * 0.14)
            canvas.close()
        }
        canvas.fill(.colour(colour.lighter(0.3).opacity(0.8)))
        canvas.move(0.72, 0)
        canvas.curve(0.6, -0.24, 0, -0.3, -0.62, 0)
        canvas.curve(0, 0.3, 0.6, 0.24, 0.72, 0)
        canvas.fill(.vertical(-0.22, 0.22, colour.lighter(0.12), colour.darker(0.2)))
        for (x, y, r) in [(0.2, -0.06, 0.13), (-0.15, 0.05, 0.1), (0.48, 0.05, 0.07)] {
            canvas.ellipse(x, y, r, r * 0.7)
        }
        canvas.fill(.colour(tone(0xFBF6EE).opacity(0.8)))
        for side in [-0.1, 0.1] { canvas.circle(0.57, side, 0.022) }
        canvas.fill(.colour(Colour(0x14100E)))
    }

    private mutating func foam(half: Double) {
        for _ in 0..<Int(60 * detail) {
            let x = generator.between(-half, half)
            canvas.ellipse(
                x, 0.02 + generator.between(-0.02, 0.05), generator.between(0.02, 0.09), 0.02)
        }
        canvas.fill(.colour(palette.lit(.white).opacity(0.55)))
    }
}
