import CGraphics
import Glibc

extension Brush {
    mutating func drawCup() {
        let china = accent(0, else: 0xF3ECE2)
        canvas.ellipse(0.06, 0.02, 0.8, 0.13)
        canvas.fill(.colour(Colour.black.opacity(0.25)))
        canvas.ellipse(0, -0.02, 0.7, 0.13)
        canvas.fill(.vertical(-0.15, 0.11, china.lighter(0.2), china.darker(0.22)))
        canvas.ellipse(0, -0.04, 0.42, 0.07)
        canvas.fill(.colour(china.darker(0.16)))
        canvas.move(0.42, -0.5)
        canvas.curve(0.75, -0.56, 0.76, -0.18, 0.36, -0.2)
        canvas.stroke(round(china, 0.4, 0.7), width: 0.07)
        canvas.move(-0.47, -0.62)
        canvas.curve(-0.46, -0.3, -0.34, -0.08, -0.2, -0.04)
        canvas.line(0.2, -0.04)
        canvas.curve(0.34, -0.08, 0.46, -0.3, 0.47, -0.62)
        canvas.close()
        canvas.fill(round(china, -0.47, 0.47))
        canvas.move(-0.455, -0.5)
        canvas.curve(-0.2, -0.41, 0.2, -0.41, 0.455, -0.5)
        canvas.stroke(.colour(accent(1, else: 0x3A6EA5)), width: 0.03)
        canvas.ellipse(0, -0.62, 0.47, 0.1)
        canvas.fill(.colour(china.lighter(0.3)))
        canvas.ellipse(0, -0.61, 0.43, 0.085)
        canvas.fill(
            .radial(
                centre: Spot(0, -0.6), inner: 0, outer: 0.45,
                [.init(0, tone(0x8A5A34)), .init(0.8, tone(0x4A2A18)), .init(1, tone(0x2E180E))]))
        steam(from: -0.66)
    }

    private mutating func steam(from y: Double) {
        for strand in 0..<3 {
            let x = (Double(strand) - 1) * 0.17
            for step in 0..<14 {
                let share = Double(step) / 13
                let sway = sin(share * 5 + Double(strand) * 1.7) * 0.07 * (0.4 + share)
                canvas.circle(x + sway, y - share * 0.6, 0.05 + 0.05 * share)
                canvas.fill(
                    .glow(
                        x + sway, y - share * 0.6, radius: 0.05 + 0.05 * share,
                        Colour.white.opacity(0.32 * (1 - share))))
            }
        }
    }

    mutating func drawFruit() {
        canvas.ellipse(0.08, 0.03, 1.0, 0.14)
        canvas.fill(.colour(Colour.black.opacity(0.25)))
        let fruit: [(Double, Double, Double, UInt32)] = [
            (-0.5, -0.52, 0.3, 0xD6342C), (0.02, -0.62, 0.32, 0xF39A2B),
            (0.5, -0.5, 0.29, 0x8DB33A),
            (-0.24, -0.78, 0.25, 0xF2C230), (0.3, -0.8, 0.24, 0xC9263C),
        ]
        for (index, (x, y, r, colour)) in fruit.enumerated() {
            self.fruit(x, y, r, accent(index, else: colour))
        }
        let bowl = tone(0x4F7F9F)
        canvas.move(-0.95, -0.46)
        canvas.curve(-0.85, -0.1, -0.5, 0.02, -0.3, 0.04)
        canvas.line(0.3, 0.04)
        canvas.curve(0.5, 0.02, 0.85, -0.1, 0.95, -0.46)
        canvas.curve(0.5, -0.34, -0.5, -0.34, -0.95, -0.46)
        canvas.close()
        canvas.fill(round(bowl, -0.95, 0.95))
        canvas.move(-0.9, -0.36)
        canvas.curve(-0.5, -0.24, 0.5, -0.24, 0.9, -0.36)
        canvas.stroke(.colour(tone(0xF2E8D8)), width: 0.03)
    }

    /// Draws a single fruit; its neighbours are of other colours.
    mutating func drawFruit(_ index: Int) {
        let colours: [UInt32] = [0xD6342C, 0xF39A2B, 0x8DB33A, 0xF2C230, 0xC9263C]
        canvas.ellipse(0.06, -0.01, 0.44, 0.08)
        canvas.fill(.colour(Colour.black.opacity(0.25)))
        fruit(0, -0.42, 0.42, accent(index, else: colours[index % colours.count]))
    }

    private func fruit(_ x: Double, _ y: Double, _ r: Double, _ skin: Colour) {
        canvas.circle(x, y, r)
        canvas.fill(
            .radial(
                centre: Spot(x + r * 0.35 * lightSide, y - r * 0.35), inner: 0, outer: r * 1.4,
                [.init(0, skin.lighter(0.5)), .init(0.35, skin), .init(1, skin.darker(0.5))]))
        canvas.move(x, y - r * 0.85)
        canvas.curve(x + 0.01, y - r * 1.1, x + 0.04, y - r * 1.2, x + 0.06, y - r * 1.25)
        canvas.stroke(.colour(tone(0x4A3020)), width: 0.025)
    }

    /// Draws a standing book; its neighbours are bound in other colours.
    mutating func drawBook(_ index: Int) {
        let covers: [UInt32] = [0x8E3B46, 0x2E5E6E, 0xD8A23C, 0x4B5D3A]
        let cover = accent(index, else: covers[index % covers.count])
        canvas.ellipse(0.05, 0, 0.42, 0.06)
        canvas.fill(.colour(Colour.black.opacity(0.25)))
        canvas.rectangle(0.3, -0.96, 0.06, 0.93)
        canvas.fill(.colour(tone(0xF8F1E2).darker(0.12)))
        canvas.roundedRectangle(-0.36, -1, 0.7, 1, radius: 0.03)
        canvas.fill(round(cover, -0.36, 0.34))
        canvas.rectangle(-0.28, -1, 0.025, 1)
        canvas.fill(.colour(cover.darker(0.35)))
        canvas.rectangle(-0.12, -0.78, 0.34, 0.05)
        canvas.rectangle(-0.06, -0.68, 0.22, 0.03)
        canvas.fill(.colour(tone(0xE8C878)))
    }

    mutating func drawBooks() {
        let spines: [UInt32] = [0x8E3B46, 0x2E5E6E, 0xD8A23C, 0x4B5D3A]
        canvas.ellipse(0.06, 0.02, 0.95, 0.1)
        canvas.fill(.colour(Colour.black.opacity(0.25)))
        var y = 0.0
        for (index, spine) in spines.enumerated() {
            let half = 0.82 - Double(index) * 0.07
            let shift = generator.between(-0.08, 0.08)
            let cover = accent(index, else: spine)
            canvas.roundedRectangle(shift - half, y - 0.2, half * 2, 0.2, radius: 0.03)
            canvas.fill(.vertical(y - 0.2, y, cover.lighter(0.14), cover.darker(0.25)))
            for band in [-0.6, 0.6] {
                canvas.rectangle(shift + half * band - 0.02, y - 0.2, 0.04, 0.2)
            }
            canvas.rectangle(shift - half * 0.3, y - 0.12, half * 0.6, 0.025)
            canvas.fill(.colour(tone(0xE8C878).opacity(0.85)))
            y -= 0.2
        }
        for side in [-1.0, 1.0] {
            canvas.move(0, y - 0.02)
            canvas.curve(side * 0.2, y - 0.2, side * 0.5, y - 0.17, side * 0.72, y - 0.12)
            canvas.line(side * 0.74, y - 0.02)
            canvas.curve(side * 0.5, y - 0.06, side * 0.2, y - 0.08, 0, y)
            canvas.close()
            canvas.fill(.colour(tone(0xF8F1E2).darker(side == lightSide ? 0 : 0.12)))
            for row in 0..<3 {
                let lift = Double(row) * 0.035
                canvas.move(side * 0.14, y - 0.07 - lift)
                canvas.curve(
                    side * 0.3, y - 0.13 - lift * 0.6, side * 0.5, y - 0.11 - lift * 0.6,
                    side * 0.64, y - 0.08 - lift * 0.5)
            }
            canvas.stroke(.colour(tone(0x8A8070)), width: 0.009)
        }
        if isDark || scene.extras.contains(.fireflies) {
            glow(0, y - 0.25, 0.7, palette.lamp, strength: 0.5)
        }
    }

    /// Draws paper lanterns, one large on the ground and small ones afloat.
    mutating func drawLanterns() {
        for (x, y, size) in [
            (0.0, 0.0, 0.62), (-0.55, -0.62, 0.34), (0.5, -0.85, 0.28), (-0.2, -1.15, 0.2),
            (0.85, -1.4, 0.16), (-0.85, -1.5, 0.14),
        ] {
            lantern(at: Spot(x, y), size)
        }
    }

    /// Draws a single paper lantern.
    func drawLantern() { lantern(at: Spot(0, 0), 1) }

    private func lantern(at foot: Spot, _ size: Double) {
        let paper = palette.accents.first.map { $0.mixed(Colour(0xFF9A3A), 0.5) } ?? palette.lamp
        canvas.isolated {
            canvas.translate(foot.x, foot.y)
            canvas.scale(size, size)
            glow(0, -0.5, 1.5, palette.lamp, strength: 0.6)
            canvas.ellipse(0, -0.5, 0.42, 0.42)
            canvas.fill(
                .radial(
                    centre: Spot(0, -0.42), inner: 0, outer: 0.5,
                    [
                        .init(0, Colour(0xFFF3C8)), .init(0.45, Colour(0xFFC55A)),
                        .init(1, paper.darker(0.1)),
                    ]))
            for rib in -3...3 {
                let y = -0.5 + Double(rib) * 0.105
                let half = 0.42 * (1 - pow(Double(rib) * 0.105 / 0.42, 2)).squareRoot()
                canvas.move(-half, y)
                canvas.curve(-half * 0.5, y + 0.04, half * 0.5, y + 0.04, half, y)
            }
            canvas.stroke(.colour(paper.darker(0.45).opacity(0.55)), width: 0.014)
            for y in [-0.95, -0.11] {
                canvas.roundedRectangle(-0.15, y, 0.3, 0.07, radius: 0.02)
            }
            canvas.fill(.colour(Colour(0x2A1A18)))
        }
    }

    mutating func drawPlanet() {
        let colour = accent(0, else: 0xD9A066)
        canvas.isolated {
            canvas.translate(0, -0.5)
            canvas.rotate(-0.35)
            for isBack in [true, false] {
                if !isBack { globe(colour) }
                for band in 0..<7 {
                    canvas.isolated {
                        canvas.scale(1, 0.24)
                        canvas.arc(
                            0, 0, 0.48 + 0.055 * Double(band), from: isBack ? .pi : 0,
                            to: isBack ? 2 * .pi : .pi)
                        canvas.stroke(
                            .colour(colour.lighter(0.5).opacity(band == 3 ? 0.15 : 0.8)),
                            width: 0.045)
                    }
                }
            }
        }
    }

    private mutating func globe(_ colour: Colour) {
        canvas.isolated {
            canvas.circle(0, 0, 0.34)
            canvas.clip()
            canvas.cover(.vertical(-0.34, 0.34, colour.lighter(0.3), colour.darker(0.15)))
            for _ in 0..<11 {
                let y = generator.between(-0.34, 0.34)
                canvas.ellipse(0, y, 0.5, generator.between(0.008, 0.035))
                canvas.fill(
                    .colour(
                        (generator.chance(0.5) ? colour.lighter(0.5) : colour.darker(0.35)).opacity(
                            0.35)))
            }
            canvas.cover(
                .radial(
                    centre: Spot(0.14 * lightSide, -0.12), inner: 0.1, outer: 0.52,
                    [.init(0, Colour.black.opacity(0)), .init(1, Colour.black.opacity(0.85))]))
        }
    }

    /// Draws a dragon on the wing.
    mutating func drawDragon() {
        let skin = accent(0, else: 0x4E7A4A).darker(isDark ? 0.1 : 0)
        canvas.isolated {
            canvas.translate(0, -0.5)
            canvas.scale(lightSide, 1)
            for isFar in [true, false] {
                let wing = isFar ? skin.darker(0.45) : skin.darker(0.12)
                let shift = isFar ? 0.12 : 0
                canvas.move(0.05 + shift, -0.02)
                canvas.curve(-0.05 + shift, -0.3, -0.12 + shift, -0.5, -0.1 + shift, -0.62)
                canvas.curve(-0.4 + shift, -0.5, -0.66 + shift, -0.46, -0.92 + shift, -0.34)
                canvas.curve(-0.74 + shift, -0.34, -0.68 + shift, -0.24, -0.68 + shift, -0.14)
                canvas.curve(-0.54 + shift, -0.24, -0.44 + shift, -0.16, -0.42 + shift, -0.04)
                canvas.curve(-0.3 + shift, -0.14, -0.2 + shift, -0.08, -0.14 + shift, 0.06)
                canvas.close()
                canvas.fill(.vertical(-0.6, 0.06, wing.lighter(0.12), wing.darker(0.25)))
                for tip in [Spot(-0.92, -0.34), Spot(-0.68, -0.14), Spot(-0.42, -0.04)] {
                    canvas.move(-0.1 + shift, -0.62)
                    canvas.curve(
                        tip.x * 0.5 + shift, -0.46, tip.x * 0.8 + shift, tip.y - 0.1, tip.x + shift,
                        tip.y)
                }
                canvas.stroke(.colour(wing.darker(0.4)), width: 0.012)
            }
            // Neck and tail are one long curve that swells in the middle.
            canvas.move(0.62, -0.32)
            canvas.curve(0.5, -0.3, 0.4, -0.2, 0.3, -0.06)
            canvas.curve(0.15, -0.12, -0.1, -0.04, -0.3, 0.14)
            canvas.curve(-0.5, 0.3, -0.75, 0.34, -1, 0.2)
            canvas.curve(-0.78, 0.42, -0.45, 0.42, -0.2, 0.26)
            canvas.curve(0.05, 0.22, 0.25, 0.2, 0.36, 0.06)
            canvas.curve(0.46, -0.1, 0.54, -0.2, 0.66, -0.22)
            canvas.close()
            canvas.fill(.vertical(-0.3, 0.35, skin.lighter(0.15), skin.darker(0.3)))
            canvas.move(-1, 0.2)
            canvas.line(-1.1, 0.06)
            canvas.line(-1.02, 0.32)
            canvas.close()
            canvas.move(0.58, -0.36)
            canvas.line(0.44, -0.46)
            canvas.line(0.64, -0.4)
            canvas.close()
            canvas.fill(.colour(skin.darker(0.3)))
            canvas.move(0.57, -0.36)
            canvas.curve(0.64, -0.44, 0.76, -0.4, 0.92, -0.32)
            canvas.curve(0.93, -0.28, 0.88, -0.26, 0.8, -0.27)
            canvas.curve(0.75, -0.2, 0.66, -0.18, 0.6, -0.22)
            canvas.close()
            canvas.fill(.colour(skin))
            glow(0.72, -0.34, 0.06, Colour(0xFFD23A), strength: 0.8)
            canvas.circle(0.72, -0.345, 0.016)
            canvas.fill(.colour(Colour(0xFFE27A)))
            fire()
        }
    }

    private mutating func fire() {
        for puff in 0..<16 {
            let share = Double(puff) / 15
            let x = 0.93 + share * 0.5
            let y = -0.26 + share * share * 0.2 + generator.between(-0.03, 0.03) * share
            let radius = 0.04 + share * 0.13
            canvas.circle(x, y, radius)
            canvas.fill(
                .glow(
                    x, y, radius: radius,
                    Colour(0xFFE27A).mixed(Colour(0xFF4A1A), share).opacity(0.9 - share * 0.6)))
        }
    }
}
