import IGSRuntime
import Synchronization

/// The lines of the shell's prompt, for commands.
final class ShellLines: PromptLines {
    /// What happens instead of an empty line to edit.
    enum Next: Sendable {
        /// The line runs.
        case run(String)
        /// It is edited.
        case edit(String)
    }

    private let editor: PromptEditor
    private let next = Mutex<Next?>(nil)

    init(_ editor: PromptEditor) {
        self.editor = editor
    }

    var history: [HistoryLine] { editor.history.linesOfAll }

    func run(_ line: String) { next.withLock { $0 = .run(line) } }

    func edit(_ line: String) { next.withLock { $0 = .edit(line) } }

    func confirms(_ question: String) async -> Bool { await editor.confirms(question) }

    /// Returns what the last command wants next, once.
    func take() -> Next? { next.withLock { $0.take() } }

    /// Adds what was entered to the history.
    func add(_ line: String) { editor.history.add(line) }
}
