/// Turns a jagged ridge into mountains: with a flank in the shade under every summit, and snow on the
/// highest.
enum Summits {
    /// One summit: the ridge's spots from the valley on its left to the one on its right.
    private struct Summit {
        var left: [Spot]
        var top: Spot
        var right: [Spot]
    }

    /// Paints the summits of a ridge.
    ///
    /// - Parameter index: The number of the ridge, 0 the farthest.
    static func paint(of ridge: Ridge, index: Int, on stage: Stage) {
        let canvas = stage.canvas
        let palette = stage.palette
        var generator = stage.scene.generator("summits \(index)")
        let isWinter = stage.scene.season == .winter || stage.scene.weather == .snow
        let hasSnow = isWinter || stage.scene.season == nil
        let haze = 0.2 + 0.12 * Double(2 - index)
        let snow = palette.lit(Colour(0xF6F9FF)).mixed(palette.skyHorizon, haze)
        let shade = palette.land(0.7 - 0.2 * Double(index)).darker(0.28)
        let snowline = ridge.base - ridge.amplitude * (isWinter ? -0.35 : 0.1)
        let isLitFromLeft = stage.luminary.x < stage.width / 2
        for summit in summits(of: ridge, on: stage) {
            let flank = isLitFromLeft ? summit.right : summit.left.reversed()
            guard let foot = flank.last else { continue }
            let valley = min(summit.left.first?.y ?? 0, summit.right.last?.y ?? 0)
            if hasSnow, summit.top.y < snowline, valley > summit.top.y + stage.unit * 3 {
                let line = min(snowline, summit.top.y + stage.unit * (isWinter ? 9 : 5.5))
                canvas.polygon(cap(of: summit, down: line, stage.unit, &generator))
                canvas.fill(.colour(snow.opacity(0.92)))
            }
            // The shaded flank: the ridge on one side, a broken line below the summit on the other.
            canvas.polygon([summit.top] + flank + broken(from: foot, to: summit.top, &generator))
            canvas.fill(
                .vertical(
                    summit.top.y, foot.y, shade.opacity(0.5), shade.opacity(0.34),
                    shade.opacity(0.05)))
        }
    }

    private static func summits(of ridge: Ridge, on stage: Stage) -> [Summit] {
        let step = stage.unit * 0.4
        let spots = stride(from: -step * 12, through: stage.width + step * 12, by: step).map {
            Spot($0, ridge.y(at: $0))
        }
        let reach = 7
        var summits: [Summit] = []
        for index in spots.indices.dropFirst(reach).dropLast(reach) {
            let top = spots[index]
            let near = spots[(index - reach)...(index + reach)]
            guard near.allSatisfy({ $0.y >= top.y }), near.contains(where: { $0.y > top.y + step })
            else { continue }
            let left = slope(spots[..<index].reversed(), from: top)
            let right = slope(spots[(index + 1)...], from: top)
            summits.append(Summit(left: left.reversed(), top: top, right: right))
        }
        return summits
    }

    /// Returns the spots down to the next valley, allowing small steps upwards on the way.
    private static func slope(_ spots: some Sequence<Spot>, from top: Spot) -> [Spot] {
        var result: [Spot] = []
        var lowest = top.y
        for spot in spots {
            guard spot.y > lowest - (lowest - top.y) * 0.25 - 1 else { break }
            lowest = max(lowest, spot.y)
            result.append(spot)
        }
        while let last = result.last, last.y < lowest { result.removeLast() }
        return result
    }

    private static func broken(
        from foot: Spot, to top: Spot, _ generator: inout SeededGenerator
    ) -> [Spot] {
        let side = foot.x > top.x ? 1.0 : -1.0
        let depth = foot.y - top.y
        return (1..<7).map { step in
            let share = 1 - Double(step) / 7
            let sway = (step.isMultiple(of: 2) ? 0.16 : -0.06) * generator.between(0.5, 1.2)
            return Spot(top.x + side * depth * sway * share, top.y + depth * share)
        }
    }

    /// Returns the ridge above the snowline, closed below by a jagged edge.
    private static func cap(
        of summit: Summit, down snowline: Double, _ unit: Double,
        _ generator: inout SeededGenerator
    ) -> [Spot] {
        // Beyond a dip below the snowline another summit begins; along a flat crest the snow thins out.
        let isSnowy = { (spot: Spot) in
            spot.y <= snowline && abs(spot.x - summit.top.x) < unit * 6
        }
        let left = summit.left.reversed().prefix(while: isSnowy).reversed()
        let right = summit.right.prefix(while: isSnowy)
        let upper = left + [summit.top] + right
        guard let first = upper.first, let last = upper.last else { return [] }
        let teeth = max(3, Int((last.x - first.x) / (unit * 1.3)))
        let reach = min(unit * 1.6, (snowline - summit.top.y) * 0.5)
        let lower = (1..<teeth).map { tooth -> Spot in
            let share = Double(tooth) / Double(teeth)
            let middle = 1 - abs(share * 2 - 1)
            let drop = tooth.isMultiple(of: 2) ? -0.6 : generator.between(0, 1)
            let edge = last.y + (first.y - last.y) * share
            return Spot(
                last.x + (first.x - last.x)
                    * (share + generator.between(-0.3, 0.3) / Double(teeth)),
                edge + reach * (0.2 + drop) * middle)
        }
        return upper + lower
    }
}
