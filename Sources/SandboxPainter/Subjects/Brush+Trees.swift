import CGraphics
import Glibc

extension Brush {
    /// Draws firs over the whole frame, in three depths, with light between them.
    mutating func drawForest(width: Double) {
        for depth in 0..<3 {
            let share = Double(depth) / 2
            let colour = palette.land(0.55 - 0.5 * share).mixed(palette.foliage, 0.5).darker(
                0.25 * share)
            var x = -width / 2 - 0.1
            while x < width / 2 + 0.1 {
                let height = generator.between(0.5, 1) * (0.62 + 0.4 * share)
                let edge = min(1, abs(x) / (width * 0.34))
                // Open in the middle, so that what stands there is seen.
                if depth < 2 || edge > 0.55 {
                    if scene.season == .autumn || scene.season == .spring, generator.chance(0.6) {
                        leafTree(x, height * 0.8, colour, depth: depth)
                    } else {
                        fir(
                            x, height * (0.7 + 0.3 * edge), colour, isSnowy: scene.season == .winter
                        )
                    }
                }
                x += generator.between(0.09, 0.22)
            }
            canvas.rectangle(-width / 2, -0.26, width, 0.34)
            let mist = palette.skyHorizon
            canvas.fill(
                .vertical(
                    -0.26, 0.08, mist.opacity(0), mist.opacity(depth == 2 ? 0.08 : 0.34),
                    mist.opacity(0)))
        }
    }

    /// Draws a few firs that stand close together, with nothing around them.
    mutating func drawGrove(width: Double) {
        for depth in 0..<3 {
            let share = Double(depth) / 2
            let colour = palette.land(0.55 - 0.5 * share).mixed(palette.foliage, 0.5).darker(
                0.25 * share)
            var x = -width / 2 + 0.15
            while x < width / 2 - 0.1 {
                // Lower towards the edges, and in front.
                let edge = abs(x) / (width / 2)
                fir(
                    x, generator.between(0.75, 1) * (1 - 0.45 * edge * edge) * (1 - 0.18 * share),
                    colour, isSnowy: scene.season == .winter)
                x += generator.between(0.13, 0.24)
            }
        }
    }

    private mutating func fir(_ x: Double, _ height: Double, _ colour: Colour, isSnowy: Bool) {
        canvas.rectangle(x - height * 0.014, -height * 0.2, height * 0.028, height * 0.25)
        canvas.fill(.colour(tone(0x3A2A20).mixed(colour, 0.5)))
        let tiers = 6
        for tier in 0..<tiers {
            let share = Double(tier) / Double(tiers)
            let bottom = -height * (0.08 + 0.78 * share)
            let half = height * 0.23 * (1 - share * 0.86)
            let top = bottom - height * 0.27
            canvas.move(x, max(top, -height))
            canvas.curve(
                x + half * 0.3, bottom - height * 0.08, x + half * 0.7, bottom, x + half,
                bottom + height * 0.015)
            canvas.curve(
                x + half * 0.4, bottom + height * 0.03, x - half * 0.4, bottom + height * 0.03,
                x - half, bottom + height * 0.015)
            canvas.curve(
                x - half * 0.7, bottom, x - half * 0.3, bottom - height * 0.08, x, max(top, -height)
            )
            canvas.close()
            let body = colour.lighter(0.05 * share)
            canvas.fill(
                round(isSnowy ? body.mixed(tone(0xF4F8FF), 0.25) : body, x - half, x + half))
            if isSnowy {
                canvas.move(x, max(top, -height))
                canvas.curve(
                    x + half * 0.2, bottom - height * 0.1, x + half * 0.5, bottom - height * 0.03,
                    x + half * 0.8, bottom)
                canvas.curve(
                    x + half * 0.3, bottom - height * 0.05, x, bottom - height * 0.03, x,
                    max(top, -height))
                canvas.close()
                canvas.fill(.colour(tone(0xF4F8FF).opacity(0.8)))
            }
        }
    }

    private mutating func leafTree(_ x: Double, _ height: Double, _ colour: Colour, depth: Int) {
        canvas.isolated {
            canvas.translate(x, 0)
            canvas.scale(height, height)
            let leaf = palette.foliage.mixed(colour, depth == 0 ? 0.5 : 0.15)
            brushTree(tone(0x4A3426).mixed(colour, 0.4), leaf)
        }
    }

    /// Draws one great tree.
    mutating func drawTree() {
        let leaf: Colour =
            switch scene.season {
            case .autumn: accent(0, else: 0xD9772B)
            case .spring: accent(0, else: 0xF3A7C0)
            case .winter: accent(0, else: 0xE6EEF6)
            case .summer, nil: accent(0, else: 0x4F8A3E)
            }
        brushTree(tone(0x4A3024), leaf)
        for _ in 0..<Int(40 * detail) {
            let x = generator.normal() * 0.3
            let y = generator.between(-0.25, 0.03)
            canvas.ellipse(x, y, 0.008, 0.005)
        }
        canvas.fill(.colour(leaf.lighter(0.1)))
    }

    /// Draws a trunk with branches, and a crown of many small clumps lit from one side.
    mutating func brushTree(_ trunk: Colour, _ leaf: Colour) {
        canvas.move(-0.075, 0.02)
        canvas.curve(-0.03, -0.1, -0.045, -0.3, -0.02, -0.55)
        canvas.line(0.02, -0.55)
        canvas.curve(0.035, -0.3, 0.03, -0.1, 0.085, 0.02)
        canvas.close()
        canvas.fill(round(trunk, -0.05, 0.05))
        for (x, y, start) in [(-0.24, -0.62, -0.32), (0.26, -0.6, -0.36), (0.12, -0.8, -0.48)] {
            canvas.move(0, start)
            canvas.curve(x * 0.3, start - 0.08, x * 0.7, y + 0.1, x, y)
        }
        canvas.stroke(.colour(trunk), width: 0.028)
        var clumps: [(Spot, Double)] = []
        for _ in 0..<Int(70 + 70 * detail) {
            let angle = generator.between(0, 2 * .pi)
            let reach = generator.unit().squareRoot()
            let spot = Spot(cos(angle) * reach * 0.37, -0.68 + sin(angle) * reach * 0.27)
            clumps.append((spot, generator.between(0.04, 0.095)))
        }
        // Shade first, light last.
        clumps.sort { $0.0.y - $0.0.x * lightSide * 0.6 > $1.0.y - $1.0.x * lightSide * 0.6 }
        for (index, clump) in clumps.enumerated() {
            let share = Double(index) / Double(clumps.count)
            canvas.circle(clump.0.x, clump.0.y, clump.1)
            canvas.fill(
                .colour(leaf.darker(0.42 * (1 - share)).lighter(0.16 * share * share).opacity(0.92))
            )
        }
    }

    mutating func drawPalms() {
        palm(-0.06, height: 0.95, lean: 0.22)
        palm(0.14, height: 0.7, lean: -0.2)
        palm(-0.2, height: 0.55, lean: -0.16)
    }

    /// Draws a single palm; its neighbours lean the other way.
    mutating func drawPalm(_ index: Int) {
        let lean = generator.between(0.1, 0.2)
        palm(0, height: generator.between(0.85, 0.98), lean: index.isMultiple(of: 2) ? lean : -lean)
    }

    private mutating func palm(_ x: Double, height: Double, lean: Double) {
        let top = Spot(x + lean, -height)
        canvas.move(x - 0.025, 0.03)
        canvas.curve(
            x - 0.02, -height * 0.4, top.x - 0.06 * (lean < 0 ? -1 : 1), -height * 0.7,
            top.x - 0.01, top.y)
        canvas.line(top.x + 0.012, top.y)
        canvas.curve(
            top.x - 0.03 * (lean < 0 ? -1 : 1), -height * 0.7, x + 0.025, -height * 0.4, x + 0.035,
            0.03)
        canvas.close()
        canvas.fill(round(tone(0x7A5A3A), x - 0.03, top.x + 0.03))
        let leaf = palette.lit(Colour(0x2F7D4F)).mixed(palette.foliage, 0.25)
        for frond in 0..<9 {
            let angle = -.pi * (0.02 + 0.96 * Double(frond) / 8)
            let reach = height * generator.between(0.3, 0.38)
            let tip = Spot(
                top.x + cos(angle) * reach, top.y + sin(angle) * reach * 0.55 + reach * 0.34)
            let knee = Spot(top.x + cos(angle) * reach * 0.6, top.y + sin(angle) * reach * 0.75)
            canvas.move(top.x, top.y)
            canvas.curve(knee.x, knee.y - reach * 0.12, knee.x, knee.y - reach * 0.06, tip.x, tip.y)
            canvas.curve(
                knee.x, knee.y + reach * 0.12, top.x + cos(angle) * reach * 0.2,
                top.y + reach * 0.04, top.x, top.y)
            canvas.close()
            canvas.fill(.colour(leaf.darker(frond.isMultiple(of: 2) ? 0.18 : 0)))
        }
        for nut in [-0.02, 0.02] { canvas.circle(top.x + nut, top.y + 0.025, 0.02) }
        canvas.fill(.colour(tone(0x4A3020)))
    }
}
