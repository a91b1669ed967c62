/// Sets out subjects side by side, in as many rows as lets them be largest.
struct SubjectRows {
    /// One of them, as large as it would be alone.
    struct Member: Hashable, Sendable {
        let subject: Scene.Subject
        let index: Int?
        let height: Double

        /// How much room it takes from left to right, with some to spare.
        var width: Double { height * subject.breadth * 1.06 }
    }

    /// From the back to the front, from left to right.
    let rows: [[Member]]
    /// How much smaller than alone each is drawn.
    let scale: Double

    /// - Parameters:
    ///   - width: how much room there is from left to right.
    ///   - most: how many rows there may be.
    ///   - limit: returns how tall what stands in one of so many rows may be.
    init(_ members: [Member], width: Double, most: Int, limit: (Int) -> Double) {
        var (best, bestScale): ([[Member]], Double) = ([members], 0)
        for count in 1...max(1, min(most, members.count)) {
            let rows = Self.split(members, into: count)
            let widest = rows.map { Self.width(of: $0, isStaggered: count > 1) }.max() ?? 0
            let tallest = members.map(\.height).max() ?? 0
            let scale = min(1, width / max(widest, 1), limit(count) / max(tallest, 1))
            // More rows are worth it if they make a difference.
            if scale > bestScale * 1.08 { (best, bestScale) = (rows, scale) }
        }
        (rows, scale) = (best, bestScale)
    }

    /// Returns where the members of a row stand, from left to right.
    ///
    /// - Parameter width: the frame's.
    func places(inRow row: Int, width: Double) -> [Double] {
        let members = rows[row]
        let taken = members.reduce(0) { $0 + $1.width } * scale
        let cell = taken / Double(members.count)
        let stagger = rows.count > 1 ? cell * (row.isMultiple(of: 2) ? 0.25 : -0.25) : 0
        // What room is left goes between them, but they stay together.
        let room = max(0, width * 0.94 - taken - abs(stagger) * 2)
        let gap = min(room / Double(members.count + 1), cell * 0.3)
        var x = (width - taken - gap * Double(members.count - 1)) / 2 + stagger
        return members.map { member in
            defer { x += member.width * scale + gap }
            return x + member.width * scale / 2
        }
    }

    private static func width(of row: [Member], isStaggered: Bool) -> Double {
        let width = row.reduce(0) { $0 + $1.width }
        return isStaggered ? width + width / Double(row.count) * 0.5 : width
    }

    /// Splits members into rows of about the same width, the tallest at the back; a single row keeps their order.
    private static func split(_ members: [Member], into count: Int) -> [[Member]] {
        guard count > 1 else { return [members] }
        let sorted = members.enumerated().sorted {
            ($1.element.height, $0.offset) < ($0.element.height, $1.offset)
        }.map(\.element)
        let total = sorted.reduce(0) { $0 + $1.width }
        var rows = [[Member]](repeating: [], count: count)
        var passed = 0.0
        for member in sorted {
            let row = Int((passed + member.width / 2) / total * Double(count))
            rows[min(row, count - 1)].append(member)
            passed += member.width
        }
        return rows.filter { !$0.isEmpty }
    }
}
