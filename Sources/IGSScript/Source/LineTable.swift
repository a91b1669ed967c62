/// Where the lines of a text begin.
///
/// It keeps a number for each block of the text, not for each line: a text of nothing but newlines
/// would otherwise need eight bytes for each byte of its own. To find a place, it halves the blocks
/// and reads one.
struct LineTable: Sendable {
    private static let blockSize = 4_096

    private let bytes: [UInt8]
    /// The number of newlines before each block, and last the number of all newlines.
    private let newlines: [Int]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var newlines = [0]
        newlines.reserveCapacity(bytes.count / Self.blockSize + 2)
        var count = 0
        var start = 0
        while start < bytes.count {
            let end = min(start + Self.blockSize, bytes.count)
            count += Self.newlines(in: bytes, start..<end)
            newlines.append(count)
            start = end
        }
        self.newlines = newlines
    }

    /// The number of lines; a text that ends in a newline has an empty line after it.
    var count: Int { (newlines.last ?? 0) + 1 }

    /// Returns the line, from 0, that holds an offset, and where it starts.
    ///
    /// - Parameter offset: At most the text's length.
    func line(at offset: Int) -> (number: Int, start: Int) {
        let block = offset / Self.blockSize
        let start = block * Self.blockSize
        let number = newlines[block] + Self.newlines(in: bytes, start..<offset)
        return (number, startOfLine(number))
    }

    /// Returns where a line starts; lines count from 0, so as many newlines as its number says
    /// precede it.
    ///
    /// - Parameter line: Less than ``count``.
    func startOfLine(_ line: Int) -> Int {
        guard line > 0 else { return 0 }
        // The last block with fewer newlines before it.
        var low = 0
        var high = newlines.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if newlines[middle] < line { low = middle } else { high = middle }
        }
        var rest = line - newlines[low]
        var offset = low * Self.blockSize
        while offset < bytes.count {
            if bytes[offset] == Self.newline { rest -= 1 }
            offset += 1
            if rest == 0 { break }
        }
        return offset
    }

    private static let newline = UInt8(ascii: "\n")

    private static func newlines(in bytes: [UInt8], _ range: Range<Int>) -> Int {
        bytes.withUnsafeBufferPointer { bytes in
            var count = 0
            for offset in range where bytes[offset] == newline { count += 1 }
            return count
        }
    }
}
