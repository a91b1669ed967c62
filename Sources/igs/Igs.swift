import ArgumentParser
import FoundationEssentials
import Glibc
import IGSConsole
import IGSRuntime
import IGSScript

/// The image generation shell. Its first word may be a verb; everything else is for the shell itself.
@main
enum Igs {
    static let version = "0.1"

    static let verbs: [String: any ParsableCommand.Type] = [
        "check": Check.self, "fmt": Fmt.self, "generate": Generate.self,
        "ledger": LedgerVerb.self, "login": Login.self, "plan": Plan.self,
        "sandbox": Sandbox.self, "test": Test.self,
    ]

    /// The environment that igs was started with, the key included.
    static let environment = ProcessInfo.processInfo.environment

    /// The verb that was probably meant by a word; nil where none is like it.
    static func verb(near word: String) -> String? {
        Suggestion.nearest(to: word, in: verbs.keys.sorted())
    }

    /// Refuses `help` for what is not a verb, where the argument parser would help with igs as a whole.
    private static func checkHelp(_ words: [String]) throws {
        guard words.first == "help", let word = words.dropFirst().first, !word.hasPrefix("-"),
            verbs[word] == nil, word != "help"
        else { return }
        throw ValidationError(
            CommandTable.vocabulary.entry(for: word) == nil
                ? "There is no verb '\(word)'" : "Help for a command is: igs -c 'help \(word)'")
    }

    /// Ends with the exit codes of igs, where the argument parser has its own.
    static func main() async {
        Signals.ignoreBrokenPipes()
        ProcessEnd.prepare()
        let words = Array(CommandLine.arguments.dropFirst())
        let isVerb = words.first.map { verbs.keys.contains($0) || $0 == "help" } ?? false
        do throws(Failure) {
            try CallerCheck.check(words, isVerb: isVerb)
        } catch {
            let reporter = StandardStreams().reporter(json: words.contains("--json"))
            error.diagnostics.forEach { reporter.report(.diagnostic($0)) }
            ProcessEnd.code(error.exitCode).take()
        }
        // It is read once, and shown to nobody from then on.
        _ = environment
        KeyProtection.forget(variable: ServiceSelection.keyVariable)
        let type: any ParsableCommand.Type = isVerb ? Verbs.self : Run.self
        do {
            try checkHelp(words)
            var command = try type.parseAsRoot(words)
            if var run = command as? any AsyncParsableCommand {
                try await run.run()
            } else {
                try command.run()
            }
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

/// igs where its first word is a verb.
struct Verbs: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "igs", abstract: Run.configuration.abstract,
        usage: Run.configuration.usage, discussion: Run.configuration.discussion,
        subcommands: Igs.verbs.sorted { $0.key < $1.key }.map(\.value))
}

/// The end of a command that said everything there was to say.
struct Exit: Error {
    let end: ProcessEnd

    init(_ end: ProcessEnd) { self.end = end }

    init(code: Int32) { end = .code(code) }
}
