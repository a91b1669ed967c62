/// Counts the characters before places of one long line.
///
/// Counting from the line's start each time would take minutes for a thousand diagnostics on a line
/// of ten megabytes. So the count is kept at cuts, one about every four kilobytes, as far as places
/// were asked for.
struct ColumnTable: Sendable {
    private static let spacing = 4_096
    /// How far a cut may be moved, so that it is certainly between two characters.
    private static let search = 256

    /// Where the line starts.
    let lineStart: Int
    /// Places in rising order, beginning with the line's start, and the number of characters before
    /// each.
    private var cuts: [(offset: Int, characters: Int)]

    init(lineStart: Int) {
        self.lineStart = lineStart
        cuts = [(lineStart, 0)]
    }

    /// Returns the number of characters between the line's start and an offset in the line.
    ///
    /// A character may count twice if a cut divides it: one that is longer than 256 bytes, or with
    /// no ASCII near it for that length.
    mutating func characters(before offset: Int, in bytes: [UInt8]) -> Int {
        while let last = cuts.last, offset - last.offset >= 2 * Self.spacing {
            let cut = Self.cut(near: last.offset + Self.spacing, in: bytes)
            cuts.append((cut, last.characters + Self.count(bytes[last.offset..<cut])))
        }
        var low = 0
        var high = cuts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if cuts[middle].offset <= offset { low = middle } else { high = middle }
        }
        return cuts[low].characters + Self.count(bytes[cuts[low].offset..<offset])
    }

    /// Returns a place before `offset` that has ASCII on both sides, or else begins a scalar.
    private static func cut(near offset: Int, in bytes: [UInt8]) -> Int {
        let lowest = offset - search
        var cut = offset
        while cut > lowest {
            if bytes[cut - 1] < 0x80, bytes[cut] < 0x80, bytes[cut] != UInt8(ascii: "\n") {
                return cut
            }
            cut -= 1
        }
        cut = offset
        while cut > lowest, bytes[cut] & 0xC0 == 0x80 { cut -= 1 }
        return cut
    }

    private static func count(_ bytes: ArraySlice<UInt8>) -> Int {
        String(decoding: bytes, as: UTF8.self).count
    }
}
