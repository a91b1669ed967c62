public import ArgumentParser
import FoundationEssentials
import Glibc
public import IGSClient
import IGSConsole
import IGSRuntime
import IGSScript

/// The shell itself: the prompt, a file, standard input, or the text of `-c`.
struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "igs",
        abstract: "The image generation shell: explore at a prompt, or run scripts.",
        usage: """
            igs [OPTIONS]                          the prompt
            igs [OPTIONS] FILE [--param value …]   a script; what follows it is its own
            igs FILE --resume[=RUN]                goes on with a run that was cut short
            igs [OPTIONS] -                        standard input
            igs [OPTIONS] -c 'commands'            these commands
            igs check FILE…                        checks scripts; sends nothing
            igs plan FILE [--param value …]        what a script would submit, and its cost
            igs fmt FILE…                          lays scripts out in the one canonical way
            igs test DIR…                          runs scripts, and holds them to their CHECK lines
            igs sandbox [OPTIONS]                  starts the sandbox by hand
            igs login                              keeps the key for the live service
            """,
        discussion: """
            Without a key, in AIREITER_API_KEY or by 'igs login', igs works with an embedded sandbox:
            free and offline.
            The commands of the language: igs -c help. The version: igs --version.
            """)

    @Option(
        name: .customShort("c"), help: ArgumentHelp("Run these commands.", valueName: "commands"))
    var commands: String?

    @Flag(help: "Print JSON Lines on standard output.")
    var json = false

    @Option(help: "sandbox or live; live when a key is found.")
    var service: ServiceSelection.Wish?

    @Option(help: "The service's dialect: openapi or images (IGS_DIALECT).")
    var dialect: Dialect?

    @Option(help: "How many times faster than the live service the embedded sandbox is.")
    var speed = EmbeddedSandbox.defaultSpeed

    @Option(
        help: ArgumentHelp(
            "Let go wrong in the embedded sandbox what this plan says.", valueName: "plan"))
    var faults: String?

    @Flag(
        name: .customLong("no-rc"), help: "Do not run igsrc, the user's start file, at the prompt.")
    var skipsStartFile = false

    @Flag(help: "Go on after an error; the exit code is that of the first.")
    var keepGoing = false

    @Flag(help: "Do not wait for outstanding jobs at the end of a script.")
    var detach = false

    @Flag(help: "Go on with the script's last unfinished run; after FILE also --resume=RUN.")
    var resume = false

    @Option(
        help: ArgumentHelp("The most that the jobs may cost, in US dollars.", valueName: "amount"))
    var maxCost: Amount?

    @Option(help: ArgumentHelp("Keep all state in this folder (IGS_HOME).", valueName: "dir"))
    var home: String?

    @Option(help: ArgumentHelp("Let a script save pictures below this folder.", valueName: "dir"))
    var out: String?

    @Option(help: ArgumentHelp("Let scripts read this environment variable.", valueName: "name"))
    var env: [String] = []

    @Argument(
        parsing: .captureForPassthrough,
        help: ArgumentHelp(
            "A script, or - for standard input; then its own arguments.", valueName: "file"))
    var arguments: [String] = []

    mutating func validate() throws {
        guard speed.isFinite, speed >= 0.1, speed <= 100_000 else {
            throw ValidationError("--speed takes a number from 0.1 to 100000")
        }
        // What stands where a file should is an option that the parser left to the script.
        switch arguments.first {
        case "--help", "-h": throw CleanExit.helpRequest(self)
        case "--version": throw CleanExit.message("igs \(Igs.version)")
        case let first? where first.hasPrefix("-") && first != "-" && first != "--":
            throw ValidationError("Unknown option '\(first)'")
        case let first? where commands == nil && !FileManager.default.fileExists(atPath: first):
            if let verb = Igs.verb(near: first) {
                throw ValidationError(
                    "There is no file '\(first)'. Did you mean 'igs \(verb)'?")
            }
        default: break
        }
        if arguments.first == "--" { arguments.removeFirst() }
        if commands != nil, let first = arguments.first {
            throw ValidationError("-c and the file '\(first)' exclude each other")
        }
    }

    func run() async throws {
        Signals.ignoreBrokenPipes()
        let code: Int32
        do throws(Failure) {
            code = try await Launch(self).run()
        } catch {
            let reporter = StandardStreams().reporter(json: json)
            error.diagnostics.forEach { reporter.report(.diagnostic($0)) }
            code = error.code.rawValue
        }
        throw Exit(code: code)
    }
}

extension Run {
    /// Which run is gone on with, where the options before the script say so.
    var resumption: ScriptRunner.Resumption? { resume ? .last : nil }

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
