import CGraphics
import Glibc

extension Brush {
    /// Draws a wanderer in a cloak, with a staff and a lantern, seen from behind.
    mutating func drawFigure() {
        let cloak = accent(0, else: 0x8A3B3A)
        if isDark { glow(0.26, -0.42, 0.5, palette.lamp, strength: 0.75) }
        canvas.move(0.22, 0.02)
        canvas.line(0.26, -0.86)
        canvas.stroke(.colour(tone(0x5A4030)), width: 0.02)
        canvas.move(-0.2, 0.02)
        canvas.curve(-0.2, -0.3, -0.15, -0.55, -0.1, -0.7)
        canvas.curve(-0.05, -0.78, 0.05, -0.78, 0.1, -0.7)
        canvas.curve(0.16, -0.5, 0.17, -0.25, 0.21, 0.02)
        canvas.curve(0.08, 0.05, -0.1, 0.05, -0.2, 0.02)
        canvas.fill(round(cloak, -0.2, 0.2))
        for fold in [-0.1, -0.03, 0.06] {
            canvas.move(fold * 0.5, -0.62)
            canvas.curve(fold, -0.4, fold * 1.2, -0.2, fold * 1.5, 0.02)
        }
        canvas.stroke(.colour(cloak.darker(0.4).opacity(0.6)), width: 0.012)
        // The hood, and the scarf that the wind takes.
        canvas.move(-0.085, -0.7)
        canvas.curve(-0.12, -0.85, -0.07, -0.99, 0.01, -1)
        canvas.curve(0.09, -0.98, 0.11, -0.84, 0.085, -0.7)
        canvas.curve(0.03, -0.67, -0.03, -0.67, -0.085, -0.7)
        canvas.fill(round(cloak.darker(0.12), -0.1, 0.1))
        let scarf = accent(1, else: 0xE0A83E)
        canvas.roundedRectangle(-0.1, -0.735, 0.2, 0.06, radius: 0.03)
        canvas.fill(.colour(scarf))
        canvas.move(-0.08, -0.71)
        canvas.curve(-0.2, -0.76, -0.28, -0.62, -0.4, -0.68)
        canvas.curve(-0.38, -0.6, -0.26, -0.56, -0.08, -0.67)
        canvas.close()
        canvas.fill(.colour(scarf.darker(0.1)))
        canvas.move(0.1, -0.6)
        canvas.curve(0.16, -0.55, 0.2, -0.52, 0.245, -0.52)
        canvas.stroke(.colour(cloak.darker(0.08)), width: 0.065)
        canvas.roundedRectangle(0.225, -0.47, 0.07, 0.09, radius: 0.015)
        canvas.fill(.colour(isDark ? palette.lamp.lighter(0.3) : tone(0xE8C878)))
        canvas.roundedRectangle(0.225, -0.47, 0.07, 0.09, radius: 0.015)
        canvas.move(0.26, -0.52)
        canvas.line(0.26, -0.47)
        canvas.stroke(.colour(tone(0x2A2420)), width: 0.01)
    }

    mutating func drawRobot() {
        let metal = accent(0, else: 0x9FB4C0)
        let dark = tone(0x36424C)
        let eye =
            scene.style == .neon ? palette.accent(1) : palette.lit(Colour(0x6FF0FF)).lighter(0.3)
        for x in [-0.11, 0.11] {
            canvas.rectangle(x - 0.035, -0.26, 0.07, 0.2)
            canvas.fill(round(dark, x - 0.035, x + 0.035))
            canvas.roundedRectangle(x - 0.085, -0.08, 0.17, 0.11, radius: 0.045)
            canvas.fill(round(metal.darker(0.15), x - 0.085, x + 0.085))
        }
        for side in [-1.0, 1.0] {
            canvas.move(side * 0.22, -0.55)
            canvas.curve(side * 0.33, -0.5, side * 0.34, -0.4, side * 0.32, -0.3)
            canvas.stroke(.colour(dark), width: 0.06)
            canvas.circle(side * 0.32, -0.27, 0.055)
            canvas.fill(round(metal, side * 0.32 - 0.055, side * 0.32 + 0.055))
            canvas.circle(side * 0.225, -0.56, 0.06)
            canvas.fill(round(metal.darker(0.1), side * 0.225 - 0.06, side * 0.225 + 0.06))
        }
        canvas.roundedRectangle(-0.22, -0.63, 0.44, 0.4, radius: 0.09)
        canvas.fill(round(metal, -0.22, 0.22))
        canvas.roundedRectangle(-0.13, -0.55, 0.26, 0.18, radius: 0.03)
        canvas.fill(.colour(dark))
        for lamp in 0..<3 {
            let x = -0.075 + Double(lamp) * 0.075
            glow(x, -0.5, 0.06, palette.accent(lamp), strength: 0.7)
            canvas.circle(x, -0.5, 0.02)
            canvas.fill(.colour(palette.accent(lamp)))
        }
        canvas.move(-0.1, -0.42)
        canvas.curve(-0.05, -0.46, 0, -0.38, 0.03, -0.43)
        canvas.curve(0.05, -0.45, 0.08, -0.42, 0.1, -0.42)
        canvas.stroke(.colour(eye), width: 0.01)
        canvas.rectangle(-0.05, -0.68, 0.1, 0.06)
        canvas.fill(round(dark, -0.05, 0.05))
        canvas.roundedRectangle(-0.19, -0.93, 0.38, 0.27, radius: 0.1)
        canvas.fill(round(metal.lighter(0.06), -0.19, 0.19))
        canvas.roundedRectangle(-0.15, -0.87, 0.3, 0.15, radius: 0.07)
        canvas.fill(.colour(tone(0x1C242C)))
        for x in [-0.065, 0.065] {
            glow(x, -0.795, 0.13, eye, strength: 0.7)
            canvas.circle(x, -0.795, 0.036)
            canvas.fill(.colour(eye))
            canvas.circle(x - 0.01, -0.807, 0.011)
            canvas.fill(.colour(.white))
        }
        canvas.move(0, -0.93)
        canvas.line(0, -0.985)
        canvas.stroke(.colour(dark), width: 0.014)
        glow(0, -1, 0.09, palette.accent(0), strength: 0.8)
        canvas.circle(0, -1, 0.024)
        canvas.fill(.colour(palette.accent(0)))
    }

    mutating func drawSnowman() {
        let snow = tone(0xFAFCFF)
        for (y, r) in [(-0.2, 0.25), (-0.52, 0.18), (-0.77, 0.13)] {
            canvas.circle(0, y, r)
            canvas.fill(
                .radial(
                    centre: Spot(r * 0.4 * lightSide, y - r * 0.4), inner: 0, outer: r * 1.5,
                    [.init(0, snow.lighter(0.5)), .init(1, snow.mixed(palette.skyTop, 0.45))]))
        }
        for (x, y) in [(-0.045, -0.8), (0.045, -0.8), (0, -0.6), (0, -0.52), (0, -0.44)] {
            canvas.circle(x, y, 0.016)
        }
        canvas.fill(.colour(tone(0x1A1A20)))
        canvas.polygon([Spot(0, -0.785), Spot(0, -0.745), Spot(0.14 * lightSide, -0.75)])
        canvas.fill(.colour(tone(0xF0822E)))
        for side in [-1.0, 1.0] {
            canvas.move(side * 0.15, -0.58)
            canvas.line(side * 0.38, -0.72)
            canvas.move(side * 0.31, -0.68)
            canvas.line(side * 0.36, -0.62)
        }
        canvas.stroke(.colour(tone(0x5A3A28)), width: 0.016)
        let scarf = accent(0, else: 0xC8352E)
        canvas.roundedRectangle(-0.13, -0.69, 0.26, 0.055, radius: 0.027)
        canvas.roundedRectangle(0.05, -0.67, 0.055, 0.19, radius: 0.02)
        canvas.fill(.colour(scarf))
        canvas.roundedRectangle(-0.16, -0.9, 0.32, 0.03, radius: 0.01)
        canvas.rectangle(-0.1, -1.02, 0.2, 0.13)
        canvas.fill(.colour(tone(0x26242C)))
        canvas.rectangle(-0.1, -0.93, 0.2, 0.03)
        canvas.fill(.colour(scarf))
    }
}
