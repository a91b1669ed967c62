/// The way back through the last words of earlier lines, which Alt-. puts into the line one after the
/// other, each in the place of the one before.
struct LastWordWalk {
    private let entries: [String]
    private var position: Int
    /// The word that is in the line now.
    private(set) var word = ""
    /// The line with that word; another line ends the walk.
    var line: EditedLine

    init(entries: [String], from line: EditedLine) {
        (self.entries, self.line) = (entries, line)
        position = entries.count
    }

    /// Goes on to the last word of the next older line that has one; returns false if there is
    /// none.
    mutating func older(_ lastWord: (String) -> String?) -> Bool {
        while position > 0 {
            position -= 1
            if let word = lastWord(entries[position]) {
                self.word = word
                return true
            }
        }
        return false
    }
}
