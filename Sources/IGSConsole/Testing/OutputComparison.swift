import IGSScript

/// Compares the output of a script with what the script expects.
struct OutputComparison {
    /// The name of the stream.
    let stream: String
    let expected: [TestExpectations.Line]
    let written: [UInt8]

    /// How many lines of output a diagnostic shows.
    private static let maximumLines = 20

    /// The first difference; `nil` if there is none, or if nothing is expected of the stream.
    ///
    /// Every line must be there, in order, and no other.
    var difference: Diagnostic? {
        guard let last = expected.last else { return nil }
        let lines = Self.lines(of: written)
        for (index, line) in expected.enumerated() {
            guard index < lines.count else {
                return TestMessages.lineMissing(line, stream: stream, count: lines.count)
            }
            if !line.pattern.matches(lines[index]) {
                return TestMessages.lineDiffers(
                    line, stream: stream, number: index + 1, came: lines[index],
                    rest: Self.excerpt(lines[(index + 1)...]))
            }
        }
        guard lines.count > expected.count else { return nil }
        return TestMessages.linesLeft(
            after: last, stream: stream, rest: Self.excerpt(lines[expected.count...]))
    }

    /// Returns the lines of an output; what follows the last newline is one too.
    static func lines(of bytes: [UInt8]) -> [String] {
        var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines.map { String(decoding: $0, as: UTF8.self) }
    }

    /// Returns lines as a diagnostic shows them below each other: not too many.
    static func excerpt(_ lines: some Collection<String>) -> [String] {
        let shown = lines.prefix(maximumLines).map { "  | \($0)" }
        let rest = lines.count - shown.count
        return shown + (rest > 0 ? ["  | … and \(rest) more"] : [])
    }
}
