import ArgumentParser
import CBuild
import Glibc
import IGSConsole
import IGSRuntime
import IGSScript

/// The image generation shell. Its first word may be a verb; everything else is for the shell itself.
@main
enum Igs {
    static let version = "0.2.0"

    /// The version, and what this igs was built from.
    static var versionLine: String {
        "igs \(version), built from \(String(cString: igs_buildSource()))"
    }

    /// The environment that igs was started with, the key included.
    static let environment = ProcessEnvironment.read()

    /// Refuses `help` for a word that is not a verb; the argument parser would show the help of igs as a whole.
    private static func checkHelp(_ words: [String]) throws {
        guard words.first == "help", let word = words.dropFirst().first, !word.hasPrefix("-"),
            Verb(rawValue: word) == nil, word != "help"
        else { return }
        throw ValidationError(
            CommandTable.vocabulary.entry(for: word) == nil
                ? "There is no verb '\(word)'" : "Help for a command is: igs -c 'help \(word)'")
    }

    /// Runs igs on this thread, until it must wait for something: a thread of the pool would first have to be made.
    static func main() {
        Task.immediate { await run() }
        while true { pause() }
    }

    /// Runs igs, and ends with its exit codes instead of the argument parser's.
    private static func run() async -> Never {
        Signals.ignoreBrokenPipes()
        ProcessEnd.prepare()
        let words = Array(CommandLine.arguments.dropFirst())
        let isVerb = words.first.map { Verb(rawValue: $0) != nil || $0 == "help" } ?? false
        do throws(Failure) {
            try CallerCheck.check(words, isVerb: isVerb)
        } catch {
            let reporter = StandardStreams().reporter(json: words.contains("--json"))
            error.diagnostics.forEach { reporter.report(.diagnostic($0)) }
            ProcessEnd.code(error.exitCode).take()
        }
        // The key is read once, and is visible to nobody from then on.
        _ = environment
        KeyProtection.forget(variable: ServiceSelection.keyVariable)
        if let call = Invocation(commandsAlone: words) { await Run.run(call).take() }
        let type: any ParsableCommand.Type = isVerb ? Verbs.self : Run.self
        do {
            try checkHelp(words)
            var command = try type.parseAsRoot(words)
            if var run = command as? any AsyncParsableCommand {
                try await run.run()
            } else {
                try command.run()
            }
            ProcessEnd.code(ExitStatus.success.rawValue).take()
        } catch let exit as Exit {
            exit.end.take()
        } catch {
            let isHelp = type.exitCode(for: error).isSuccess
            let streams = StandardStreams()
            let message = type.fullMessage(for: error)
            if isHelp {
                streams.results.writeText(message)
            } else {
                streams.chatter.writeText(UsageMessage.text(message))
            }
            let status: ExitStatus =
                !isHelp ? .usage : streams.tellWhetherPrinted() ? .success : .failure
            ProcessEnd.code(status.rawValue).take()
        }
    }
}

/// igs with a verb as its first word.
struct Verbs: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "igs", abstract: Run.configuration.abstract,
        usage: Run.configuration.usage, discussion: Run.configuration.discussion,
        subcommands: Verb.allCases.map(\.command))
}

/// The end of a command that has already reported everything.
struct Exit: Error {
    let end: ProcessEnd

    init(_ end: ProcessEnd) { self.end = end }

    init(code: Int32) { end = .code(code) }
}
