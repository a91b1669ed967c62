import CGraphics
import Glibc

extension Brush {
    /// Draws a skyline over the whole frame, in three depths.
    mutating func drawCity(width: Double) {
        for depth in 0..<3 {
            let share = Double(depth) / 2
            let colour = palette.land(0.75 - 0.6 * share).mixed(
                palette.skyHorizon, 0.25 * (1 - share))
            var x = -width / 2 - 0.05
            while x < width / 2 {
                let breadth = generator.between(0.07, 0.17) * (0.75 + 0.4 * share)
                // Taller towards the middle, lower in front.
                let centre = exp(-pow(x / (width * 0.3), 2))
                let height = generator.between(0.3, 1) * (0.35 + 0.65 * centre) * (1 - 0.38 * share)
                building(x, breadth, height, colour, depth: depth)
                x += breadth * generator.between(0.9, 1.15)
            }
            canvas.rectangle(-width / 2, -0.07, width, 0.4)
            canvas.fill(.colour(colour))
        }
    }

    private mutating func building(
        _ x: Double, _ breadth: Double, _ height: Double, _ colour: Colour, depth: Int
    ) {
        canvas.rectangle(x, -height, breadth, height + 0.3)
        switch Int(generator.between(0, 5)) {
        case 0:
            canvas.rectangle(x + breadth * 0.2, -height - 0.05, breadth * 0.6, 0.06)
            canvas.rectangle(x + breadth * 0.48, -height - 0.16, breadth * 0.05, 0.12)
        case 1:
            canvas.polygon([
                Spot(x, -height), Spot(x + breadth / 2, -height - breadth * 0.6),
                Spot(x + breadth, -height),
            ])
        case 2: canvas.rectangle(x + breadth * 0.12, -height - 0.03, breadth * 0.3, 0.04)
        default: break
        }
        canvas.fill(
            .vertical(
                -height, 0.1, colour.lighter(isDark ? 0.03 : 0.1), colour,
                colour.mixed(palette.skyHorizon, 0.2)))
        guard depth > 0 || detail > 0.6 else { return }
        let cell = 0.026
        let columns = Int((breadth - 0.02) / cell)
        let rows = Int(height / (cell * 1.15))
        guard columns > 0, rows > 0 else { return }
        let litShare = isDark ? generator.between(0.2, 0.6) : 1
        let tint =
            scene.style == .neon ? palette.accent(Int(generator.between(0, 4))) : palette.lamp
        let size = cell * 0.5
        for row in 0..<rows {
            for column in 0..<columns where generator.chance(litShare) {
                canvas.rectangle(
                    x + 0.015 + Double(column) * cell, -height + 0.02 + Double(row) * cell * 1.15,
                    size, size * 1.15)
            }
        }
        let strength = depth == 0 ? 0.5 : 0.9
        canvas.fill(
            .colour(
                isDark
                    ? tint.opacity(strength) : palette.skyTop.mixed(colour, 0.3).opacity(0.5)))
    }

    /// Draws a house, with a smaller neighbour behind it, a tree and smoke.
    mutating func drawHouses() {
        cottage(0.62, 0.62, wall: tone(0xE6D3B3), roof: tone(0x6E4A3A), hasSmoke: false)
        canvas.isolated {
            canvas.translate(-0.72, 0.02)
            canvas.scale(0.55, 0.55)
            brushTree(tone(0x4A3426), palette.foliage.mixed(palette.lit(Colour(0x3C7A45)), 0.4))
        }
        cottage(
            0, 1, wall: accent(1, else: 0xF3E6CE), roof: accent(0, else: 0xB1493A), hasSmoke: true)
        fence()
    }

    /// Draws a single house; its neighbours are painted in other colours.
    mutating func drawHouse(_ index: Int) {
        let walls: [UInt32] = [0xF3E6CE, 0xE6D3B3, 0xDDE3E0, 0xF1D9C6]
        let roofs: [UInt32] = [0xB1493A, 0x6E4A3A, 0x3F5F73, 0x7A5A8C]
        cottage(
            0, 1, wall: accent(1, else: walls[index % walls.count]),
            roof: accent(0, else: roofs[index % roofs.count]), hasSmoke: false)
    }

    private func fence() {
        for post in 0..<7 {
            canvas.roundedRectangle(-0.98 + Double(post) * 0.09, -0.12, 0.026, 0.17, radius: 0.01)
        }
        canvas.rectangle(-1, -0.085, 0.62, 0.018)
        canvas.rectangle(-1, -0.03, 0.62, 0.018)
        canvas.fill(.colour(tone(0xEFE6D8)))
    }

    private mutating func cottage(
        _ x: Double, _ size: Double, wall: Colour, roof: Colour, hasSmoke: Bool
    ) {
        canvas.isolated {
            canvas.translate(x, 0)
            canvas.scale(size, size)
            if hasSmoke { smoke(from: Spot(0.21, -0.98)) }
            canvas.rectangle(0.17, -0.94, 0.08, 0.3)
            canvas.fill(round(tone(0x9A6A58), 0.17, 0.25))
            canvas.rectangle(-0.36, -0.46, 0.72, 0.5)
            canvas.fill(.vertical(-0.46, 0.04, wall.darker(0.1), wall, wall.darker(0.06)))
            canvas.rectangle(-0.36, -0.46, 0.72, 0.06)
            canvas.fill(.colour(Colour.black.opacity(0.16)))
            canvas.polygon([
                Spot(-0.45, -0.42), Spot(-0.26, -0.84), Spot(0.26, -0.84), Spot(0.45, -0.42),
            ])
            canvas.fill(.vertical(-0.84, -0.42, roof.lighter(0.12), roof.darker(0.15)))
            for row in 1..<5 {
                let y = -0.84 + Double(row) * 0.084
                canvas.move(-0.26 - Double(row) * 0.038, y)
                canvas.line(0.26 + Double(row) * 0.038, y)
            }
            canvas.stroke(.colour(roof.darker(0.35).opacity(0.55)), width: 0.008)
            if scene.season == .winter {
                canvas.polygon([
                    Spot(-0.4, -0.53), Spot(-0.27, -0.86), Spot(0.27, -0.86), Spot(0.4, -0.53),
                ])
                canvas.fill(.colour(tone(0xF4F8FF)))
            }
            canvas.roundedRectangle(-0.07, -0.28, 0.14, 0.32, radius: 0.03)
            canvas.fill(.colour(tone(0x7A4A32)))
            for side in [-0.22, 0.22] {
                canvas.rectangle(side - 0.075, -0.315, 0.15, 0.15)
                canvas.fill(.colour(tone(0xFBF6EC)))
                window(side, -0.3, 0.12, 0.12, litShare: 1)
                canvas.move(side, -0.3)
                canvas.line(side, -0.18)
                canvas.move(side - 0.06, -0.24)
                canvas.line(side + 0.06, -0.24)
                canvas.stroke(.colour(tone(0xFBF6EC)), width: 0.012)
            }
        }
    }

    private mutating func smoke(from spot: Spot) {
        for puff in 0..<9 {
            let rise = Double(puff) * 0.075
            let radius = 0.035 + Double(puff) * 0.014
            let x = spot.x + sin(rise * 6) * 0.06 + rise * 0.35
            canvas.circle(x, spot.y - rise, radius)
            canvas.fill(
                .colour(palette.lit(Colour(0xF0EDE8)).opacity(0.34 - Double(puff) * 0.034)))
        }
    }
}
