import Synchronization

/// A piece of source text with a name: a script file, a `-c` text, a line at the prompt.
///
/// The text is kept as the bytes that were read; positions are byte offsets. Whether the bytes are
/// valid UTF-8 is found out by the parser, which reports it with its place.
public final class SourceFile: Sendable {
    /// Where the text comes from, which decides how a diagnostic refers to it.
    public enum Origin: Sendable {
        /// A file; ``SourceFile/name`` is its path as the user gave it.
        case file
        /// Standard input or a `-c` argument; ``SourceFile/name`` says which.
        case argument
        /// A line typed at the prompt. It still stands above the message, so it is not shown again.
        case prompt
    }

    /// A place as people count: both numbers start at 1, columns are characters.
    public struct Position: Hashable, Sendable {
        /// The line, from 1.
        public let line: Int
        /// The column in characters, from 1.
        public let column: Int
    }

    /// The largest source that the parser takes, in bytes (64 MiB).
    public static let maximumByteCount = 64 << 20

    /// What a diagnostic calls this source.
    public let name: String
    /// Where the text comes from.
    public let origin: Origin
    /// What tells it from other sources, however they are called: of a file, its path without links.
    public let identity: String
    /// The text, in UTF-8.
    public let bytes: [UInt8]

    /// Offsets of the first byte of each line; found when the first position is asked for.
    private let lineStarts = Mutex<[Int]?>(nil)

    /// Makes a source of the bytes of a file.
    ///
    /// - Parameter identity: A file's path without links; `nil`: its name.
    public init(name: String, origin: Origin, identity: String? = nil, bytes: [UInt8]) {
        self.name = name
        self.origin = origin
        self.identity = identity ?? name
        self.bytes = bytes
    }

    /// Makes a source of a text.
    public convenience init(name: String, origin: Origin, text: String) {
        self.init(name: name, origin: origin, bytes: Array(text.utf8))
    }

    /// The line and column of a byte offset; an offset out of bounds is clamped.
    public func position(of offset: Int) -> Position {
        let offset = min(max(0, offset), bytes.count)
        let starts = starts()
        // The last line that starts at or before the offset.
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        let prefix = String(decoding: bytes[starts[low]..<offset], as: UTF8.self)
        return Position(line: low + 1, column: prefix.count + 1)
    }

    /// The byte range of a line (from 1) without its line ending; empty for a line out of bounds.
    public func rangeOfLine(_ line: Int) -> SourceRange {
        let starts = starts()
        guard line >= 1, line <= starts.count else { return SourceRange(bytes.count, bytes.count) }
        let start = starts[line - 1]
        var end = line < starts.count ? starts[line] - 1 : bytes.count
        if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return SourceRange(start, end)
    }

    /// The text of a range; bytes that are not UTF-8 become U+FFFD.
    public func text(in range: SourceRange) -> String {
        let lower = min(range.lowerBound, bytes.count)
        let upper = min(max(lower, range.upperBound), bytes.count)
        return String(decoding: bytes[lower..<upper], as: UTF8.self)
    }

    private func starts() -> [Int] {
        lineStarts.withLock { cached in
            if let cached { return cached }
            var starts = [0]
            for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
                starts.append(offset + 1)
            }
            cached = starts
            return starts
        }
    }
}

/// A range in a source file.
public struct SourceLocation: Sendable {
    /// The file.
    public let file: SourceFile
    /// The range in it.
    public let range: SourceRange

    /// Makes a location.
    public init(_ file: SourceFile, _ range: SourceRange) {
        self.file = file
        self.range = range
    }

    /// The line and column of the first byte.
    public var start: SourceFile.Position { file.position(of: range.lowerBound) }
}
