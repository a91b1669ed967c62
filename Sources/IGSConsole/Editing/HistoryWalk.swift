/// The way through the history by Up and Down: the entries that begin with what was typed, each
/// once. If none does, all entries.
struct HistoryWalk {
    private let entries: [String]
    private let typed: String
    private let prefix: String
    private var position: Int
    /// The text of the line now; another text ends the walk.
    private(set) var text: String

    init(entries: [String], typed: String) {
        (self.entries, self.typed, text) = (entries, typed, typed)
        prefix = entries.contains { $0.hasPrefix(typed) && $0 != typed } ? typed : ""
        position = entries.count
    }

    /// Goes to an older entry; returns false if there is none.
    mutating func older() -> Bool {
        guard let next = entries[..<position].lastIndex(where: matches) else { return false }
        (position, text) = (next, entries[next])
        return true
    }

    /// Goes to a newer entry, and at last to what was typed; returns false if that is shown
    /// already.
    mutating func newer() -> Bool {
        guard position < entries.count else { return false }
        let next = entries[(position + 1)...].firstIndex(where: matches)
        (position, text) = (next ?? entries.count, next.map { entries[$0] } ?? typed)
        return true
    }

    private func matches(_ entry: String) -> Bool { entry.hasPrefix(prefix) && entry != text }
}
