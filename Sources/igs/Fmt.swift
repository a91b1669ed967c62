import ArgumentParser
import IGSConsole
import IGSRuntime

/// `igs fmt FILE…`
struct Fmt: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fmt",
        abstract: "Format scripts in the standard layout; what they do never changes.",
        discussion: """
            Files are rewritten in place, and only where something changes. A script with errors is
            left as it is: the exit code is then 3.
            """)

    @Flag(help: "Only print the names of files that would change; exit with 1 if there are any.")
    var check = false

    @Argument(
        help: ArgumentHelp("Scripts; - is standard input.", valueName: "FILE"),
        completion: .file(extensions: ["igs"]))
    var files: [String]

    func run() throws {
        let streams = StandardStreams()
        let reporter = streams.reporter(json: false)
        var status = ScriptFormatting(
            onlyTells: check, results: streams.results, reporter: reporter
        ).run(files)
        if !streams.tellWhetherPrinted(), status == .success { status = .failure }
        throw Exit(code: status.rawValue)
    }
}
