@testable import SandboxPainter

extension Swatch {
    /// Returns how many things stand side by side in a picture that are not in another.
    ///
    /// - Parameter rows: where to look, from 0 at the top to 1.
    func changedRuns(from other: Swatch, rows: ClosedRange<Double> = 0...1) -> Int {
        var (runs, gap) = (0, Int.max)
        for column in 0..<480 {
            let x = Double(column) / 480
            let isChanged = (0..<400).contains { row in
                let share = Double(row) / 400
                let y = rows.lowerBound + (rows.upperBound - rows.lowerBound) * share
                return isOther(than: other, at: Spot(x, y))
            }
            // What a column or two lie between is one thing.
            if isChanged, gap > 3 { runs += 1 }
            gap = isChanged ? 0 : gap == .max ? .max : gap + 1
        }
        return runs
    }

    /// Returns how much of a picture shows something else than another, from 0 to 1.
    func difference(from other: Swatch) -> Double {
        let spots = (0..<60).flatMap { x in
            (0..<60).map { Spot(Double(x) / 60, Double($0) / 60) }
        }
        return Double(spots.count { isOther(than: other, at: $0) }) / Double(spots.count)
    }

    private func isOther(than other: Swatch, at spot: Spot) -> Bool {
        let (one, two) = (colour(at: spot), other.colour(at: spot))
        return max(
            abs(one.red - two.red), abs(one.green - two.green), abs(one.blue - two.blue)) > 0.03
    }
}
