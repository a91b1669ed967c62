import CGraphics
import Glibc

extension Brush {
    /// Draws a cat that sits and looks out of the picture.
    mutating func drawCat() {
        let fur = accent(0, else: isDark ? 0x4A4650 : 0xD98B45)
        canvas.move(0.2, -0.04)
        canvas.curve(0.5, 0.04, 0.52, -0.3, 0.4, -0.42)
        canvas.stroke(.colour(fur.darker(0.18)), width: 0.07)
        canvas.move(-0.24, 0.02)
        canvas.curve(-0.32, -0.25, -0.18, -0.5, -0.11, -0.62)
        canvas.line(0.11, -0.62)
        canvas.curve(0.18, -0.5, 0.34, -0.25, 0.25, 0.02)
        canvas.close()
        canvas.fill(round(fur, -0.26, 0.28))
        canvas.move(-0.08, -0.5)
        canvas.curve(-0.12, -0.3, -0.08, -0.2, 0, -0.17)
        canvas.curve(0.08, -0.2, 0.12, -0.3, 0.08, -0.5)
        canvas.close()
        canvas.fill(.colour(fur.lighter(0.55).opacity(0.8)))
        for x in [-0.09, 0.09] {
            canvas.roundedRectangle(x - 0.05, -0.3, 0.1, 0.33, radius: 0.05)
            canvas.fill(round(fur.lighter(0.06), x - 0.05, x + 0.05))
            canvas.ellipse(x, 0.005, 0.065, 0.035)
            canvas.fill(.colour(fur.lighter(0.5)))
        }
        for side in [-1.0, 1.0] {
            canvas.move(side * 0.2, -0.74)
            canvas.curve(side * 0.22, -0.88, side * 0.2, -0.95, side * 0.185, -1)
            canvas.curve(side * 0.12, -0.97, side * 0.07, -0.92, side * 0.03, -0.86)
            canvas.close()
            canvas.fill(.colour(fur.darker(side == lightSide ? 0 : 0.2)))
            canvas.polygon([
                Spot(side * 0.17, -0.82), Spot(side * 0.165, -0.94), Spot(side * 0.08, -0.87),
            ])
            canvas.fill(.colour(tone(0xE8A0A0)))
        }
        canvas.ellipse(0, -0.73, 0.215, 0.175)
        canvas.fill(round(fur.lighter(0.04), -0.215, 0.215))
        for stripe in [-0.05, 0, 0.05] {
            canvas.move(stripe * 0.8, -0.9)
            canvas.line(stripe, -0.82)
        }
        canvas.stroke(.colour(fur.darker(0.4)), width: 0.016)
        canvas.ellipse(0, -0.655, 0.1, 0.065)
        canvas.fill(.colour(fur.lighter(0.6)))
        face(eyes: tone(0xB8D84A).lighter(isDark ? 0.3 : 0))
    }

    private func face(eyes: Colour) {
        for x in [-0.085, 0.085] {
            if isDark { glow(x, -0.75, 0.1, eyes, strength: 0.5) }
            canvas.ellipse(x, -0.75, 0.042, 0.046)
            canvas.fill(.colour(eyes))
            canvas.ellipse(x, -0.75, 0.014, 0.04)
            canvas.fill(.colour(Colour(0x101014)))
            canvas.circle(x + 0.012, -0.768, 0.01)
            canvas.fill(.colour(.white))
        }
        canvas.polygon([Spot(-0.022, -0.69), Spot(0.022, -0.69), Spot(0, -0.667)])
        canvas.fill(.colour(tone(0xD8788A)))
        canvas.move(-0.04, -0.64)
        canvas.curve(-0.02, -0.625, 0, -0.64, 0, -0.667)
        canvas.curve(0, -0.64, 0.02, -0.625, 0.04, -0.64)
        canvas.stroke(.colour(tone(0x4A2E2E)), width: 0.009)
        for side in [-1.0, 1.0] {
            for slope in [-0.03, 0.0, 0.03] {
                canvas.move(side * 0.08, -0.66 + slope * 0.3)
                canvas.line(side * 0.29, -0.67 + slope)
            }
        }
        canvas.stroke(.colour(palette.lit(.white).opacity(0.7)), width: 0.005)
    }

    /// Draws a fox-red dog that sits in profile.
    mutating func drawDog() {
        let fur = accent(0, else: 0xC8702E)
        let white = tone(0xF6EBDD)
        canvas.isolated {
            canvas.scale(-lightSide, 1)
            canvas.move(-0.2, 0)
            canvas.curve(-0.55, 0.06, -0.66, -0.2, -0.46, -0.4)
            canvas.curve(-0.48, -0.22, -0.36, -0.14, -0.16, -0.14)
            canvas.close()
            canvas.fill(.colour(fur.darker(0.12)))
            canvas.move(-0.46, -0.4)
            canvas.curve(-0.52, -0.34, -0.54, -0.26, -0.52, -0.2)
            canvas.curve(-0.47, -0.22, -0.44, -0.3, -0.46, -0.4)
            canvas.fill(.colour(white))
            canvas.move(-0.27, 0.02)
            canvas.curve(-0.36, -0.24, -0.16, -0.42, 0.0, -0.66)
            canvas.line(0.2, -0.6)
            canvas.curve(0.24, -0.4, 0.16, -0.2, 0.17, 0.02)
            canvas.close()
            canvas.fill(
                .linear(
                    from: Spot(-0.3, 0), to: Spot(0.2, -0.3),
                    [.init(0, fur.darker(0.35)), .init(1, fur)]))
            canvas.move(0.21, -0.58)
            canvas.curve(0.26, -0.42, 0.2, -0.3, 0.13, -0.22)
            canvas.curve(0.08, -0.35, 0.1, -0.48, 0.12, -0.58)
            canvas.close()
            canvas.fill(.colour(white))
            canvas.roundedRectangle(0.07, -0.3, 0.09, 0.33, radius: 0.04)
            canvas.fill(.colour(fur.lighter(0.04)))
            canvas.roundedRectangle(0.06, -0.06, 0.13, 0.09, radius: 0.04)
            canvas.fill(.colour(tone(0x3A2A24)))
            canvas.ellipse(-0.11, -0.09, 0.15, 0.13)
            canvas.fill(.colour(fur.darker(0.1)))
            canvas.roundedRectangle(-0.12, -0.04, 0.2, 0.07, radius: 0.035)
            canvas.fill(.colour(tone(0x3A2A24)))
            // Head, in profile, with both ears.
            canvas.polygon([Spot(-0.04, -0.78), Spot(-0.06, -1), Spot(0.07, -0.86)])
            canvas.fill(.colour(fur.darker(0.25)))
            canvas.move(-0.04, -0.62)
            canvas.curve(-0.1, -0.8, 0.0, -0.9, 0.12, -0.88)
            canvas.curve(0.22, -0.87, 0.26, -0.78, 0.4, -0.71)
            canvas.curve(0.42, -0.67, 0.4, -0.64, 0.34, -0.63)
            canvas.curve(0.24, -0.6, 0.16, -0.54, 0.06, -0.55)
            canvas.close()
            canvas.fill(.colour(fur))
            canvas.move(0.39, -0.67)
            canvas.curve(0.3, -0.68, 0.2, -0.7, 0.13, -0.64)
            canvas.curve(0.12, -0.58, 0.16, -0.55, 0.2, -0.57)
            canvas.curve(0.26, -0.59, 0.3, -0.62, 0.34, -0.63)
            canvas.close()
            canvas.fill(.colour(white))
            canvas.polygon([Spot(0.04, -0.84), Spot(0.06, -1.02), Spot(0.16, -0.86)])
            canvas.fill(.colour(fur.darker(0.08)))
            canvas.circle(0.4, -0.695, 0.026)
            canvas.fill(.colour(tone(0x1E1614)))
            canvas.ellipse(0.2, -0.775, 0.02, 0.024)
            canvas.fill(.colour(tone(0x1E1614)))
            canvas.circle(0.206, -0.783, 0.007)
            canvas.fill(.colour(.white))
        }
    }

    mutating func drawRabbit() {
        let fur = accent(0, else: 0xCDB9A4)
        canvas.circle(-0.28 * lightSide, -0.1, 0.08)
        canvas.fill(.colour(tone(0xFBF6F0)))
        canvas.ellipse(0, -0.22, 0.27, 0.26)
        canvas.fill(round(fur, -0.27, 0.27))
        canvas.ellipse(0, -0.2, 0.14, 0.18)
        canvas.fill(.colour(fur.lighter(0.5).opacity(0.8)))
        for side in [-1.0, 1.0] {
            canvas.isolated {
                canvas.translate(side * 0.085, -0.66)
                canvas.rotate(side * 0.16)
                canvas.ellipse(0, -0.16, 0.062, 0.22)
                canvas.fill(.colour(fur.darker(side == lightSide ? 0 : 0.16)))
                canvas.ellipse(0, -0.15, 0.03, 0.16)
                canvas.fill(.colour(tone(0xEDB4B0)))
            }
            canvas.ellipse(side * 0.14, 0, 0.11, 0.05)
            canvas.fill(.colour(fur.lighter(0.15)))
        }
        canvas.ellipse(0, -0.54, 0.19, 0.165)
        canvas.fill(round(fur.lighter(0.05), -0.19, 0.19))
        for side in [-1.0, 1.0] {
            canvas.circle(side * 0.085, -0.57, 0.03)
            canvas.fill(.colour(tone(0x2A1C1A)))
            canvas.circle(side * 0.085 + 0.01, -0.582, 0.009)
            canvas.fill(.colour(.white))
            canvas.ellipse(side * 0.045, -0.47, 0.055, 0.045)
            canvas.fill(.colour(fur.lighter(0.6)))
        }
        canvas.ellipse(0, -0.505, 0.024, 0.018)
        canvas.fill(.colour(tone(0xD98A94)))
        canvas.roundedRectangle(-0.02, -0.445, 0.04, 0.035, radius: 0.01)
        canvas.fill(.colour(tone(0xFFFDF8)))
    }

    mutating func drawOwl() {
        let plumage = accent(0, else: 0x8A6A4A)
        canvas.isolated {
            // It sits on a stump of its own, a quarter of its height.
            canvas.move(-0.3, 0.03)
            canvas.curve(-0.24, -0.04, -0.22, -0.14, -0.22, -0.25)
            canvas.line(0.22, -0.25)
            canvas.curve(0.22, -0.14, 0.24, -0.04, 0.3, 0.03)
            canvas.close()
            canvas.fill(round(tone(0x6A4A34), -0.26, 0.26))
            canvas.ellipse(0, -0.25, 0.22, 0.05)
            canvas.fill(.colour(tone(0xC8A276)))
            for ring in 1..<4 {
                canvas.ellipse(0, -0.25, 0.055 * Double(ring), 0.0125 * Double(ring))
                canvas.stroke(.colour(tone(0x8A6444)), width: 0.006)
            }
        }
        canvas.translate(0, -0.22)
        canvas.scale(0.78, 0.78)
        canvas.ellipse(0, -0.42, 0.28, 0.42)
        canvas.fill(round(plumage, -0.28, 0.28))
        canvas.ellipse(0, -0.3, 0.18, 0.28)
        canvas.fill(.colour(plumage.lighter(0.5)))
        for row in 0..<5 {
            for column in -2...2 {
                let x = Double(column) * 0.065 + (row.isMultiple(of: 2) ? 0 : 0.03)
                canvas.move(x - 0.025, -0.46 + Double(row) * 0.085)
                canvas.curve(
                    x - 0.015, -0.43 + Double(row) * 0.085, x + 0.015, -0.43 + Double(row) * 0.085,
                    x + 0.025, -0.46 + Double(row) * 0.085)
            }
        }
        canvas.stroke(.colour(plumage.darker(0.25)), width: 0.014)
        for side in [-1.0, 1.0] {
            canvas.move(side * 0.24, -0.62)
            canvas.curve(side * 0.36, -0.4, side * 0.32, -0.15, side * 0.16, -0.06)
            canvas.curve(side * 0.2, -0.3, side * 0.2, -0.45, side * 0.24, -0.62)
            canvas.close()
            canvas.fill(.colour(plumage.darker(0.28)))
            canvas.polygon([
                Spot(side * 0.27, -1), Spot(side * 0.06, -0.86), Spot(side * 0.24, -0.76),
            ])
            canvas.fill(.colour(plumage.darker(0.1)))
            for toe in 0..<3 {
                canvas.ellipse(side * 0.08 + (Double(toe) - 1) * 0.035, -0.025, 0.018, 0.04)
            }
            canvas.fill(.colour(tone(0xE0A83E)))
        }
        for side in [-1.0, 1.0] {
            canvas.circle(side * 0.115, -0.73, 0.13)
            canvas.fill(.colour(plumage.lighter(0.62)))
            if isDark { glow(side * 0.115, -0.73, 0.2, palette.lamp, strength: 0.5) }
            canvas.circle(side * 0.11, -0.73, 0.08)
            canvas.fill(.colour(isDark ? palette.lamp : tone(0xF2B134)))
            canvas.circle(side * 0.11, -0.73, 0.045)
            canvas.fill(.colour(Colour(0x14100E)))
            canvas.circle(side * 0.11 + 0.018, -0.75, 0.014)
            canvas.fill(.colour(.white))
        }
        canvas.polygon([Spot(-0.035, -0.67), Spot(0.035, -0.67), Spot(0, -0.58)])
        canvas.fill(.colour(tone(0xD98A2E)))
    }
}
