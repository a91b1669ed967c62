public import ArgumentParser
public import IGSClient
import IGSConsole
import IGSRuntime
import IGSScript

extension Run {
    /// The options of the shell itself.
    struct Options: ParsableArguments {
        @Option(
            name: .customShort("c"),
            help: ArgumentHelp("Run these commands.", valueName: "commands"))
        var commands: String?

        @Flag(help: "Print JSON Lines on standard output.")
        var json = false

        @Option(help: "Use this service: sandbox or live (default: live if there is a key).")
        var service: ServiceSelection.Wish?

        @Option(help: "The service's dialect: openapi or images (IGS_DIALECT).")
        var dialect: Dialect?

        @Option(help: "Run the embedded sandbox this many times faster than the live service.")
        var speed = EmbeddedSandbox.defaultSpeed

        @Option(
            help: ArgumentHelp(
                "Cause the faults of this plan in the embedded sandbox.", valueName: "plan"),
            completion: .file())
        var faults: String?

        @Flag(
            name: .customLong("no-rc"),
            help: "Do not run igsrc, the user's start file, at the prompt.")
        var skipsStartFile = false

        @Flag(help: "Continue after an error; exit with the code of the first.")
        var keepGoing = false

        @Flag(help: "Do not wait for outstanding jobs at the end of a script.")
        var detach = false

        @Flag(
            help:
                "Resume the script's last unfinished run; after FILE, --resume=RUN resumes that run."
        )
        var resume = false

        @Flag(help: "Take the pictures that the ledger has already; pay only for the others.")
        var reuse = false

        @Option(
            help: ArgumentHelp(
                "The most that the jobs may cost, in US dollars.", valueName: "amount"))
        var maxCost: Amount?

        @Option(
            help: ArgumentHelp(
                "Go through this table in place of the one that the script names.",
                valueName: "table"),
            completion: .file(extensions: ["csv", "tsv", "jsonl", "txt"]))
        var rows: String?

        @Option(
            help: ArgumentHelp("Keep all state in this folder (IGS_HOME).", valueName: "dir"),
            completion: .directory)
        var home: String?

        @Option(
            help: ArgumentHelp("Let a script save pictures below this folder.", valueName: "dir"),
            completion: .directory)
        var out: String?

        @Option(
            help: ArgumentHelp("Let scripts read this environment variable.", valueName: "name"))
        var env: [String] = []

        func validate() throws {
            guard speed.isFinite, speed >= 0.1, speed <= 100_000 else {
                throw ValidationError("--speed takes a number from 0.1 to 100000")
            }
            try Folders.validate(home: home)
        }
    }
}

extension Folders {
    /// Refuses an empty `--home`: a script that forgot to set a variable would use the user's own folders.
    static func validate(home: String?) throws {
        if home == "" { throw ValidationError("--home must name a folder") }
    }
}

extension Run.Options {
    /// Returns the call with these options.
    ///
    /// - Parameter script: The words after them.
    func invocation(script: [String]) -> Invocation {
        Invocation(
            commands: commands, json: json, service: service, dialect: dialect, speed: speed,
            faults: faults, skipsStartFile: skipsStartFile, keepsGoing: keepGoing,
            detaches: detach, resumption: resume ? .last : nil, reuses: reuse,
            maximumCost: maxCost?.price, table: rows, home: home, out: out, variables: env,
            script: script)
    }

    /// An amount of money on the command line.
    struct Amount: ExpressibleByArgument {
        let price: Price

        init?(argument: String) {
            guard let mills = AmountText.mills(argument) else { return nil }
            price = Price(mills: mills)
        }
    }
}

extension ServiceSelection.Wish: ExpressibleByArgument {}
extension Dialect: ExpressibleByArgument {}
