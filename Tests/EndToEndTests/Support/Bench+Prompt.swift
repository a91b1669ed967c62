import Glibc
import IGSTestSupport

extension Bench {
    /// An igs at its prompt, on a terminal of the test's own.
    ///
    /// - Parameters:
    ///   - environment: what differs from the clean one.
    ///   - sign: what shows that the prompt is there; nil waits for nothing.
    func prompt(
        _ arguments: [String] = ["--speed", "300"], columns: Int = 80, rows: Int = 40,
        environment: [String: String] = [:], sign: String? = "sandbox 1:1 1K"
    ) async throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(columns: columns, rows: rows)
        // What a person does before: changes to a folder of his own.
        let line =
            "cd '\(work)' && exec '\(IgsProcess.executable)' \(arguments.joined(separator: " "))"
        try terminal.start(
            "/bin/sh", ["-c", line],
            environment: self.environment.merging(["TERM": "xterm-256color"]) { $1 }
                .merging(environment) { $1 })
        if let sign { try await terminal.wait(for: sign, within: .seconds(20)) }
        return terminal
    }
}

extension PseudoTerminal {
    /// Types a line and ends it.
    func enter(_ line: String) {
        type(line)
        press(.enter)
    }

    /// Sends a text as terminals send what is pasted.
    func paste(_ text: String) { type("\u{1B}[200~\(text)\u{1B}[201~") }

    /// Whether the terminal edits lines and shows them, and does not mark pastes: as a program finds
    /// it, and has to leave it.
    var isAsFound: Bool {
        let flags = tcflag_t(ECHO | ICANON | ISIG)
        let marks = transcript.matches(of: /\u{1B}\[\?2004[hl]/)
        return modes.c_lflag & flags == flags && marks.last?.output.last != "h"
    }
}
