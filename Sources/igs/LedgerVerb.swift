import ArgumentParser
import FoundationEssentials
import IGSConsole
import IGSJobs
import IGSRuntime
import IGSScript

/// `igs ledger repair`
struct LedgerVerb: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger", abstract: "Repair the ledger, which holds all jobs.",
        subcommands: [Repair.self])

    /// `igs ledger repair`
    struct Repair: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "repair",
            abstract:
                "Keep what can be read of a damaged ledger, and set the damaged file aside.",
            discussion: """
                Jobs of which a part was damaged stay: the next igs asks the service for them. A ledger
                of which only the newest changes are missing is taken as it is.
                """)

        @Option(help: ArgumentHelp("Keep all state in this folder (IGS_HOME).", valueName: "dir"))
        var home: String?

        func validate() throws { try Folders.validate(home: home) }

        func run() throws {
            let streams = StandardStreams()
            let folders = Folders(home: home, environment: Igs.environment)
            let path = folders.state + "/ledger.sqlite"
            do throws(LedgerError) {
                for line in Self.report(try LedgerRepair(ledger: path), path) {
                    streams.results.writeText(line)
                }
            } catch {
                let reporter = streams.reporter(json: false)
                LedgerMessages.failure(error).diagnostics.forEach {
                    reporter.report(.diagnostic($0))
                }
                throw Exit(code: ExitStatus.failure.rawValue)
            }
            if !streams.tellWhetherPrinted() { throw Exit(code: ExitStatus.failure.rawValue) }
        }

        private static func report(_ repair: LedgerRepair, _ path: String) -> [String] {
            func count(_ number: Int, _ what: String) -> String {
                "\(number) \(what)\(number == 1 ? "" : "s")"
            }
            var lines = ["\(path): \(count(repair.wholeCount, "job")) kept"]
            if repair.partialCount > 0 {
                lines.append(
                    "\(count(repair.partialCount, "job")) kept in part: the next igs asks the service for them"
                )
            }
            if repair.unsureCount > 0 {
                lines.append(
                    "\(count(repair.unsureCount, "run or cap")) kept as read: give --max-cost again when you resume"
                )
            }
            if repair.lostCount > 0 {
                lines.append(
                    "\(count(repair.lostCount, "job")) could not be read: 'attach TASK' adds one by its task id"
                )
            }
            if !repair.unknownPictures.isEmpty {
                lines.append(
                    "\(count(repair.unknownPictures.count, "picture")) in the store that no job knows:"
                )
                lines += repair.unknownPictures.map { "  \($0)" }
            }
            if let aside = repair.setAside { lines.append("the damaged ledger is \(aside)") }
            return lines
        }
    }
}
