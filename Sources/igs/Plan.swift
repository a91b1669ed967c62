import ArgumentParser
import FoundationEssentials
import IGSConsole
import IGSJobs
import IGSRuntime
import IGSScript

/// `igs plan FILE`
struct Plan: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Show what a script would submit and cost, without sending anything.",
        usage: """
            igs plan [--json] [--max-cost AMOUNT] [--rows TABLE] \
            [--reuse [--service NAME] [--home DIR]] FILE [--PARAMETER VALUE]…
            """)

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

    @Flag(help: "Count only the pictures that the ledger lacks.")
    var reuse = false

    @Option(help: "With --reuse: the service whose pictures count: sandbox or live.")
    var service: ServiceSelection.Wish?

    @Option(
        help: ArgumentHelp("With --reuse: the folder with all state (IGS_HOME).", valueName: "dir"),
        completion: .directory)
    var home: String?

    @Argument(
        parsing: .captureForPassthrough,
        help: ArgumentHelp("A script; then its own arguments.", valueName: "file"))
    var arguments: [String]

    mutating func validate() throws {
        try Folders.validate(home: home)
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
        let reuses = reuse || input.reuses
        let ledger = reuses ? try ledger() : nil
        defer { ledger?.ledger.close() }
        let pictures = ledger.map { ledger, service in
            ReusablePictures(
                ledger: ledger,
                store: ImageStore(folder: ImageStore.folder(besideLedger: ledger.path)),
                service: service)
        }
        let table = rows.map(GivenTable.init)
        let planner = Planner.ofNewSession(
            parameters: input.parameters, maximumCost: maxCost?.price, table: table,
            reuse: reuses ? PlannedReuse(pictures) : nil)
        let (plan, parameters) = try planner.plan(input.source) {
            reporter.report(.diagnostic($0))
        }
        try parameters.check(input.parameters)
        if let table, !table.isUsed, !plan.isOpen { throw table.notUsed() }
        plan.destinationWarnings.forEach { reporter.report(.diagnostic($0)) }
        reporter.report(.planned(plan))
    }

    /// Opens the ledger that a run would use; `nil` if there is none.
    private func ledger() throws(Failure) -> (ledger: Ledger, service: String)? {
        let folders = Folders(home: home, environment: Igs.environment)
        let selection = try ServiceSelection(
            wish: service, dialect: nil, environment: Igs.environment, keyFile: KeyFile(folders))
        let path = folders.state + "/ledger.sqlite"
        // A plan leaves nothing behind.
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        do throws(LedgerError) {
            return (try Ledger(path: path), selection.serviceName)
        } catch {
            throw LedgerMessages.failure(error)
        }
    }
}
