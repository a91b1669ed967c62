import ArgumentParser
import FoundationEssentials
import Glibc
import IGSClient
import IGSConsole
import IGSRuntime
import IGSScript

/// The shell itself: the prompt, a file, standard input, or the text of `-c`.
struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "igs",
        // With it, the parser does not look for an option that prints completions, which takes it a sixth of an empty
        // run. They have a verb.
        _superCommandName: "",
        abstract: "The image generation shell: explore at a prompt, or run scripts.",
        usage: """
            igs [OPTIONS]                          the prompt
            igs [OPTIONS] FILE [--param value …]   a script; what follows it is its own
            igs FILE --resume[=RUN]                continues a run that was cut short
            igs --rows TABLE FILE                  a script, with another table than its own
            igs --reuse FILE                       pays only for pictures that the ledger lacks
            igs [OPTIONS] -                        standard input, read to its end first
            … | igs [OPTIONS]                      statements, each run once it is complete
            igs [OPTIONS] -c 'commands'            these commands
            igs check FILE…                        checks scripts; sends nothing
            igs plan FILE [--param value …]        what a script would submit, and its cost
            igs fmt FILE…                          formats scripts in the standard layout
            igs test DIR…                          runs scripts, and compares output with their CHECK lines
            igs sandbox [OPTIONS]                  starts the sandbox by hand
            igs login                              keeps the key for the live service
            igs ledger repair                      keeps what can be read of a damaged ledger
            igs clean [--older 90d] [--dry-run]    removes old pictures that are saved elsewhere
            """,
        discussion: """
            Without a key, in AIREITER_API_KEY or by 'igs login', igs works with an embedded sandbox:
            free and offline.
            The commands of the language: igs -c help. The version: igs --version.
            """)

    @OptionGroup var options: Options

    @Argument(
        parsing: .captureForPassthrough,
        help: ArgumentHelp(
            "A script, or - for standard input; then its own arguments.", valueName: "file"),
        completion: .file(extensions: ["igs"]))
    var arguments: [String] = []

    mutating func validate() throws {
        // A word in the place of the file is an option that the parser left to the script.
        switch arguments.first {
        case "--help", "-h": throw CleanExit.helpRequest(self)
        case "--version": throw CleanExit.message(Igs.versionLine)
        case let first? where first.hasPrefix("-") && first != "-" && first != "--":
            throw ValidationError("Unknown option '\(first)'")
        case let first?
        where options.commands == nil && !FileManager.default.fileExists(atPath: first):
            if let advice = Self.advice(for: arguments) {
                throw ValidationError("There is no file '\(first)'. \(advice)")
            }
        default: break
        }
        if arguments.first == "--" { arguments.removeFirst() }
        if options.rows != nil, options.commands == nil, arguments.isEmpty {
            throw ValidationError("--rows needs a script that goes through a table")
        }
        if options.commands != nil, let first = arguments.first {
            throw ValidationError("-c and the file '\(first)' cannot be used together")
        }
    }

    /// Returns what was probably meant by words that do not begin with a file; nil if nothing is
    /// like them.
    private static func advice(for words: [String]) -> String? {
        guard let first = words.first else { return nil }
        if Verb(rawValue: first) != nil {
            return "A verb comes before its options: igs \(first) …"
        }
        if CommandTable.vocabulary.entry(for: first) != nil {
            let line = words.joined(separator: " ").replacing("'", with: "'\\''")
            return "To run a command: igs -c '\(line)'"
        }
        return Verb.name(near: first).map { "Did you mean 'igs \($0)'?" }
    }

    func run() async throws {
        await Self.run(options.invocation(script: arguments)).take()
    }

    /// Runs a call, reports what stopped it, and returns how the process ends.
    static func run(_ call: Invocation) async -> ProcessEnd {
        do throws(Failure) {
            return try await Launch(call).run()
        } catch {
            let reporter = StandardStreams().reporter(json: call.json)
            error.diagnostics.forEach { reporter.report(.diagnostic($0)) }
            return .code(error.exitCode)
        }
    }
}
