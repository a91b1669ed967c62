import FoundationEssentials
internal import Glibc

/// A line of the prompt for the system's shell: `!ls out`. Scripts have none.
struct ShellEscape {
    /// What the system's shell runs.
    let command: String

    /// The escape that a text is; nil where it is none. It is a line that begins with `!`.
    init?(_ text: String) {
        let text = text.drop { $0 == " " || $0 == "\t" }
        guard text.first == "!", !text.contains(where: \.isNewline) else { return nil }
        command = text.dropFirst().trimmingPrefix { $0.isWhitespace }.description
        if command.isEmpty { return nil }
    }

    /// Runs it on the terminal, and waits for its end. Ctrl-C is for the program alone. The key is not
    /// in the environment any more when there is a prompt.
    ///
    /// - Returns: Its exit status, or the negated number of the signal that it died of.
    func run() async throws(SystemFailure) -> Int32 {
        let environment = ProcessInfo.processInfo.environment
        let shell = environment["SHELL"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        return try await Signals.ignoring([.interrupt, .quit]) { () throws(SystemFailure) in
            let process = try ChildProcess(
                executable: shell ?? "/bin/sh", arguments: ["-c", command],
                environment: environment, input: STDIN_FILENO, output: STDOUT_FILENO,
                errors: STDERR_FILENO, isInForeground: true)
            return await withTaskCancellationHandler {
                await process.waitForEnd()
            } onCancel: {
                process.ask()
            }
        }
    }
}
