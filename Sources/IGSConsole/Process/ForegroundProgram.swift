import FoundationEssentials
internal import Glibc

/// A program that the user runs from the prompt: it has the terminal until it ends.
struct ForegroundProgram {
    let executable: String
    let arguments: [String]

    /// Runs the program on the terminal, and waits for its end. Ctrl-C is for the program alone. By
    /// the time there is a prompt, the key is no longer in the environment.
    ///
    /// - Returns: Its exit status, or the negative number of the signal that it died of.
    func run() async throws(SystemFailure) -> Int32 {
        try await Signals.ignoring([.interrupt, .quit]) { () throws(SystemFailure) in
            let process = try ChildProcess(
                executable: executable, arguments: arguments,
                environment: ProcessInfo.processInfo.environment, input: STDIN_FILENO,
                output: STDOUT_FILENO, errors: STDERR_FILENO, isInForeground: true)
            return await withTaskCancellationHandler {
                await process.waitForEnd()
            } onCancel: {
                process.ask()
            }
        }
    }
}
