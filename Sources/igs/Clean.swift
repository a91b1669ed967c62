import ArgumentParser
import FoundationEssentials
import IGSConsole
import IGSJobs
import IGSRuntime

/// `igs clean`
struct Clean: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clean",
        abstract: "Remove what is old and saved elsewhere from the store.",
        discussion: """
            A picture in the store goes if its jobs ended before --older, or were
            forgotten a day ago, and a file that 'save' wrote still holds it. Unsaved
            pictures are named, and stay unless --unsaved is given. Jobs that are not
            over keep everything. The sandbox's old tasks go, too. The ledger keeps all
            jobs: it is the record of what was paid.
            """)

    @Option(
        help: ArgumentHelp(
            "Keep what jobs made since then: 90d, 2w, 12h or 2026-01-31.", valueName: "age"))
    var older = Age.standard

    @Flag(help: "Remove unsaved pictures, too; each is named.")
    var unsaved = false

    @Flag(help: "Only say what would be removed.")
    var dryRun = false

    @Option(
        help: ArgumentHelp("Keep all state in this folder (IGS_HOME).", valueName: "dir"),
        completion: .directory)
    var home: String?

    func validate() throws { try Folders.validate(home: home) }

    func run() async throws {
        let streams = StandardStreams()
        let reporter = streams.reporter(json: false)
        let failures = await clean(streams)
        for diagnostic in failures.flatMap(\.diagnostics) {
            reporter.report(.diagnostic(diagnostic))
        }
        if let first = failures.first { throw Exit(code: first.exitCode) }
        if !streams.tellWhetherPrinted() { throw Exit(code: ExitStatus.failure.rawValue) }
    }

    /// Cleans the store, then the sandbox's tasks, and prints what goes.
    ///
    /// - Returns: what stopped it.
    private func clean(_ streams: StandardStreams) async -> [Failure] {
        let folders = Folders(home: home, environment: Igs.environment)
        if let folder = folders.openToOthers { return [LaunchMessages.openState(folder)] }
        let text = CleaningText(isRehearsal: dryRun)
        let cleaning = StoreCleaning(
            endedBefore: older.moment, removesUnsaved: unsaved, isRehearsal: dryRun)
        let outcome: CleanedStore
        do throws(LedgerError) {
            outcome = try await cleaning.run(
                ledger: folders.state + "/ledger.sqlite", now: SystemJobClock().now
            ) { streams.results.writeText(text.line(for: $0)) }
        } catch {
            return [LedgerMessages.failure(error)]
        }
        var failures = outcome.obstacles.map(CleaningMessages.left)
        var sandbox: SandboxCleaning.Outcome?
        do throws(SandboxCleaning.Failure) {
            sandbox = try await SandboxCleaning(
                state: folders.state + "/sandbox", endedBefore: older.moment,
                keeping: outcome.unfinished.flatMap { [$0.id, $0.task].compactMap(\.self) },
                isRehearsal: dryRun
            ).run()
        } catch {
            failures.append(CleaningMessages.left(error))
        }
        for line in text.lines(for: outcome, sandbox: sandbox) {
            streams.results.writeText(line)
        }
        return failures
    }
}

extension Clean {
    /// An age on the command line.
    struct Age: ExpressibleByArgument {
        /// The moment that lies so far back, in seconds since 1970.
        let moment: Double
        let defaultValueDescription: String

        init?(argument: String) {
            // A day that is still to come would make everything old.
            let now = SystemJobClock().now
            guard let moment = PointInTime.parse(argument, now: now), moment <= now else {
                return nil
            }
            self.moment = moment
            defaultValueDescription = argument
        }

        private init(days: Int) {
            moment = SystemJobClock().now - Double(days) * 86_400
            defaultValueDescription = "\(days)d"
        }

        static let standard = Age(days: 90)
    }
}
