import ArgumentParser
import Glibc
import IGSSandbox

/// The arguments of `igs-sandbox`.
struct SandboxCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "igs-sandbox",
        abstract: "An imitation of the image service, for tests and teaching. Free and offline.",
        discussion: """
            Listens on 127.0.0.1 only. Started by hand it prints `listening on URL`, and, where it made the key itself, `key KEY`. \
            Arguments can be seen by everybody on the machine: where that matters, give the key in IGS_SANDBOX_KEY.
            """)

    @Option(help: "The port; 0 takes any free one.")
    var port = 0

    @Option(help: "How many times faster than the service tasks are done.")
    var speed: Double = 1

    @Option(
        help:
            "The billing journal, a JSON line a task (default: journal.jsonl in the state folder).")
    var journal: String?

    @Option(help: "The key that callers must show (default: IGS_SANDBOX_KEY, else a random one).")
    var key: String?

    @Option(
        help: "The folder of tasks and references (default: a temporary one, removed at the end).")
    var state: String?

    @Option(help: "What the account holds at first, in credits; one is worth about a US cent.")
    var credits = 10_000

    @Flag(
        help: ArgumentHelp(
            "For a program that starts the sandbox: one JSON line with url and key, and the end at stdin's."
        ))
    var embedded = false

    mutating func validate() throws {
        guard (0...65535).contains(port) else {
            throw ValidationError("--port must be from 0 to 65535, not \(port)")
        }
        guard speed > 0, speed <= 1_000_000 else {
            throw ValidationError("--speed must be above 0 and at most 1000000, not \(speed)")
        }
        guard (0...1_000_000_000).contains(credits) else {
            throw ValidationError("--credits must be from 0 to 1000000000, not \(credits)")
        }
        if let key, key.isEmpty || !key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) {
            throw ValidationError("--key must be printable ASCII without blanks")
        }
        if let state, state.isEmpty { throw ValidationError("--state must name a folder") }
        if let journal, journal.isEmpty { throw ValidationError("--journal must name a file") }
    }

    func run() throws {
        let given = key ?? Self.keyFromEnvironment
        let scratch = state == nil ? try ScratchFolder() : nil
        var configuration = SandboxConfiguration(
            key: given ?? SandboxConfiguration.randomKey(),
            stateFolder: state ?? scratch?.path ?? ".")
        configuration.port = port
        configuration.speed = speed
        configuration.journalPath = journal
        configuration.credits = Credits(credits)
        let greeting: Greeting =
            embedded ? .embedded : given == nil ? .byHandWithNewKey : .byHand
        SandboxProcess(
            configuration: configuration, greeting: greeting, scratch: scratch,
            endsWithInput: embedded
        ).run()
    }

    private static var keyFromEnvironment: String? {
        guard let value = getenv("IGS_SANDBOX_KEY") else { return nil }
        let key = String(cString: value)
        return key.isEmpty ? nil : key
    }
}
