/// The lines of the prompt of a session: the lines that were entered, and the line that comes next.
package protocol PromptLines: Sendable {
    /// The lines that were entered, the oldest first, each once.
    var history: [HistoryLine] { get }

    /// Runs a line next, as if it had been entered.
    func run(_ line: String)

    /// Asks the user, and waits for the answer. Returns whether the answer is yes.
    func confirms(_ question: String) async -> Bool

    /// Puts a line into the edit line next, which the user can change and enter.
    func edit(_ line: String)
}

/// A line that was entered at the prompt.
package struct HistoryLine: Hashable, Sendable {
    /// The number that `redo` uses. It means the same line for the whole session; a line that is
    /// entered again gets another number.
    package let number: Int
    package let text: String

    package init(number: Int, text: String) {
        self.number = number
        self.text = text
    }
}
