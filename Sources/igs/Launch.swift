import FoundationEssentials
import Glibc
import IGSClient
import IGSConsole
import IGSRuntime
import IGSScript

/// Connects the parts of a session and runs it, as a call of `igs` says.
struct Launch {
    private let call: Invocation
    private let environment = Igs.environment
    private let interruption = Interruption()

    init(_ call: Invocation) {
        self.call = call
    }

    /// - Returns: How the process ends.
    func run() async throws(Failure) -> ProcessEnd {
        try CallerCheck.check(variables: call.variables)
        // Without commands, a '-c' is one of the script's words, and says nothing about the word
        // after it.
        if call.commands == nil { try CallerCheck.checkArguments() }
        let folders = Folders(home: call.home, environment: environment)
        let selection = try ServiceSelection(
            wish: call.service, dialect: call.dialect, environment: environment,
            keyFile: KeyFile(folders))
        if let plan = faults { try await SandboxLauncher.checkFaults(plan, for: selection) }
        guard let input = try Input(call) else {
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
        guard let plan = call.faults, !plan.hasPrefix("/") else { return call.faults }
        return "\(FileManager.default.currentDirectoryPath)/\(plan)"
    }

    /// Runs an input; or the prompt if there is none; or standard input if nobody is there to see a prompt.
    private func run(
        _ selection: ServiceSelection, _ folders: Folders, _ input: Input?
    ) async throws(Failure) -> ProcessEnd {
        let reuses = call.reuses || input?.reuses == true
        let streams = StandardStreams(onClosed: interruption.end)
        let isAtTerminal = TerminalInfo.isTerminal(STDIN_FILENO)
        // A user at a terminal gets a prompt, unless the output goes elsewhere.
        let hasPrompt =
            input == nil && isAtTerminal && TerminalInfo.isTerminal(STDOUT_FILENO)
        if hasPrompt, reuses { throw LaunchMessages.noReuseAtPrompt() }
        if let out = call.out { try makeFolder(out) }
        let isForeign = input?.isForeign ?? !isAtTerminal
        let factory = SessionFactory(
            selection: selection, folders: folders, speed: call.speed, faults: faults)
        let session = factory.session(
            mode: input?.mode ?? (hasPrompt ? .prompt : .argument),
            reporter: streams.reporter(json: call.json, drawsProgress: true),
            viewer: streams.viewer(json: call.json),
            confinement: call.out ?? (isForeign ? "." : nil),
            environment: Environment(
                process: environment.filter {
                    call.variables.contains($0.key) && Self.mayPass($0.key)
                }))

        session.givenTable = call.table.map(GivenTable.init)
        if reuses { session.reuse = Reuse() }
        // At the prompt, Ctrl-Z belongs to the line editor.
        let signals = Signals.stream(
            of: Set(Signals.endings + (hasPrompt ? [] : [.stop])))
        let follower = Task { [interruption] in await interruption.follow(signals) }
        defer { follower.cancel() }
        let code: Int32
        if let input {
            code = await run(input, in: session)
        } else {
            session.caps.maximum = call.maximumCost
            code =
                hasPrompt
                ? try await prompt(session, folders, streams) : await runStatements(in: session)
        }
        await factory.close(session)
        // Even if it came too late to stop anything: whoever waits for this process must stop. At the prompt, Ctrl-C
        // was for a line or a command.
        let endings = Signals.endings.filter { !hasPrompt || $0 != .interrupt }
        if let signal = Signals.firstCaught(of: endings) { return .signal(signal) }
        guard streams.tellWhetherPrinted() else { return .code(ExitStatus.failure.rawValue) }
        guard streams.results.failureCode != nil else { return .code(code) }
        // The reader of the output has seen enough.
        return .code(
            code == ExitStatus.interrupted.rawValue ? ExitStatus.success.rawValue : code)
    }

    private func run(_ input: Input, in session: Session) async -> Int32 {
        let runner = ScriptRunner(
            session: session, keepsGoing: call.keepsGoing, detaches: call.detaches,
            parameters: input.parameters, resumption: input.resumption ?? call.resumption,
            maximumCost: call.maximumCost)
        // Nothing else touches the session while it runs.
        nonisolated(unsafe) let work = runner
        let source = input.source
        return await interruption.run { await work.run(source) }
    }

    private func runStatements(in session: Session) async -> Int32 {
        let stream = StatementStream(
            from: STDIN_FILENO, session: session, detaches: call.detaches)
        // Nothing else touches the session while it runs.
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
                startFile: call.skipsStartFile ? nil : folders.startFile)
        } catch {
            throw LaunchMessages.noPrompt(error)
        }
    }

    /// Returns the keys that exist, used or not.
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

    /// Whether an environment variable may be passed to scripts at all: the key never is.
    private static func mayPass(_ name: String) -> Bool { name != ServiceSelection.keyVariable }
}
