import IGSScript
import Glibc
import IGSTestSupport

@testable import IGSConsole

/// A line editor in this process, on a terminal of the test's own.
final class EditorOnTerminal: Sendable {
    let terminal: PseudoTerminal
    let history: History
    let editor: LineEditor

    init(
        columns: Int = 80, rows: Int = 24, history: [String] = [], startFile: String? = nil,
        terminalKind: String = "xterm-256color", suspend: @escaping @Sendable () -> Void = {},
        aids: EditingAids = EditingAids()
    ) throws {
        terminal = try PseudoTerminal(columns: columns, rows: rows)
        self.history = History(path: nil)
        for line in history { self.history.add(line) }
        let side = try terminal.openProgramSide()
        defer { close(side) }
        editor = try LineEditor(
            input: side, output: side, errors: side, history: self.history,
            settings: .init(startFile: startFile, terminalKind: terminalKind, suspend: suspend),
            aids: aids)
    }

    /// Begins a line at a prompt, lets `type` type it once the prompt is there, and answers with
    /// what came of it.
    func line(
        at prompt: String = "> ", _ type: @escaping @Sendable (PseudoTerminal) async throws -> Void
    ) async throws -> LineEditor.Input {
        async let input = editor.next(prompt: prompt)
        let shown = prompt.replacing(/\u{1B}\[[0-9;]*m/, with: "")
        try await terminal.wait(for: "the prompt") { screen in
            screen.currentRow == shown.trimmingEnd()
                && screen.cursor.column == DisplayWidth.of(shown)
        }
        try await type(terminal)
        let entered = await input
        if case .line(let line) = entered { history.add(line) }
        return entered
    }
}

extension String {
    /// The text without the blanks at its end.
    func trimmingEnd() -> String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
