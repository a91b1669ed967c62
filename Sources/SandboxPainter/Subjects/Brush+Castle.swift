import CGraphics
import Glibc

extension Brush {
    mutating func drawCastle() {
        let stone = accentlessStone
        // From back to front, so that nearer walls cover farther ones.
        tower(0.02, width: 0.17, height: 0.74, roof: 0.26, stone.darker(0.08))
        tower(-0.22, width: 0.14, height: 0.54, roof: 0.22, stone)
        tower(0.25, width: 0.13, height: 0.6, roof: 0.2, stone)
        wall(-0.3, 0.34, height: 0.4, stone)
        tower(-0.43, width: 0.17, height: 0.42, roof: 0.2, stone)
        tower(0.46, width: 0.18, height: 0.4, roof: 0.2, stone)
        wall(-0.5, 0.54, height: 0.2, stone.lighter(0.04))
        gate(stone)
    }

    private var accentlessStone: Colour { tone(0xCDBFA6) }

    private mutating func tower(
        _ x: Double, width: Double, height: Double, roof: Double, _ stone: Colour
    ) {
        let left = x - width / 2
        canvas.rectangle(left, -height, width, height + 0.06)
        canvas.fill(round(stone, left, left + width))
        canvas.rectangle(left - width * 0.1, -height - 0.015, width * 1.2, 0.05)
        canvas.fill(round(stone.lighter(0.05), left, left + width))
        for row in 0..<Int(height / 0.16) {
            window(
                x + width * (row.isMultiple(of: 2) ? -0.16 : 0.16),
                -height + 0.1 + Double(row) * 0.15,
                width * 0.17, 0.05, isArched: true)
        }
        let roofColour = accent(0, else: 0x9C3F3A)
        let top = -height - roof
        canvas.move(left - width * 0.16, -height - 0.005)
        canvas.curve(
            x - width * 0.25, -height - roof * 0.35, x - width * 0.06, top + roof * 0.25, x, top)
        canvas.curve(
            x + width * 0.06, top + roof * 0.25, x + width * 0.25, -height - roof * 0.35,
            left + width * 1.16, -height - 0.005)
        canvas.close()
        canvas.fill(round(roofColour, left, left + width))
        flag(x, top)
    }

    private mutating func flag(_ x: Double, _ y: Double) {
        canvas.move(x, y + 0.01)
        canvas.line(x, y - 0.07)
        canvas.stroke(.colour(tone(0x3A3238)), width: 0.006)
        canvas.move(x, y - 0.07)
        canvas.curve(x + 0.03, y - 0.085, x + 0.04, y - 0.04, x + 0.075, y - 0.055)
        canvas.curve(x + 0.05, y - 0.03, x + 0.03, y - 0.045, x, y - 0.03)
        canvas.close()
        canvas.fill(.colour(accent(1, else: 0xE9B44C)))
    }

    private func wall(_ left: Double, _ right: Double, height: Double, _ stone: Colour) {
        let tooth = 0.026
        canvas.rectangle(left, -height, right - left, height + 0.06)
        var x = left
        while x < right - tooth {
            canvas.rectangle(x, -height - tooth, tooth, tooth * 1.1)
            x += tooth * 1.8
        }
        canvas.fill(.vertical(-height - tooth, 0.05, stone.lighter(0.06), stone, stone.darker(0.3)))
    }

    private mutating func gate(_ stone: Colour) {
        canvas.rectangle(-0.075, -0.27, 0.15, 0.3)
        canvas.fill(round(stone.darker(0.05), -0.075, 0.075))
        if isDark { glow(0, -0.06, 0.16, palette.lamp, strength: 0.6) }
        canvas.rectangle(-0.045, -0.11, 0.09, 0.15)
        canvas.circle(0, -0.11, 0.045)
        canvas.fill(.colour(isDark ? palette.lamp.darker(0.25) : tone(0x3B2A22)))
        for x in [-0.03, -0.01, 0.01, 0.03] {
            canvas.move(x, -0.15)
            canvas.line(x, 0.03)
        }
        canvas.stroke(.colour(tone(0x1E1612)), width: 0.005)
        for row in 0..<5 {
            for column in 0..<9 {
                let x = -0.46 + Double(column) * 0.115 + (row.isMultiple(of: 2) ? 0 : 0.05)
                guard generator.chance(0.4 * detail), abs(x) > 0.1 else { continue }
                canvas.rectangle(x, -0.17 + Double(row) * 0.035, 0.03, 0.012)
            }
        }
        canvas.fill(.colour(stone.darker(0.22).opacity(0.5)))
    }
}
