import FoundationEssentials
import IGSRuntime
import IGSScript
import Synchronization

/// The line editor of the prompt, which knows the language and the session.
package final class PromptEditor: Sendable {
    let editor: LineEditor
    let history: History
    private let snapshot: SharedSnapshot

    /// Opens an editor on a terminal. See ``LineEditor``.
    ///
    /// - Parameters:
    ///   - isColoured: Whether to colour what is typed, and to show hints.
    ///   - home: The home folder, for `~/`.
    package init(
        input: Int32, output: Int32, errors: Int32, history: History, isColoured: Bool, home: String
    ) throws(SystemFailure) {
        let snapshot = SharedSnapshot()
        self.snapshot = snapshot
        self.history = history
        let vocabulary = CommandTable.vocabulary
        var aids = EditingAids()
        aids.continuation = Prompt.continuation
        aids.isComplete = { PromptInput($0).isComplete }
        let renderer = Renderer(
            isColoured: isColoured, columns: { TerminalInfo.columns(output) },
            visible: TerminalText.visible)
        aids.remark = { OpenText.remark(on: $0).map(renderer.render) }
        aids.lastWord = { OpenStatement.lastWord(of: $0) }
        let programFolders = ProcessInfo.processInfo.environment["PATH", default: ""]
            .split(separator: ":").filter { $0.hasPrefix("/") }.map(String.init)
        aids.complete = { text in
            Completer(
                vocabulary: vocabulary, snapshot: snapshot.current, home: home,
                programFolders: programFolders
            ).complete(text)
        }
        if isColoured {
            aids.hint = { text in
                guard snapshot.current.hints else { return nil }
                return Hinter(vocabulary: vocabulary, history: history.entries).hint(after: text)
            }
            aids.spans = { text in
                let session = snapshot.current
                guard session.hints, text.utf8.count <= History.maximumLength else { return [] }
                return Highlighter(vocabulary: vocabulary, definitions: session.definitions)
                    .spans(of: text)
            }
        }
        editor = try LineEditor(
            input: input, output: output, errors: errors, history: history, aids: aids)
    }

    /// Asks a question between two lines; returns whether the answer is yes.
    func confirms(_ question: String) async -> Bool {
        guard case .line(let answer) = await editor.ask(question) else { return false }
        return ["y", "yes"].contains(answer.lowercased().filter { !$0.isWhitespace })
    }

    /// Gives the terminal back as it was.
    package func close() { editor.close() }

    /// Returns why the lines do not outlive the session: once, and nil if they do.
    func takeHistoryFailure() -> SystemFailure? { history.takeFailure() }

    /// Takes over the state of a session.
    func learn(from session: Session) { snapshot.replace(SessionSnapshot(of: session)) }
}

/// The snapshot that the editor's thread reads and the shell replaces.
private final class SharedSnapshot: Sendable {
    private let value = Mutex(SessionSnapshot())

    var current: SessionSnapshot { value.withLock(\.self) }

    func replace(_ snapshot: SessionSnapshot) { value.withLock { $0 = snapshot } }
}
