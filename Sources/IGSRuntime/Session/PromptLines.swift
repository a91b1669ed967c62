/// The lines of the prompt that a session is used at: those that were entered, and the one that comes next.
package protocol PromptLines: Sendable {
    /// What was entered, the oldest first, each once.
    var history: [String] { get }

    /// Runs a line next, as if it had been entered.
    func run(_ line: String)

    /// Puts a line into the edit line next, for the user to change and to enter.
    func edit(_ line: String)
}

/// A line that was entered at the prompt.
package struct HistoryLine: Sendable {
    /// Its place in the history, from 1; `redo` takes it.
    package let number: Int
    package let text: String
}
