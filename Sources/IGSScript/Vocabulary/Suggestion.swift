/// Finds what somebody probably meant by a name that does not exist.
public enum Suggestion {
    /// Returns the candidate nearest to a text, if one is near enough to be worth suggesting.
    ///
    /// A candidate is near if it takes few edits (an insertion, deletion, replacement or swap of
    /// neighbours) for its length, or if it begins with the text.
    public static func nearest(to text: String, in candidates: some Sequence<String>) -> String? {
        let target = Array(text.lowercased().utf8.prefix(64))
        guard !target.isEmpty else { return nil }
        var best: (candidate: String, distance: Int)?
        for candidate in candidates {
            let bytes = Array(candidate.lowercased().utf8.prefix(64))
            let limit = max(target.count, bytes.count) <= 3 ? 1 : max(target.count, bytes.count) / 3
            let isStart = target.count >= 2 && bytes.starts(with: target)
            // Each byte that one of them has more takes at least one edit.
            guard isStart || abs(target.count - bytes.count) <= limit else { continue }
            var distance = distance(target, bytes)
            if isStart { distance = min(distance, limit) }
            // A name that differs in every letter is another name.
            guard distance < max(1, min(target.count, bytes.count)) else { continue }
            if distance <= limit, distance < best?.distance ?? .max {
                best = (candidate, distance)
            }
        }
        return best?.candidate
    }

    /// Returns the number of edits between two texts (optimal string alignment).
    private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var previous: [Int] = []
        var current = Array(0...b.count)
        for i in a.indices {
            let beforePrevious = previous
            previous = current
            current[0] = i + 1
            for j in b.indices {
                let replacement = previous[j] + (a[i] == b[j] ? 0 : 1)
                current[j + 1] = min(previous[j + 1] + 1, current[j] + 1, replacement)
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
                    current[j + 1] = min(current[j + 1], beforePrevious[j - 1] + 1)
                }
            }
        }
        return current[b.count]
    }
}
