import IGSRuntime
import Synchronization

/// The lines of the shell's prompt, as commands know them.
final class ShellLines: PromptLines {
    /// What happens instead of an empty edit line.
    enum Next: Sendable {
        /// The line runs.
        case run(String)
        /// It is edited.
        case edit(String)
    }

    private let lines: History
    private let next = Mutex<Next?>(nil)

    init(_ lines: History) {
        self.lines = lines
    }

    var history: [HistoryLine] { lines.lines() }

    func run(_ line: String) { next.withLock { $0 = .run(line) } }

    func edit(_ line: String) { next.withLock { $0 = .edit(line) } }

    /// What the last command wants next, once.
    func take() -> Next? { next.withLock { $0.take() } }

    /// Adds what was entered to the history.
    func add(_ line: String) { lines.add(line) }
}
