/// How many characters stand before places of one long line.
///
/// Counting from the line's start each time would make a thousand diagnostics on a line of ten
/// megabytes a work of minutes. So the count is kept at cuts, one in about four kilobytes, as far as
/// places were asked for.
struct ColumnTable: Sendable {
    private static let spacing = 4_096
    /// How far a cut is moved to stand between two characters for certain.
    private static let search = 256

    /// Where the line starts.
    let lineStart: Int
    /// Places in rising order, the line's start the first, with the characters before each.
    private var cuts: [(offset: Int, characters: Int)]

    init(lineStart: Int) {
        self.lineStart = lineStart
        cuts = [(lineStart, 0)]
    }

    /// The number of characters between the line's start and an offset in the line.
    ///
    /// A character that is longer than 256 bytes, or that is not beside ASCII for as long, may count
    /// twice where it stands across a cut.
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

    /// A place before `offset` that has ASCII on both sides, or else begins a scalar.
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
