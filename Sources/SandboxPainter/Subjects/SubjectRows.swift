/// Places subjects side by side, in the number of rows that lets them be largest.
struct SubjectRows {
    /// One of the subjects, as large as it would be alone.
    struct Member: Hashable, Sendable {
        let subject: Scene.Subject
        let index: Int?
        let height: Double

        /// The width that it takes, with some to spare.
        var width: Double { height * subject.breadth * 1.06 }
    }

    /// From the back to the front, from left to right.
    let rows: [[Member]]
    /// How much smaller each is drawn than it would be alone.
    let scale: Double

    /// Places the members.
    ///
    /// - Parameters:
    ///   - width: The available width.
    ///   - most: The most rows that there may be.
    ///   - limit: Returns how tall the members may be if there are so many rows.
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

    /// Returns the horizontal positions of the members of a row.
    ///
    /// - Parameter width: The width of the frame.
    func places(inRow row: Int, width: Double) -> [Double] {
        let members = rows[row]
        let taken = members.reduce(0) { $0 + $1.width } * scale
        let cell = taken / Double(members.count)
        let stagger = rows.count > 1 ? cell * (row.isMultiple(of: 2) ? 0.25 : -0.25) : 0
        // The remaining room goes between them, but they stay together.
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

    /// Returns the members in rows of about the same width, the tallest at the back; a single row keeps their
    /// order.
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
