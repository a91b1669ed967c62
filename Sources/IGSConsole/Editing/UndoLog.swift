/// The lines that Undo goes back to, one for each step.
///
/// A step is more than a key: what is typed in one word is one, and so is what comes so fast that
/// nobody saw the line in between.
struct UndoLog {
    /// No more steps are kept, and not more bytes of them: the oldest go first.
    private static let mostSteps = 1_000
    private static let mostBytes = 1 << 22

    private var steps: [EditedLine] = []
    private var byteCount = 0
    /// The last key, if it was a character of the text.
    private var typed: Unicode.Scalar?
    /// Whether the line was shown since that key.
    private var wasShown = false

    /// Notes that the person sees the line.
    mutating func noteShown() { wasShown = true }

    /// Forgets the last key: the next one begins a step.
    mutating func endStep() { typed = nil }

    /// Notes the line before a key, if the key begins a step.
    ///
    /// - Parameter character: What the key adds to the text; nil of a key that is, or may be, a command.
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

    /// Notes what the line is before it changes: a step to come back to.
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

    /// Goes back a step: to the newest line noted whose text is not this one. Nil if there is none.
    mutating func back(from text: String) -> EditedLine? {
        while let line = steps.popLast() {
            byteCount -= line.text.utf8.count
            if line.text != text { return line }
        }
        return nil
    }
}
