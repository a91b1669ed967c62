import ArgumentParser
import IGSConsole
import IGSRuntime
import IGSScript

/// `igs plan FILE`
struct Plan: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Show what a script would submit and cost, without sending anything.",
        usage: "igs plan [--json] [--max-cost AMOUNT] [--rows TABLE] FILE [--PARAMETER VALUE]…")

    @Flag(help: "Print JSON Lines.")
    var json = false

    @Option(
        help: ArgumentHelp(
            "The most that the jobs may cost, in US dollars.", valueName: "amount"))
    var maxCost: Run.Options.Amount?

    @Option(
        help: ArgumentHelp(
            "Go through this table in place of the one that the script names.", valueName: "table"),
        completion: .file(extensions: ["csv", "tsv", "jsonl", "txt"]))
    var rows: String?

    @Argument(
        parsing: .captureForPassthrough,
        help: ArgumentHelp("A script; then its own arguments.", valueName: "file"))
    var arguments: [String]

    mutating func validate() throws {
        // Anything after '--' is a file.
        if arguments.count > 1, arguments.first == "--" {
            arguments.removeFirst()
            return
        }
        guard let first = arguments.first else { throw ValidationError("Missing a script") }
        if first == "--help" || first == "-h" { throw CleanExit.helpRequest(self) }
        if first.hasPrefix("-"), first != "-" { throw ValidationError("Unknown option '\(first)'") }
    }

    func run() throws {
        let streams = StandardStreams()
        let reporter = streams.reporter(json: json)
        do throws(Failure) {
            try run(streams, reporter)
        } catch {
            error.diagnostics.forEach { reporter.report(.diagnostic($0)) }
            throw Exit(code: error.exitCode)
        }
        if !streams.tellWhetherPrinted() { throw Exit(code: ExitStatus.failure.rawValue) }
    }

    private func run(_ streams: StandardStreams, _ reporter: any Reporter) throws(Failure) {
        let input = try Input(script: arguments)
        if input.wantsHelp { return streams.results.writeText(input.help) }
        if input.resumption != nil { throw LaunchMessages.noRun() }
        let table = rows.map(GivenTable.init)
        let planner = Planner.ofNewSession(
            parameters: input.parameters, maximumCost: maxCost?.price, table: table)
        let (plan, parameters) = try planner.plan(input.source) {
            reporter.report(.diagnostic($0))
        }
        try parameters.check(input.parameters)
        if let table, table.replaced == nil, !plan.isOpen { throw table.notUsed() }
        plan.destinationWarnings.forEach { reporter.report(.diagnostic($0)) }
        reporter.report(.planned(plan))
    }
}
