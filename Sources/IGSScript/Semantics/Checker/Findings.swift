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
    }

    /// Whether there are so many errors that looking for more is pointless.
    var isFull: Bool { errorCount >= Self.maximumCount }

    /// Adds a finding, unless it was added before.
    ///
    /// - Returns: Whether it is new.
    @discardableResult
    mutating func add(_ diagnostic: Diagnostic) -> Bool {
        let isError = diagnostic.severity == .error
        guard isError ? !isFull : diagnostics.count - errorCount < Self.maximumCount else {
            return false
        }
        let key = Key(
            file: diagnostic.location.map { ObjectIdentifier($0.file) },
            range: diagnostic.location?.range, id: diagnostic.id, message: diagnostic.message)
        guard seen.insert(key).inserted else { return false }
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
        return keys.sorted(by: <).map { diagnostics[$0.2] }
    }
}
