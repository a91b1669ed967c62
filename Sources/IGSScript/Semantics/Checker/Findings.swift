/// What a run of the checker has found.
struct Findings {
    /// The most errors to report, and the most warnings.
    static let maximumCount = 1_000

    /// The findings, in the order in which the checker found them.
    private var diagnostics: [Diagnostic] = []
    /// What was found already: several rounds of a loop may find the same mistake.
    private var seen: Set<Key> = []
    private var errorCount = 0

    private struct Key: Hashable {
        let file: ObjectIdentifier?
        let range: SourceRange?
        let id: DiagnosticID?
        let message: String

        init(_ diagnostic: Diagnostic) {
            file = diagnostic.location.map { ObjectIdentifier($0.file) }
            range = diagnostic.location?.range
            id = diagnostic.id
            message = diagnostic.message
        }
    }

    /// A line of a table.
    struct Line {
        let table: String
        let number: Int
    }

    /// Where a finding holds, if that depends on the row of a table.
    private struct Lines {
        let table: String
        /// The first lines, and how many there are.
        var numbers: [Int] = []
        var count = 0

        /// The most lines that a finding names.
        static let maximumCount = 5

        mutating func add(_ line: Line) {
            guard line.table == table else { return }
            count += 1
            if numbers.count < Self.maximumCount { numbers.append(line.number) }
        }
    }

    /// The line of the table whose row is being checked; `nil` if what is found holds for any row.
    var line: Line?
    /// What is wrong with a row whatever is in it.
    private var general: Set<Key> = []
    /// The lines of the findings that depend on the row.
    private var lines: [Key: Lines] = [:]

    /// Whether there are so many errors that looking for more is pointless.
    var isFull: Bool { errorCount >= Self.maximumCount }

    /// Notes that what others have found is not about single rows of a table.
    mutating func noteGeneral(_ other: Findings) { general.formUnion(other.seen) }

    /// Adds a finding, unless it was added before.
    ///
    /// - Returns: Whether it is new.
    @discardableResult
    mutating func add(_ diagnostic: Diagnostic) -> Bool {
        let isError = diagnostic.severity == .error
        guard isError ? !isFull : diagnostics.count - errorCount < Self.maximumCount else {
            return false
        }
        let key = Key(diagnostic)
        guard seen.insert(key).inserted else {
            if let line { lines[key]?.add(line) }
            return false
        }
        if let line, !general.contains(key) {
            lines[key] = Lines(table: line.table)
            lines[key]?.add(line)
        }
        diagnostics.append(diagnostic)
        guard isError else { return true }
        errorCount += 1
        guard isFull, let location = diagnostic.location else { return true }
        diagnostics.append(
            CheckMessages.tooManyFindings(limit: Self.maximumCount).located(at: location))
        return true
    }

    /// The findings of one file after the other, each file's from its first line to its last.
    var inSourceOrder: [Diagnostic] {
        var ranks: [ObjectIdentifier: Int] = [:]
        let keys = diagnostics.enumerated().map { index, diagnostic in
            guard let location = diagnostic.location else { return (0, 0, index) }
            let id = ObjectIdentifier(location.file)
            let rank = ranks[id] ?? ranks.count
            ranks[id] = rank
            return (rank, location.range.lowerBound, index)
        }
        return keys.sorted(by: <).map { withLines(diagnostics[$0.2]) }
    }

    private func withLines(_ diagnostic: Diagnostic) -> Diagnostic {
        guard let lines = lines[Key(diagnostic)] else { return diagnostic }
        var diagnostic = diagnostic
        diagnostic.notes.append(
            RowMessages.lines(lines.numbers, count: lines.count, of: lines.table))
        return diagnostic
    }
}
