import ArgumentParser
import Glibc
import IGSSandbox

/// The arguments of `igs-sandbox`.
struct SandboxCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "igs-sandbox",
        abstract: "An imitation of the image service, for tests and teaching. Free and offline.",
        usage: "igs-sandbox [OPTIONS]",
        discussion: """
            Listens on 127.0.0.1 only. Started by hand it prints `listening on URL` and, if it made the key itself, `key KEY`. \
            Arguments can be seen by everybody on the machine: where that matters, give the key in IGS_SANDBOX_KEY.

            A plan for --faults says what goes wrong, one fault a line: WHERE [WHEN] FAULT [ARGUMENTS], such as
              submit 3 cut-reply 120 rst
              query every 5 status 503
              download 20% truncate
              seed 7
            WHERE is submit, query, download or balance. WHEN is a number or range of exchanges (3, 3-5, 3-), every N, each N (of a \
            task), P%, has WORD (in the prompt), or several of these. --list-faults lists the faults, and how prompts call for them.
            """)

    @Option(help: "The port; 0 takes any free one.")
    var port = 0

    @Option(help: "Finish tasks this many times faster than the service.")
    var speed: Double = 1

    @Option(
        help:
            "The billing journal, one JSON line per task (default: journal.jsonl in the state folder)."
    )
    var journal: String?

    @Option(help: "The key that callers must show (default: IGS_SANDBOX_KEY, else a random one).")
    var key: String?

    @Option(
        help: "The folder of tasks and references (default: a temporary one, removed at the end).")
    var state: String?

    @Option(help: "What the account holds at first, in credits; one is worth about a US cent.")
    var credits = 10_000

    @Option(help: "A plan of faults to cause.")
    var faults: String?

    @Option(
        help: """
            How replies are worded: as by the live service today, as documented, with an order's id, without any id, or \
            as by a sibling.
            """)
    var replies = ReplyForms.live

    @Option(help: "What to do with an out_task_id that is used again.")
    var duplicates: DuplicatePolicy?

    @Flag(help: "List the faults and exit.")
    var listFaults = false

    @Flag(help: "Print what is wrong with the plan of --faults and exit.")
    var checkFaults = false

    @Flag(
        help: ArgumentHelp(
            "For a program that starts the sandbox: print one JSON line with url and key, and exit when stdin ends."
        ))
    var embedded = false

    @Option(
        help: ArgumentHelp(
            "For igs clean: remove the tasks of --state that were over before this moment, but for those whose ids come on stdin, and exit.",
            visibility: .hidden))
    var cleanBefore: Double?

    @Flag(help: ArgumentHelp("Only say what --clean-before would remove.", visibility: .hidden))
    var rehearse = false

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
        if let key, key.isEmpty || !Self.isKey(key.utf8) {
            throw ValidationError("--key must be printable ASCII without blanks")
        }
        if let state, state.isEmpty { throw ValidationError("--state must name a folder") }
        guard faults != nil || !checkFaults else {
            throw ValidationError("--check-faults needs --faults")
        }
        if let journal, journal.isEmpty { throw ValidationError("--journal must name a file") }
    }

    func run() throws {
        if listFaults { return Printing.answer(FaultCatalogue.table) }
        let plan = try faults.map(read)
        if checkFaults { return }
        if let cleanBefore {
            return try CleaningCall(state: state, before: cleanBefore, isRehearsal: rehearse).run()
        }
        let given = try key ?? Self.keyFromEnvironment()
        let scratch = state == nil ? try ScratchFolder() : nil
        var configuration = SandboxConfiguration(
            key: given ?? SandboxConfiguration.randomKey(),
            stateFolder: state ?? scratch?.path ?? ".")
        configuration.port = port
        configuration.speed = speed
        configuration.journalPath = journal
        configuration.credits = Credits(credits)
        configuration.replies = replies
        configuration.duplicates = duplicates ?? plan?.duplicates ?? .reject
        configuration.duplicateWording = plan?.duplicateWording ?? .exists
        let greeting: Greeting =
            embedded ? .embedded : given == nil ? .byHandWithNewKey : .byHand
        SandboxProcess(
            configuration: configuration, faults: plan, greeting: greeting, scratch: scratch,
            endsWithInput: embedded
        ).run()
    }

    private func read(_ plan: String) throws -> FaultPlan {
        do throws(FaultPlanError) {
            return try FaultPlanReader.read(path: plan)
        } catch {
            // For a check, the mistake is the answer.
            if checkFaults { Printing.answer("\(error)\n") } else { Printing.tell("\(error)") }
            throw ExitCode.validationFailure
        }
    }

    private static func keyFromEnvironment() throws -> String? {
        guard let value = getenv("IGS_SANDBOX_KEY"), value.pointee != 0 else { return nil }
        guard let key = String(validatingCString: value), isKey(key.utf8) else {
            throw ValidationError("IGS_SANDBOX_KEY must be printable ASCII without blanks")
        }
        return key
    }

    private static func isKey(_ bytes: String.UTF8View) -> Bool {
        bytes.allSatisfy { (0x21...0x7E).contains($0) }
    }
}

extension DuplicatePolicy: ExpressibleByArgument {}
extension ReplyForms: ExpressibleByArgument {}
