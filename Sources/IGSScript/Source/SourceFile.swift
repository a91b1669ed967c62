import Synchronization

/// A piece of source text with a name: a script file, a `-c` text, a line at the prompt.
///
/// The text is kept as the bytes that were read; positions are byte offsets. The parser finds out whether the bytes are
/// valid UTF-8, and reports the place if they are not.
public final class SourceFile: Sendable {
    /// Where the text comes from; this decides how a diagnostic refers to it.
    public enum Origin: Sendable {
        /// A file; ``SourceFile/name`` is its path as the user gave it.
        case file
        /// A `-c` argument, or a text of igs's own.
        case argument
        /// Standard input: like a file, it may be somebody else's.
        case stream
        /// A line typed at the prompt. It is still visible above the message, so it is not shown again.
        case prompt
    }

    /// A place as people count: both numbers start at 1, columns are characters.
    public struct Position: Hashable, Sendable {
        /// The line, from 1.
        public let line: Int
        /// The column in characters, from 1.
        public let column: Int
    }

    /// The largest source that the parser accepts, in bytes (64 MiB).
    public static let maximumByteCount = 64 << 20

    /// What a diagnostic calls this source.
    public let name: String
    /// Where the text comes from.
    public let origin: Origin
    /// What distinguishes it from other sources, whatever their names: for a file, its path without links.
    public let identity: String
    /// Whether this is the same source as another. Their names are compared by bytes: Swift considers texts equal that
    /// are the names of different files.
    public func isSame(as other: SourceFile) -> Bool {
        identity.utf8.elementsEqual(other.identity.utf8)
    }
    /// The text, in UTF-8.
    public let bytes: [UInt8]

    /// What is known about its lines; computed when the first position is asked for.
    private let lines = Mutex<Lines?>(nil)

    private struct Lines {
        let table: LineTable
        /// The columns of the line that was asked for last.
        var columns: ColumnTable
    }

    /// Makes a source from the bytes of a file.
    ///
    /// - Parameter identity: A file's path without links; `nil` for its name.
    public init(name: String, origin: Origin, identity: String? = nil, bytes: [UInt8]) {
        self.name = name
        self.origin = origin
        self.identity = identity ?? name
        self.bytes = bytes
    }

    /// Makes a source from a text.
    public convenience init(name: String, origin: Origin, text: String) {
        self.init(name: name, origin: origin, bytes: Array(text.utf8))
    }

    /// Returns the line and column of a byte offset; an offset out of bounds is clamped.
    ///
    /// It takes about the same time anywhere, even in a line of many megabytes, if the places of one line are asked for
    /// one after the other.
    public func position(of offset: Int) -> Position {
        let offset = min(max(0, offset), bytes.count)
        return withLines { lines in
            let (number, start) = lines.table.line(at: offset)
            if lines.columns.lineStart != start { lines.columns = ColumnTable(lineStart: start) }
            let column = lines.columns.characters(before: offset, in: bytes)
            return Position(line: number + 1, column: column + 1)
        }
    }

    /// Returns the byte range of a line (from 1) without its line ending; empty for a line out of bounds.
    public func rangeOfLine(_ line: Int) -> SourceRange {
        let (start, end): (Int, Int) = withLines { lines in
            guard line >= 1, line <= lines.table.count else { return (bytes.count, bytes.count) }
            let isLast = line == lines.table.count
            return (
                lines.table.startOfLine(line - 1),
                isLast ? bytes.count : lines.table.startOfLine(line) - 1
            )
        }
        let hasReturn = end > start && bytes[end - 1] == UInt8(ascii: "\r")
        return SourceRange(start, hasReturn ? end - 1 : end)
    }

    /// Returns the text of a range; bytes that are not UTF-8 become U+FFFD.
    public func text(in range: SourceRange) -> String {
        let lower = min(range.lowerBound, bytes.count)
        let upper = min(max(lower, range.upperBound), bytes.count)
        return String(decoding: bytes[lower..<upper], as: UTF8.self)
    }

    private func withLines<Found>(_ body: (inout Lines) -> Found) -> Found {
        lines.withLock { cached in
            var lines =
                cached.take() ?? Lines(table: LineTable(bytes), columns: ColumnTable(lineStart: 0))
            defer { cached = lines }
            return body(&lines)
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
