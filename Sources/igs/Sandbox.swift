import ArgumentParser
import Glibc
import IGSConsole
import IGSRuntime

/// `igs sandbox …`: becomes `igs-sandbox`, which knows its own arguments.
struct Sandbox: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sandbox", abstract: "Start the sandbox as a separate server.",
        helpNames: [])

    @Argument(parsing: .captureForPassthrough, help: ArgumentHelp(visibility: .hidden))
    var arguments: [String] = []

    func run() throws {
        let executable = SandboxLauncher.executableBesideProgram
        var words = ([executable] + arguments).map { strdup($0) }
        defer { words.forEach { free($0) } }
        words.append(nil)
        execv(executable, &words)
        Output(STDERR_FILENO).writeText(
            "igs: \(executable) cannot be started: \(String(cString: strerror(errno)))")
        throw Exit(code: ExitStatus.failure.rawValue)
    }
}
