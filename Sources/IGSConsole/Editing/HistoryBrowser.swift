/// The ways back to earlier lines while one line is edited: Up and Down, the search, and the last words
/// that Alt-. inserts.
struct HistoryBrowser {
    private let history: History
    private var walk: HistoryWalk?
    private var lastWords: LastWordWalk?
    /// The search that is in progress; it shows in place of the line.
    private(set) var search: HistorySearch?

    init(_ history: History) { self.history = history }

    /// Whether a text is an entry that Up or Down has put into the line.
    func isShowing(_ text: String) -> Bool { walk?.text == text }

    /// Goes to the next older or newer entry that begins with what was typed.
    ///
    /// - Returns: The text that replaces the line; nil if there is none.
    mutating func go(_ direction: EditedLine.Direction, from text: String) -> String? {
        var walk = self.walk ?? HistoryWalk(entries: history.entries, typed: text)
        if walk.text != text { walk = HistoryWalk(entries: history.entries, typed: text) }
        defer { self.walk = walk }
        let hasMoved = direction == .back ? walk.older() : walk.newer()
        return hasMoved ? walk.text : nil
    }

    /// Puts the last word of the next older line into the line, in place of the one that it inserted before.
    ///
    /// - Parameters:
    ///   - lastWord: Finds the last word of an entry.
    ///   - replace: Replaces a number of Unicode scalars before the cursor by a word; returns the line as it is then.
    mutating func insertLastWord(
        into line: EditedLine, _ lastWord: (String) -> String?,
        replace: (_ count: Int, _ word: String) -> EditedLine
    ) {
        var walk =
            lastWords.flatMap { $0.line == line ? $0 : nil }
            ?? LastWordWalk(entries: history.entries, from: line)
        let count = walk.word.unicodeScalars.count
        guard walk.older(lastWord) else { return }
        walk.line = replace(count, walk.word)
        lastWords = walk
    }

    mutating func beginSearch() { search = HistorySearch(entries: history.entries) }

    /// Gives a key to the search.
    ///
    /// - Returns: The search if the key ended it and should act on the line that was found; nil if the search goes on,
    ///   or if the person gave it up.
    mutating func endSearch(by key: Key) -> HistorySearch? {
        guard var search else { return nil }
        switch key {
        case .character(0x12): search.older()
        case .character(0x08), .character(0x7F): search.removeLast()
        case .character(0x07), .interrupt:
            self.search = nil
            return nil
        case .character(let character) where character >= 0x20:
            search.append(Unicode.Scalar(UInt32(bitPattern: character)).map { String($0) } ?? "")
        default:
            self.search = nil
            return search
        }
        self.search = search
        return nil
    }
}
