import FoundationEssentials
import Glibc
import IGSClient
import IGSConsole
import IGSRuntime
import IGSScript

/// Wires a session together and runs it, as the arguments of `igs` say.
struct Launch {
    private let arguments: Run
    private let environment = Igs.environment
    private let interruption = Interruption()

    init(_ arguments: Run) {
        self.arguments = arguments
    }

    /// - Returns: How the process ends.
    func run() async throws(Failure) -> ProcessEnd {
        try CallerCheck.check(variables: arguments.env)
        // Without commands, a '-c' is a word of the script's, and says nothing of what follows it.
        if arguments.commands == nil { try CallerCheck.checkArguments() }
        let folders = Folders(home: arguments.home, environment: environment)
        let selection = try ServiceSelection(
            wish: arguments.service, dialect: arguments.dialect, environment: environment,
            keyFile: KeyFile(folders))
        if let plan = faults { try await SandboxLauncher.checkFaults(plan, for: selection) }
        guard let input = try Input(arguments) else {
            return try await run(selection, folders, nil)
        }
        if input.wantsHelp {
            let streams = StandardStreams()
            streams.results.writeText(input.help)
            let isPrinted = streams.tellWhetherPrinted()
            return .code((isPrinted ? ExitStatus.success : .failure).rawValue)
        }
        return try await run(selection, folders, input)
    }

    /// The absolute path of the plan of faults.
    private var faults: String? {
        guard let plan = arguments.faults, !plan.hasPrefix("/") else { return arguments.faults }
        return "\(FileManager.default.currentDirectoryPath)/\(plan)"
    }

    /// Runs an input, or the prompt if there is none, or what comes on standard input if nobody is there to see a prompt.
    private func run(
        _ selection: ServiceSelection, _ folders: Folders, _ input: Input?
    ) async throws(Failure) -> ProcessEnd {
        if let out = arguments.out { try makeFolder(out) }
        let streams = StandardStreams(onClosed: interruption.end)
        let isAtTerminal = TerminalInfo.isTerminal(STDIN_FILENO)
        // A person at a terminal has a prompt, unless what is printed goes elsewhere.
        let hasPrompt =
            input == nil && isAtTerminal && TerminalInfo.isTerminal(STDOUT_FILENO)
        let isForeign = input?.isForeign ?? !isAtTerminal
        let factory = SessionFactory(
            selection: selection, folders: folders, speed: arguments.speed, faults: faults)
        let session = factory.session(
            mode: input?.mode ?? (hasPrompt ? .prompt : .argument),
            reporter: streams.reporter(json: arguments.json, drawsProgress: true),
            viewer: streams.viewer(json: arguments.json),
            confinement: arguments.out ?? (isForeign ? "." : nil),
            environment: Environment(
                process: environment.filter {
                    arguments.env.contains($0.key) && Self.mayPass($0.key)
                }))

        // At the prompt, Ctrl-Z is the line editor's.
        let signals = Signals.stream(
            of: Set(Signals.endings + (hasPrompt ? [] : [.stop])))
        let follower = Task { [interruption] in await interruption.follow(signals) }
        defer { follower.cancel() }
        let code: Int32
        if let input {
            code = await run(input, in: session)
        } else {
            session.caps.maximum = arguments.maxCost?.price
            code =
                hasPrompt
                ? try await prompt(session, folders, streams) : await runStatements(in: session)
        }
        await factory.close(session)
        // Also where it came too late to stop anything: whoever waits for this process is to stop. At
        // the prompt, Ctrl-C was for a line or a command.
        let endings = Signals.endings.filter { !hasPrompt || $0 != .interrupt }
        if let signal = Signals.firstCaught(of: endings) { return .signal(signal) }
        guard streams.tellWhetherPrinted() else { return .code(ExitStatus.failure.rawValue) }
        guard streams.results.failureCode != nil else { return .code(code) }
        // Whoever read it has seen enough.
        return .code(
            code == ExitStatus.interrupted.rawValue ? ExitStatus.success.rawValue : code)
    }

    private func run(_ input: Input, in session: Session) async -> Int32 {
        let runner = ScriptRunner(
            session: session, keepsGoing: arguments.keepGoing, detaches: arguments.detach,
            parameters: input.parameters, resumption: input.resumption ?? arguments.resumption,
            maximumCost: arguments.maxCost?.price)
        // Nobody else touches the session while it runs.
        nonisolated(unsafe) let work = runner
        let source = input.source
        return await interruption.run { await work.run(source) }
    }

    private func runStatements(in session: Session) async -> Int32 {
        let stream = StatementStream(
            from: STDIN_FILENO, session: session, detaches: arguments.detach)
        // Nobody else touches the session while it runs.
        nonisolated(unsafe) let work = stream
        return await interruption.run { await work.run() }
    }

    private func prompt(
        _ session: Session, _ folders: Folders, _ streams: StandardStreams
    ) async throws(Failure) -> Int32 {
        if let folder = folders.openToOthers { throw LaunchMessages.openState(folder) }
        do throws(SystemFailure) {
            try folders.create()
        } catch {
            throw LaunchMessages.noState(error)
        }
        do throws(SystemFailure) {
            let history = History(path: folders.state + "/history", keys: keys(folders))
            let editor = try PromptEditor(
                input: STDIN_FILENO, output: STDOUT_FILENO, errors: STDERR_FILENO, history: history,
                isColoured: streams.isColoured, home: UserPath.home(environment))
            defer { editor.close() }
            return await Shell(
                session: session, editor: editor, streams: streams, interruption: interruption
            ).run(
                version: Igs.version,
                startFile: arguments.skipsStartFile ? nil : folders.startFile)
        } catch {
            throw LaunchMessages.noPrompt(error)
        }
    }

    /// The keys that are there, used or not.
    private func keys(_ folders: Folders) -> [Secret] {
        let kept = try? KeyFile(folders).read()
        return [
            environment[ServiceSelection.keyVariable].flatMap { Secret($0) }, kept?.key,
        ].compactMap(\.self)
    }

    /// Makes the folder for pictures before anything is paid for.
    private func makeFolder(_ path: String) throws(Failure) {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true)
        } catch {
            throw LaunchMessages.noFolder(path)
        }
    }

    /// Whether a variable of the environment may be passed to scripts at all: the key never is.
    private static func mayPass(_ name: String) -> Bool { name != ServiceSelection.keyVariable }
}

/// What is said before there is a session: identifiers `E06xx`.
enum LaunchMessages {
    static func noPrompt(_ error: SystemFailure) -> Failure {
        Failure(
            Diagnostic(
                .noTerminal, "\(error)",
                notes: ["the prompt needs a terminal; 'igs -c COMMANDS' and 'igs FILE' do not"]))
    }

    /// The folders that igs keeps its state in cannot be had; jobs would be lost.
    static func noState(_ error: SystemFailure) -> Failure {
        let reason = String(cString: strerror(error.code))
        return Failure(
            Diagnostic(
                .unusableState,
                "cannot \(error.operation): \(reason.prefix(1).lowercased())\(reason.dropFirst())",
                notes: ["'--home DIR', or IGS_HOME, puts it elsewhere"]))
    }

    /// A folder of igs's own that others could have changed.
    static func openState(_ folder: String) -> Failure {
        Failure(
            Diagnostic(
                .unusableState,
                "others can write to '\(folder)', so igs does not trust what is there",
                notes: [
                    "check that nobody has changed it, then 'chmod go-w' it",
                    "'--home DIR', or IGS_HOME, names another",
                ]))
    }

    static func cannotPrint(_ errno: Int32) -> Failure {
        Failure(
            Diagnostic(
                .unwritableOutput,
                "standard output cannot be written: \(String(cString: strerror(errno)))",
                notes: ["jobs and pictures are kept: 'igs -c jobs --all' lists them"]))
    }

    static func noFolder(_ path: String) -> Failure {
        Failure(
            Diagnostic(.noOutputFolder, "cannot create the folder '\(path)' of --out"))
    }

    static func noInput(_ errno: Int32) -> Failure {
        Failure(
            Diagnostic(
                .unreadableInput,
                "standard input cannot be read: \(String(cString: strerror(errno)))"))
    }

    static func badArgument(_ text: String) -> Failure {
        Failure(
            Diagnostic(
                .badArgument, "'\(text)' is not an argument for a script",
                notes: ["a script's arguments are --PARAMETER VALUE; 'igs FILE --help' lists them"])
        )
    }

    static func missingValue(_ text: String) -> Failure {
        Failure(
            Diagnostic(.missingValue, "'\(text)' needs a value"))
    }

    static func notUTF8(_ what: String, _ byte: UInt8) -> Failure {
        let digits = String(byte, radix: 16, uppercase: true)
        return Failure(
            Diagnostic(
                .argumentNotUTF8, "\(what) has the byte 0x\(digits), which is not UTF-8 text",
                notes: ["igs accepts only UTF-8; 'locale' shows what the terminal is set to"]))
    }

    static func noRun() -> Failure {
        Failure(
            Diagnostic(
                .nothingToResume, "there is no run to resume here",
                notes: ["'igs FILE --resume' continues the last unfinished run of a script"]))
    }
}
