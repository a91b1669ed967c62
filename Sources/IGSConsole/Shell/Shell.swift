import FoundationEssentials
internal import Glibc
package import IGSRuntime
import IGSScript

/// The prompt: reads lines from a person, and runs each as it comes.
package struct Shell {
    private let session: Session
    private let editor: PromptEditor
    private let streams: StandardStreams
    private let interruption: Interruption
    private let prompt: Prompt
    private let lines: ShellLines

    /// Makes a shell.
    package init(
        session: Session, editor: PromptEditor, streams: StandardStreams,
        interruption: Interruption
    ) {
        self.session = session
        self.editor = editor
        self.streams = streams
        self.interruption = interruption
        prompt = Prompt(isColoured: streams.isColoured)
        lines = ShellLines(editor)
        session.promptLines = lines
    }

    /// Reads and runs lines until the user leaves.
    ///
    /// - Parameter startFile: The path of a script that runs first; ignored if there is no such
    ///   file.
    /// - Returns: The exit status.
    package func run(version: String, startFile: String? = nil) async -> Int32 {
        interruption.onEnd { [editor] in editor.close() }
        await run { session in await session.start(version: version) }
        if let startFile { await runStartFile(startFile) }
        var wasWarned = false
        while !interruption.isEnding {
            if let failure = editor.takeHistoryFailure() {
                session.note(ShellMessages.noHistory(failure))
            }
            let input = session.exitRequest == nil ? await nextInput() : nil
            if let input { await run(input) }
            let isLeaving = input == nil || session.exitRequest != nil
            if isLeaving {
                await session.reportSettled()
                if session.liveEntries.isEmpty || wasWarned || interruption.isEnding { break }
                warnOfLiveJobs()
                session.withdrawExit()
            }
            wasWarned = isLeaving
        }
        return interruption.isEnding
            ? ExitStatus.interrupted.rawValue
            : session.exitRequest?.code ?? ExitStatus.success.rawValue
    }
}

private extension Shell {
    var chatter: Output { streams.chatter }

    /// Runs a part of a session as a task that Ctrl-C cancels.
    ///
    /// - Returns: Whether it was not cancelled.
    @discardableResult
    func run(_ operation: @escaping (Session) async -> Void) async -> Bool {
        // The shell waits for the task to end before it uses the session again, so that the session
        // has one user at any time.
        nonisolated(unsafe) let session = session
        nonisolated(unsafe) let operation = operation
        return await interruption.run {
            await operation(session)
            return !Task.isCancelled
        }
    }

    /// Runs the parts of an input in turn, as if each had been entered by itself. If the user stops a
    /// part, the following parts do not run.
    func run(_ input: PromptInput) async {
        let parts = input.parts(definitions: session.definitions.keys)
        for (index, part) in parts.enumerated() {
            let goesOn = await runPart(part)
            if session.exitRequest != nil || interruption.isEnding { return }
            guard !goesOn else { continue }
            if index + 1 < parts.count { chatter.writeLine("the lines after it were not run") }
            return
        }
    }

    /// Runs a part of an input.
    ///
    /// - Returns: Whether the user did not stop it.
    func runPart(_ part: PromptInput) async -> Bool {
        if let escape = part.escape { return await run(escape) }
        if let help = part.helpForDefinition(in: session) {
            session.reporter.report(.help(help))
            return true
        }
        guard await mayRun(part) else { return false }
        return await run { session in
            await ScriptRunner(session: session).runInput(part.file)
        }
    }

    /// Runs a line for the system's shell. What the line does is the user's own affair: a message
    /// appears only if it could not be started, failed by itself, or did something that has no effect.
    ///
    /// - Returns: Whether Ctrl-C did not stop it.
    func run(_ escape: ShellEscape) async -> Bool {
        var status: Int32 = 0
        do throws(SystemFailure) {
            status = try await run(escape.program)
            switch status {
            case 0, -SIGINT: break
            case 1...: chatter.tell("status \(status)")
            default: chatter.tell("it was killed by signal \(-status)")
            }
            if let effect = LostEffect(of: escape) { session.note(ShellMessages.lost(effect)) }
        } catch {
            chatter.tell("\(error)")
        }
        // A shell that waits for the program reports this in its own status.
        return status != -SIGINT && status != 128 + SIGINT
    }

    /// Runs a program with the terminal as it was before igs.
    ///
    /// - Returns: Its exit status, or the negative number of the signal that it died of.
    func run(_ program: ForegroundProgram) async throws(SystemFailure) -> Int32 {
        await editor.editor.lendTerminal()
        let outcome = await interruption.run { () -> Result<Int32, SystemFailure> in
            do throws(SystemFailure) {
                return .success(try await program.run())
            } catch {
                return .failure(error)
            }
        }
        await editor.editor.takeTerminalBack()
        return try outcome.get()
    }

    /// Returns a line as the user's own editor left it; the line itself if the editor failed.
    func edited(_ line: String) async -> String {
        let textEditor = TextEditor(environment: ProcessInfo.processInfo.environment)
        do throws(SystemFailure) {
            let (status, bytes) = try await textEditor.edit(line) { program throws(SystemFailure) in
                try await run(program)
            }
            if status != 0 {
                session.note(ShellMessages.notEdited(textEditor.command, status))
            } else if let byte = CallerText.badByte(in: bytes) {
                session.note(ShellMessages.notUTF8(byte))
            } else {
                return TerminalText.entered(bytes)
            }
        } catch {
            chatter.tell("\(error)")
        }
        return line
    }

    /// Runs the user's start script, and reports what is wrong in it.
    func runStartFile(_ path: String) async {
        guard access(path, F_OK) == 0 else { return }
        await run { session in
            do throws(Diagnostic) {
                await ScriptRunner(session: session).runInput(try ScriptFile.read(path))
                // `exit` ends the script, not the shell.
                session.withdrawExit()
            } catch {
                session.note(error)
            }
        }
    }

    /// Returns what the last command puts next, or what the user enters.
    ///
    /// - Returns: `nil` when the user leaves.
    func nextInput() async -> PromptInput? {
        switch lines.take() {
        case nil: return await readInput()
        case .edit(let line): return await readInput(from: line)
        case .run(let line):
            chatter.writeText(line)
            lines.add(line)
            return PromptInput(line)
        }
    }

    /// Reads a line, and more lines while a quote, a list or a block is open.
    ///
    /// - Parameter beginning: What the edited line begins with.
    /// - Returns: `nil` when the user leaves.
    func readInput(from beginning: String = "") async -> PromptInput? {
        var input = PromptInput()
        var beginning = beginning
        var interrupts = 0
        let turn = InputTurn(session: session, editor: editor, streams: streams, prompt: prompt)
        while true {
            let line = await turn.read(continuing: OpenText(endOf: input.text), from: beginning)
            beginning = ""
            switch line {
            case .end: return nil
            case .interrupt(let dropped):
                interrupts = input.text.isEmpty && dropped.isEmpty ? interrupts + 1 : 0
                input = PromptInput()
                if interrupts == 2 { chatter.writeLine("to leave: Ctrl-D, or exit") }
            case .edit(let text):
                interrupts = 0
                beginning = await edited(text)
            case .refused(let byte):
                interrupts = 0
                input = PromptInput()
                session.note(ShellMessages.notUTF8(byte))
            case .line(let text), .pasted(let text):
                interrupts = 0
                input.append(text, isPasted: line == .pasted(text))
                if input.isComplete {
                    lines.add(input.text)
                    return input
                }
                if let remark = OpenText.remark(on: input.text) { session.note(remark) }
            }
        }
    }

    /// Whether an input may run. It needs a yes if it would pay for more than the `confirm` setting
    /// allows, or if it is several pasted lines, which the user may not have read, that would pay at
    /// all.
    func mayRun(_ input: PromptInput) async -> Bool {
        guard let plan = input.plan(in: session) else { return true }
        guard let question = input.question(about: plan, in: session) else {
            if input.isPasted, plan.jobs.count > 1 {
                session.note(ShellMessages.sum(plan))
            }
            return true
        }
        if await editor.confirms(question) { return true }
        chatter.writeLine("nothing was run")
        return false
    }

    func warnOfLiveJobs() {
        let count = session.liveEntries.count
        chatter.tell(
            count == 1
                ? "1 job is still running. Exit again to leave it to the next session."
                : "\(count) jobs are still running. Exit again to leave them to the next session."
        )
    }
}
