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
    /// - Parameter startFile: The path of a script that runs first; nothing where no file is there.
    /// - Returns: How the process ends.
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
        // The shell waits for the task to end before it touches the session again, so that there is
        // one user of the session at any time.
        nonisolated(unsafe) let session = session
        nonisolated(unsafe) let operation = operation
        return await interruption.run {
            await operation(session)
            return !Task.isCancelled
        }
    }

    /// Runs the parts of an input in turn, as if each had been entered by itself. What stands behind one
    /// that the user stopped does not run.
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

    /// Runs a line for the system's shell. What it was asked to do is the user's own affair: there is a
    /// word only if it could not be started, failed by itself, or did what has no effect.
    ///
    /// - Returns: Whether Ctrl-C did not stop it.
    func run(_ escape: ShellEscape) async -> Bool {
        var status: Int32 = 0
        do throws(SystemFailure) {
            status = try await run(escape.program)
            switch status {
            case 0, -SIGINT: break
            case 1...: chatter.tell("status \(status)")
            default: chatter.tell("it died of signal \(-status)")
            }
            if let effect = LostEffect(of: escape) { session.note(ShellMessages.lost(effect)) }
        } catch {
            chatter.tell("\(error)")
        }
        // A shell that waits for the program says so in its own status.
        return status != -SIGINT && status != 128 + SIGINT
    }

    /// Runs a program with the terminal as it was before igs.
    ///
    /// - Returns: Its exit status, or the negated number of the signal that it died of.
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

    /// What becomes of a line in the user's own editor: the line itself if that came to no good end.
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

    /// Runs the script that the user keeps for the start; what is wrong in it is told.
    func runStartFile(_ path: String) async {
        guard access(path, F_OK) == 0 else { return }
        await run { session in
            do throws(Diagnostic) {
                await ScriptRunner(session: session).runInput(try ScriptFile.read(path))
                // It ends itself, not the shell.
                session.withdrawExit()
            } catch {
                session.note(error)
            }
        }
    }

    /// What the last command wants to be next, or what the user enters.
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
    /// - Parameter beginning: What the edit line begins with.
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

    /// Whether an input is to be run: one that would pay for more than the `confirm` setting allows,
    /// and several pasted lines that would pay at all, which the user may not have read, only after a
    /// yes.
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
