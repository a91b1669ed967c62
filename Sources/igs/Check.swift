import ArgumentParser
import IGSConsole
import IGSRuntime
import IGSScript

/// `igs check FILE…`
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check scripts without sending anything; exit with 3 if there is an error.")

    @Flag(help: "Print JSON Lines.")
    var json = false

    @Argument(
        help: ArgumentHelp("Scripts.", valueName: "FILE"), completion: .file(extensions: ["igs"]))
    var files: [String]

    func run() throws {
        let streams = StandardStreams()
        let reporter = streams.reporter(json: json)
        var code = ExitStatus.success
        for path in files {
            do throws(Failure) {
                try ScriptRunner.check(path, reporter: reporter)
            } catch {
                error.diagnostics.forEach { reporter.report(.diagnostic($0)) }
                if code == .success { code = error.code }
            }
        }
        if !streams.tellWhetherPrinted(), code == .success { code = .failure }
        throw Exit(code: code.rawValue)
    }
}
