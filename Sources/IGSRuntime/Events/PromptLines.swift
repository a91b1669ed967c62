/// The lines of the prompt that a session is used at: those that were entered, and the one that comes next.
package protocol PromptLines: Sendable {
    /// What was entered, the oldest first, each once.
    var history: [HistoryLine] { get }

    /// Runs a line next, as if it had been entered.
    func run(_ line: String)

    /// Asks the user, and waits for the answer: whether that is a yes.
    func confirms(_ question: String) async -> Bool

    /// Puts a line into the edit line next, for the user to change and to enter.
    func edit(_ line: String)
}

/// A line that was entered at the prompt.
package struct HistoryLine: Hashable, Sendable {
    /// What `redo` calls it: one line as long as the session. A line that is entered again gets
    /// another.
    package let number: Int
    package let text: String

    package init(number: Int, text: String) {
        self.number = number
        self.text = text
    }
}
