import CGraphics
import Glibc

extension Brush {
    mutating func drawLighthouse() {
        let white = tone(0xF4EFE6)
        let red = accent(0, else: 0xD1423A)
        let glass = Spot(0, -0.84)
        if isDark { beam(from: glass) }
        // A keeper's house at the foot.
        canvas.rectangle(0.06, -0.14, 0.24, 0.17)
        canvas.fill(round(white.darker(0.06), 0.06, 0.3))
        canvas.polygon([
            Spot(0.03, -0.135), Spot(0.33, -0.135), Spot(0.27, -0.22), Spot(0.09, -0.22),
        ])
        canvas.fill(round(red.darker(0.15), 0.03, 0.33))
        window(0.14, -0.1, 0.035, 0.05)
        window(0.23, -0.1, 0.035, 0.05)
        canvas.isolated {
            canvas.polygon([
                Spot(-0.12, 0.03), Spot(-0.07, -0.76), Spot(0.07, -0.76), Spot(0.12, 0.03),
            ])
            canvas.clip()
            for band in 0..<6 {
                canvas.rectangle(-0.2, -0.76 + Double(band) * 0.135, 0.4, 0.137)
                canvas.fill(round(band.isMultiple(of: 2) ? red : white, -0.11, 0.11))
            }
        }
        for y in [-0.58, -0.38, -0.18] { window(0, y, 0.028, 0.05, isArched: true) }
        canvas.rectangle(-0.1, -0.79, 0.2, 0.035)
        canvas.fill(round(tone(0x3A3F48), -0.1, 0.1))
        canvas.rectangle(-0.052, -0.9, 0.104, 0.115)
        canvas.fill(.colour(isDark ? palette.lamp : tone(0xBFD8E6)))
        for x in [-0.052, -0.018, 0.018, 0.052] {
            canvas.move(x, -0.9)
            canvas.line(x, -0.785)
        }
        canvas.stroke(.colour(tone(0x2A2E36)), width: 0.008)
        canvas.move(-0.075, -0.895)
        canvas.curve(-0.06, -0.97, 0.06, -0.97, 0.075, -0.895)
        canvas.close()
        canvas.fill(round(red, -0.075, 0.075))
        canvas.circle(0, -0.965, 0.014)
        canvas.fill(.colour(tone(0x2A2E36)))
        if isDark { glow(glass.x, glass.y, 0.3, palette.lamp.lighter(0.4), strength: 0.95) }
    }

    private func beam(from lamp: Spot) {
        for side in [-1.0, 1.0] {
            let reach = 2.6
            canvas.polygon([
                lamp, Spot(lamp.x + side * reach, lamp.y - 0.42),
                Spot(lamp.x + side * reach, lamp.y + 0.06),
            ])
            canvas.fill(
                .linear(
                    from: lamp, to: Spot(lamp.x + side * reach, lamp.y),
                    [
                        .init(0, palette.lamp.lighter(0.5).opacity(0.6)),
                        .init(0.3, palette.lamp.lighter(0.3).opacity(0.22)),
                        .init(1, palette.lamp.opacity(0)),
                    ]))
        }
    }

    mutating func drawWindmill() {
        let body = tone(0xE9DEC8)
        canvas.polygon([Spot(-0.2, 0.03), Spot(-0.115, -0.6), Spot(0.115, -0.6), Spot(0.2, 0.03)])
        canvas.fill(round(body, -0.18, 0.18))
        canvas.move(-0.135, -0.59)
        canvas.curve(-0.12, -0.74, 0.12, -0.74, 0.135, -0.59)
        canvas.close()
        canvas.fill(round(accent(0, else: 0x7B3B2E), -0.13, 0.13))
        window(0, -0.4, 0.06, 0.09, isArched: true)
        window(-0.05, -0.22, 0.045, 0.06)
        canvas.rectangle(0.01, -0.13, 0.08, 0.16)
        canvas.fill(.colour(tone(0x5A3A28)))
        canvas.isolated {
            canvas.translate(0, -0.6)
            canvas.rotate(generator.between(0.2, 0.6))
            for _ in 0..<4 {
                canvas.rotate(.pi / 2)
                canvas.rectangle(-0.008, -0.44, 0.016, 0.44)
                canvas.fill(.colour(tone(0x4A3426)))
                canvas.rectangle(0.008, -0.43, 0.085, 0.33)
                canvas.fill(.colour(tone(0xF7EEDC).opacity(0.9)))
                for step in 0...6 {
                    canvas.move(0.008, -0.43 + Double(step) * 0.055)
                    canvas.line(0.093, -0.43 + Double(step) * 0.055)
                }
                canvas.stroke(.colour(tone(0x6A5238)), width: 0.006)
            }
            canvas.circle(0, 0, 0.025)
            canvas.fill(.colour(tone(0x3A281E)))
        }
    }

    mutating func drawPagoda() {
        let wood = accent(0, else: 0xB23A2E)
        let tiles = tone(0x37474F)
        canvas.rectangle(-0.32, -0.05, 0.64, 0.09)
        canvas.fill(.vertical(-0.05, 0.04, tone(0xB8B0A4), tone(0x6E675E)))
        for level in 0..<5 {
            let share = 1 - Double(level) * 0.145
            let bottom = -0.05 - Double(level) * 0.165
            let half = 0.2 * share
            canvas.rectangle(-half, bottom - 0.1, half * 2, 0.1)
            canvas.fill(round(wood, -half, half))
            for column in 0..<3 {
                window(
                    (Double(column) - 1) * half * 0.6, bottom - 0.085, half * 0.24, 0.05,
                    litShare: 0.85)
            }
            let eave = 0.36 * share
            canvas.move(-eave, bottom - 0.105)
            canvas.curve(
                -eave * 0.7, bottom - 0.115, -half * 1.1, bottom - 0.14, -half * 0.86, bottom - 0.17
            )
            canvas.line(half * 0.86, bottom - 0.17)
            canvas.curve(
                half * 1.1, bottom - 0.14, eave * 0.7, bottom - 0.115, eave, bottom - 0.105)
            canvas.curve(
                eave * 0.5, bottom - 0.085, -eave * 0.5, bottom - 0.085, -eave, bottom - 0.105)
            canvas.close()
            canvas.fill(round(tiles, -eave, eave))
        }
        canvas.rectangle(-0.007, -1, 0.014, 0.14)
        for ring in 0..<4 { canvas.circle(0, -0.97 + Double(ring) * 0.028, 0.016) }
        canvas.fill(.colour(tone(0xD9A441)))
    }

    mutating func drawTorii() {
        let red = accent(0, else: 0xD9412B)
        for x in [-0.34, 0.34] {
            canvas.polygon([
                Spot(x * 1.08 - 0.045, 0.04), Spot(x - 0.036, -0.82), Spot(x + 0.036, -0.82),
                Spot(x * 1.08 + 0.045, 0.04),
            ])
            canvas.fill(round(red, x - 0.05, x + 0.05))
            canvas.rectangle(x * 1.08 - 0.055, -0.05, 0.11, 0.09)
            canvas.fill(.colour(tone(0x26201E)))
        }
        canvas.rectangle(-0.46, -0.66, 0.92, 0.06)
        canvas.fill(.vertical(-0.66, -0.6, red, red.darker(0.25)))
        canvas.rectangle(-0.03, -0.8, 0.06, 0.16)
        canvas.fill(.colour(tone(0x26201E)))
        canvas.move(-0.6, -0.94)
        canvas.curve(-0.3, -0.86, 0.3, -0.86, 0.6, -0.94)
        canvas.line(0.56, -0.8)
        canvas.curve(0.3, -0.77, -0.3, -0.77, -0.56, -0.8)
        canvas.close()
        canvas.fill(.vertical(-0.94, -0.77, red.lighter(0.08), red.darker(0.2)))
        canvas.move(-0.62, -0.965)
        canvas.curve(-0.3, -0.885, 0.3, -0.885, 0.62, -0.965)
        canvas.line(0.6, -0.915)
        canvas.curve(0.3, -0.845, -0.3, -0.845, -0.6, -0.915)
        canvas.close()
        canvas.fill(.colour(tone(0x26201E)))
    }
}
