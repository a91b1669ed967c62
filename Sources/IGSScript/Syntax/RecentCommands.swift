/// The commands that a parser read recently, by the bytes of their lines.
///
/// Scripts that programs write repeat the same few lines over and over. A line that was read
/// before, byte for byte, is not parsed again: it is the same command at another place. Only
/// commands are kept that fill a line at the top level and are sound by themselves, so that nothing
/// around the line can give it another meaning.
///
/// If lines turn out to differ, as in most scripts, the parser soon stops looking for them.
struct RecentCommands {
    /// A line that a command may fill.
    struct Line {
        /// Its place, without its ending.
        let range: Range<Int>
        /// The slot that holds the command of such a line.
        fileprivate let slot: Int
    }

    private struct Entry {
        let line: Range<Int>
        let command: CommandStatement
    }

    /// The greatest number of commands to keep.
    private static let capacity = 256
    /// The length of the longest line to look for, in bytes.
    private static let maximumLength = 64
    /// The number of lines after which at least one in four must have been found.
    private static let trial = 1_024

    private var entries: [Entry?] = []
    private var lookupCount = 0
    private var hitCount = 0

    /// Returns the line that starts at an offset; `nil` for one that is not worth looking for.
    func line(at start: Int, in bytes: [UInt8]) -> Line? {
        guard lookupCount < Self.trial || hitCount > lookupCount / 4 else { return nil }
        let bytes = bytes.span
        let limit = min(bytes.count, start + Self.maximumLength)
        var hash: UInt64 = 0
        var end = start
        while end < limit, bytes[end] != .newline {
            hash = (hash << 7 | hash >> 57) ^ UInt64(bytes[end])
            end += 1
        }
        guard end < limit else { return nil }
        let mixed = (hash &* 0x9E37_79B9_7F4A_7C15) >> 32
        return Line(range: start..<end, slot: Int(mixed) % Self.capacity)
    }

    /// Returns the command that fills a line, if the same line was read before.
    mutating func command(on line: Line, in bytes: [UInt8]) -> CommandStatement? {
        lookupCount += 1
        guard line.slot < entries.count, let entry = entries[line.slot],
            entry.line.count == line.range.count
        else { return nil }
        let known = bytes.span.extracting(entry.line)
        let found = bytes.span.extracting(line.range)
        for offset in 0..<found.count where known[offset] != found[offset] { return nil }
        hitCount += 1
        let distance = line.range.lowerBound - entry.line.lowerBound
        return CommandStatement(entry.command, repeatedAfter: distance)
    }

    /// Keeps the statement that fills a line.
    mutating func note(_ statement: Statement, on line: Line) {
        guard case .command(let command) = statement, command.isSound else { return }
        if entries.isEmpty { entries = Array(repeating: nil, count: Self.capacity) }
        entries[line.slot] = Entry(line: line.range, command: command)
    }
}
