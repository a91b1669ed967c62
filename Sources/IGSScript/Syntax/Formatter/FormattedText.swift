/// Collects the lines of a formatted source.
struct FormattedText {
    private var bytes: [UInt8] = []
    private var lineStart = 0
    /// How far the current line is indented.
    private(set) var indentation = 0
    /// Whether the result is longer than a source may be; then nothing more is collected.
    private var isTooLong = false

    /// Makes an empty text.
    ///
    /// - Parameter capacity: How long it will be, roughly.
    init(capacity: Int) {
        bytes.reserveCapacity(min(capacity + capacity / 4, SourceFile.maximumByteCount))
    }

    /// Whether no line was started.
    var isEmpty: Bool { bytes.isEmpty }

    /// The column that the next character gets, from 0.
    var column: Int {
        DisplayWidth.of(String(decoding: bytes[lineStart...], as: UTF8.self))
    }

    /// Ends the current line, if there is one, and starts another.
    mutating func startLine(_ indentation: Int, afterEmptyLine: Bool = false) {
        endLine()
        if afterEmptyLine { append(.newline) }
        lineStart = bytes.count
        self.indentation = indentation
        blanks(indentation)
    }

    /// Writes some blanks.
    mutating func blanks(_ count: Int) {
        for _ in 0..<count { append(.space) }
    }

    /// Writes a text on the current line.
    mutating func write(_ text: StaticString) {
        for offset in 0..<text.utf8CodeUnitCount { append(text.utf8Start[offset]) }
    }

    /// Writes a piece of the source on the current line.
    mutating func write(_ piece: ArraySlice<UInt8>) {
        guard !isTooLong else { return }
        bytes.append(contentsOf: piece)
        isTooLong = bytes.count > SourceFile.maximumByteCount
    }

    /// Writes a byte on the current line.
    mutating func append(_ byte: UInt8) {
        guard !isTooLong else { return }
        bytes.append(byte)
        isTooLong = bytes.count > SourceFile.maximumByteCount
    }

    /// Starts a line inside a quoted text; it belongs to the line on which the text starts.
    mutating func startLineOfText() {
        append(.newline)
        lineStart = bytes.count
    }

    /// Removes what was written after a state was kept.
    mutating func restore(to length: Int) {
        guard !isTooLong, length <= bytes.count else { return }
        bytes.removeLast(bytes.count - length)
    }

    /// How much was written, for ``restore(to:)``.
    var length: Int { bytes.count }

    /// Ends the last line.
    ///
    /// - Returns: The text; `nil` if it is longer than a source may be.
    consuming func finish() -> [UInt8]? {
        endLine()
        return isTooLong ? nil : bytes
    }

    private mutating func endLine() {
        guard let last = bytes.last else { return }
        // A carriage return at the end of a word would become part of the line ending.
        if last == .carriageReturn { append(.space) }
        append(.newline)
    }
}
