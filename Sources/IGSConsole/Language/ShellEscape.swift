import FoundationEssentials

/// A line of the prompt for the system's shell: `!ls out`. Scripts do not have such lines.
struct ShellEscape {
    /// The command line for the system's shell.
    let command: String

    /// Reads a text that is a line beginning with `!`; nil if it is anything else.
    init?(_ text: String) {
        guard Self.begins(text), !text.contains(where: \.isNewline) else { return nil }
        command =
            text.trimmingPrefix { $0.isWhitespace }.dropFirst()
            .trimmingPrefix { $0.isWhitespace }.description
        if command.isEmpty { return nil }
    }

    /// Whether a line is one, or becomes one when its command is typed.
    static func begins(_ line: some StringProtocol) -> Bool {
        line.first { $0 != " " && $0 != "\t" } == "!"
    }

    /// The system's shell that the user has chosen.
    var program: ForegroundProgram {
        let shell = ProcessInfo.processInfo.environment["SHELL"].flatMap {
            $0.hasPrefix("/") ? $0 : nil
        }
        return ForegroundProgram(executable: shell ?? "/bin/sh", arguments: ["-c", command])
    }
}
