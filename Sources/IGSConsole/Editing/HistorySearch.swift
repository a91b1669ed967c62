/// The search for a history entry that contains what is typed, from the newest to the oldest.
struct HistorySearch {
    private let entries: [String]
    private var position: Int
    /// What is searched for.
    private(set) var query = ""
    /// Whether no entry contains it; the match is then that of a shorter query.
    private(set) var hasFailed = false

    init(entries: [String]) {
        self.entries = entries
        position = entries.count
    }

    /// The entry found.
    var match: String? { entries.indices.contains(position) ? entries[position] : nil }

    /// What shows before the entry.
    var prompt: String { "\(hasFailed ? "no match for" : "search") '\(query)': " }

    mutating func append(_ text: String) {
        query += text
        find(upTo: min(position + 1, entries.count))
    }

    mutating func removeLast() {
        _ = query.popLast()
        position = entries.count
        query.isEmpty ? hasFailed = false : find(upTo: entries.count)
    }

    /// Goes to the next older entry that has it.
    mutating func older() { if !query.isEmpty { find(upTo: position) } }

    private mutating func find(upTo end: Int) {
        let found = entries[..<end].lastIndex { $0.contains(query) }
        hasFailed = found == nil
        if let found { position = found }
    }
}
