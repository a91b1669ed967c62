import ArgumentParser
import FoundationEssentials
import Glibc
import IGSConsole
import IGSRuntime
import IGSScript

/// `igs test DIR…`
struct Test: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract:
            "Run scripts, each on its own sandbox, and compare their output with their CHECK lines.",
        discussion: """
            Every .igs file below the folders is a test. In comments on lines of their own it says
            what it does:
              # CHECK: text       the next line of standard output; {{…}} is a regular expression
              # CHECKERR: text    the next line of standard error
              # EXIT: 3           the exit code, 0 unless it is given
              # ARGS: --size 2    the arguments of the script; options of igs come before them
            A test's current folder is its own, with links to what stands beside the script.
            """)

    @Option(help: "How many tests run at a time; by default as many as there are processors.")
    var jobs: Int?

    @Option(help: ArgumentHelp("How long a test may take.", valueName: "time"))
    var timeout = "60s"

    @Option(help: "Run the sandboxes this many times faster than the live service.")
    var speed = 500.0

    @Option(
        help: ArgumentHelp("Write a report as JUnit XML.", valueName: "file"), completion: .file())
    var junit: String?

    @Flag(help: "Print JSON Lines on standard output.")
    var json = false

    @Argument(
        help: ArgumentHelp("Folders and scripts.", valueName: "dir"),
        completion: .file(extensions: ["igs"]))
    var paths: [String]

    private var timeLimit: Duration? {
        DurationText.parse(timeout).flatMap { $0 > .zero ? $0 : nil }
    }

    func validate() throws {
        guard speed.isFinite, speed >= 0.1, speed <= 100_000 else {
            throw ValidationError("--speed takes a number from 0.1 to 100000")
        }
        guard (1...256).contains(jobs ?? 1) else {
            throw ValidationError("--jobs takes a number from 1 to 256")
        }
        guard timeLimit != nil else {
            throw ValidationError("--timeout takes a time such as 30s or 5m")
        }
    }

    func run() async throws {
        let interruption = Interruption()
        let signals = Signals.stream(of: Set(Signals.endings))
        let follower = Task { await interruption.follow(signals) }
        defer { follower.cancel() }
        let streams = StandardStreams(onClosed: interruption.end)
        let run = TestRun(
            TestRun.Options(
                executable: SandboxLauncher.executableOfProgram,
                environment: Igs.environment,
                jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount,
                timeLimit: timeLimit ?? .seconds(60), speed: speed),
            reporter: TestReporter(streams, json: json))
        let (paths, junit) = (paths, junit)
        let outcome = await interruption.run { () async -> Result<ExitStatus, Failure> in
            do throws(Failure) {
                return .success(try await run.run(paths, junit: junit))
            } catch {
                return .failure(error)
            }
        }
        if let signal = Signals.firstCaught(of: Signals.endings) { throw Exit(.signal(signal)) }
        switch outcome {
        case .success(let status):
            let isTold = streams.tellWhetherPrinted()
            throw Exit(code: (isTold || status != .success ? status : .failure).rawValue)
        case .failure(let failure):
            if streams.results.failureCode != nil, failure.code == .interrupted {
                let isTold = streams.tellWhetherPrinted()
                // The reader of the output has seen enough.
                throw Exit(code: (isTold ? ExitStatus.success : .failure).rawValue)
            }
            let reporter = streams.reporter(json: json)
            failure.diagnostics.forEach { reporter.report(.diagnostic($0)) }
            throw Exit(code: failure.code.rawValue)
        }
    }
}
