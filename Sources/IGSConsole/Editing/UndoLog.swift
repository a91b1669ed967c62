/// The texts that a line has had, for Undo to go back to: one for each step.
struct UndoLog {
    /// A text, and how many characters of it stand before the cursor.
    typealias Line = (text: String, cursor: Int)

    /// No more steps are kept, and not more bytes of them: the oldest go first.
    private static let mostSteps = 1_000
    private static let mostBytes = 1 << 22

    private var steps: [Line] = []
    private var byteCount = 0

    /// Notes what the line is before it changes: a step to come back to.
    mutating func note(_ line: Line) {
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
    mutating func back(from text: String) -> Line? {
        while let line = steps.popLast() {
            byteCount -= line.text.utf8.count
            if line.text != text { return line }
        }
        return nil
    }
}
