/// The search for a history entry that contains what is typed, from newest to oldest.
struct HistorySearch {
    private let entries: [String]
    private var position: Int
    /// The text that is searched for.
    private(set) var query = ""
    /// Whether no entry contains the query; the match is then that of a shorter query.
    private(set) var hasFailed = false

    init(entries: [String]) {
        self.entries = entries
        position = entries.count
    }

    /// The entry found.
    var match: String? { entries.indices.contains(position) ? entries[position] : nil }

    /// What is shown before the entry.
    var prompt: String { "\(hasFailed ? "no match for" : "search") '\(query)': " }

    mutating func append(_ text: String) {
        query += text
        // A query without a match has none when it gets longer.
        if !hasFailed { find(upTo: min(position + 1, entries.count)) }
    }

    mutating func removeLast() {
        _ = query.popLast()
        position = entries.count
        query.isEmpty ? hasFailed = false : find(upTo: entries.count)
    }

    /// Goes to the next older entry that contains the query.
    mutating func older() { if !query.isEmpty { find(upTo: position) } }

    /// Whether a text contains these bytes. Bytes are compared because there may be very many
    /// texts.
    private static func contains(_ text: String, _ bytes: [UInt8]) -> Bool {
        guard let first = bytes.first else { return true }
        var text = text
        return text.withUTF8 { text in
            var rest = text[...]
            while let place = rest.firstIndex(of: first) {
                if rest[place...].starts(with: bytes) { return true }
                rest = rest[(place + 1)...]
            }
            return false
        }
    }

    private mutating func find(upTo end: Int) {
        let query = Array(query.utf8)
        let found = entries[..<end].lastIndex { Self.contains($0, query) }
        hasFailed = found == nil
        if let found { position = found }
    }
}
