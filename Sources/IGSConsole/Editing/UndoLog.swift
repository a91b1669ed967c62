/// The lines that Undo goes back to, one for each step.
///
/// A step can be more than a key: the characters of one word are one step, and so are characters
/// that come so fast that nobody saw the line in between.
struct UndoLog {
    /// The most steps that are kept, and the most bytes of them: the oldest are removed first.
    private static let mostSteps = 1_000
    private static let mostBytes = 1 << 22

    private var steps: [EditedLine] = []
    private var byteCount = 0
    /// The last key, if it was a text character.
    private var typed: Unicode.Scalar?
    /// Whether the line was shown since that key.
    private var wasShown = false

    /// Records that the person sees the line.
    mutating func noteShown() { wasShown = true }

    /// Forgets the last key: the next one begins a step.
    mutating func endStep() { typed = nil }

    /// Records the line before a key, if the key begins a step.
    ///
    /// - Parameter character: What the key adds to the text; nil if the key is, or may be, a command.
    mutating func note(
        _ line: @autoclosure () -> EditedLine, beforeTyping character: Unicode.Scalar?
    ) {
        let last = typed
        typed = character
        let isSeen = wasShown
        wasShown = false
        if let last, let character {
            let beginsWord = last.properties.isWhitespace && !character.properties.isWhitespace
            if !beginsWord || !isSeen { return }
        }
        note(line())
    }

    /// Records the line before it changes, as a step to go back to.
    mutating func note(_ line: EditedLine) {
        if let last = steps.last, last.text == line.text {
            steps[steps.count - 1].cursor = line.cursor
            return
        }
        steps.append(line)
        byteCount += line.text.utf8.count
        while steps.count > Self.mostSteps || byteCount > Self.mostBytes, steps.count > 1 {
            byteCount -= steps.removeFirst().text.utf8.count
        }
    }

    /// Goes back a step: returns the newest recorded line whose text differs from this one; nil if there
    /// is none.
    mutating func back(from text: String) -> EditedLine? {
        while let line = steps.popLast() {
            byteCount -= line.text.utf8.count
            if line.text != text { return line }
        }
        return nil
    }
}
