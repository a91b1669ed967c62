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
        lines = ShellLines(editor.history)
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
            if let escape = input?.escape {
                await run(escape)
            } else if let help = input?.helpForDefinition(in: session) {
                session.reporter.report(.help(help))
            } else if let input, await mayRun(input) {
                await run { session in await ScriptRunner(session: session).runInput(input.file) }
            }
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
    func run(_ operation: @escaping (Session) async -> Void) async {
        // The shell waits for the task to end before it touches the session again, so that there is
        // one user of the session at any time.
        nonisolated(unsafe) let session = session
        nonisolated(unsafe) let operation = operation
        await interruption.run { await operation(session) }
    }

    /// Runs a program with the terminal as it was before igs. What it was asked to do is the user's
    /// own affair: only where it could not be started, or failed by itself, there is a word.
    func run(_ escape: ShellEscape) async {
        await editor.editor.lendTerminal()
        let interruption = interruption
        let outcome = await interruption.run { () -> Result<Int32, SystemFailure> in
            do throws(SystemFailure) {
                return .success(try await escape.run())
            } catch {
                return .failure(error)
            }
        }
        await editor.editor.takeTerminalBack()
        switch outcome {
        case .success(0), .success(-SIGINT): break
        case .success(let status) where status > 0: chatter.tell("status \(status)")
        case .success(let status): chatter.tell("it died of signal \(-status)")
        case .failure(let failure): chatter.tell("\(failure)")
        }
    }

    /// Runs the script that the user keeps for the start; what is wrong in it is told.
    func runStartFile(_ path: String) async {
        guard access(path, F_OK) == 0 else { return }
        await run { session in
            do throws(Diagnostic) {
                await ScriptRunner(session: session).runInput(try ScriptFile.read(path))
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
            let line = await turn.read(isContinued: !input.text.isEmpty, from: beginning)
            beginning = ""
            switch line {
            case .end: return nil
            case .interrupt(let dropped):
                interrupts = input.text.isEmpty && dropped.isEmpty ? interrupts + 1 : 0
                input = PromptInput()
                if interrupts == 2 { chatter.writeLine("to leave: Ctrl-D, or exit") }
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
        if case .line(let answer) = await editor.editor.ask(question),
            ["y", "yes"].contains(answer.lowercased().filter { !$0.isWhitespace })
        {
            return true
        }
        chatter.writeLine("nothing was run")
        return false
    }

    func warnOfLiveJobs() {
        let count = session.liveEntries.count
        chatter.tell(
            count == 1
                ? "1 job is on the way; it goes on, and the next igs takes it up. Leave again to leave."
                : "\(count) jobs are on the way; they go on, and the next igs takes them up. Leave again to leave."
        )
    }
}
