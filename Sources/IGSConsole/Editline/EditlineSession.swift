internal import CEditline
internal import FoundationEssentials
internal import Glibc
import IGSRuntime

/// libedit at work on one terminal: everything here belongs to the editor's thread.
///
/// libedit knows the keys, the line and the history; reading the terminal and showing the line is
/// done here. It answers the mailbox's requests until that is closed.
final class EditlineSession {
    /// What the surroundings decide.
    struct Settings: Sendable {
        /// The `.editrc` to follow; nil for none.
        var startFile: String?
        /// The kind of terminal, as `TERM` names it.
        var terminalKind: String?
        /// Stops the process group, as the terminal does when Ctrl-Z is no key.
        var suspend: @Sendable () -> Void = { kill(0, SIGTSTP) }

        /// What the user's environment says. libedit can be built so that it does not look for the
        /// start file itself.
        static var ofUser: Settings {
            let environment = ProcessInfo.processInfo.environment
            return Settings(
                startFile: environment["EDITRC"] ?? UserPath.home(environment) + "/.editrc",
                terminalKind: environment["TERM"])
        }
    }

    private let mailbox: EditorMailbox
    let history: History
    let files: EditlineFiles
    private let terminal: TerminalGuard
    let settings: Settings
    private let sessionAids: EditingAids
    let editline: OpaquePointer
    let lines: EditlineHistory
    var reader: KeyReader
    var display: LineDisplay
    /// False where the terminal itself edits the line: one that is too simple, or a user who wants
    /// it so.
    var isEditing = false

    /// The request whose line is edited.
    private var current: EditorMailbox.Request?
    /// What ends the line in another way than Enter.
    var outcome: LineEditor.Input?
    /// What the line is to begin with, until libedit asks for its first key.
    private var beginning = ""
    /// What libedit is to be asked to do next.
    private var action: Action?
    /// The character that libedit got last: after `ESC` and Ctrl-V the next belongs to it.
    var previous: wchar_t = 0
    /// What may follow the line, as it was when it was shown last.
    var hint: (of: String, hint: Hint)?
    var walk: HistoryWalk?
    var search: HistorySearch?
    var list: CandidateList?
    var undoLog = UndoLog()
    var lastWords: LastWordWalk?
    /// The last key, if it was a character of the text.
    private var typed: Unicode.Scalar?
    /// Whether the line was shown since that key.
    private var wasShown = false
    var hasPastedLines = false
    /// The first byte that came for the line and is not text; the line shows U+FFFD for it.
    private var badByte: UInt8?
    private var marksPastes = false
    /// Whether the next resumption follows on a stop that was seen to.
    private var stopsItself = false
    /// Whether another program has the terminal.
    private var isLent = false
    /// A key to act on before the next is read.
    var nextKey: Key?

    /// - Throws: ``SystemFailure`` where `input` or `output` is no terminal, or the system refuses
    ///   what it takes.
    init(
        input: Int32, output: Int32, errors: Int32, history: History, mailbox: EditorMailbox,
        settings: Settings, aids: EditingAids = EditingAids()
    ) throws(SystemFailure) {
        guard TerminalInfo.isTerminal(output) else { throw .last("use the terminal") }
        try Foreground.wait(for: input)
        _ = TerminalInfo.isLocalePrepared
        let files = try EditlineFiles(
            input: input, output: output, errors: errors,
            isEditable: TerminalInfo.understandsSequences(settings.terminalKind))
        let terminal = try TerminalGuard(terminal: files.keys)
        guard let lines = EditlineHistory(),
            let editline = Self.makeEditline(files)
        else {
            terminal.release()
            throw SystemFailure("start the line editor", code: ENOMEM)
        }
        self.mailbox = mailbox
        self.history = history
        self.files = files
        self.terminal = terminal
        self.settings = settings
        sessionAids = aids
        self.editline = editline
        self.lines = lines
        reader = KeyReader(
            terminal: files.keys, wakePipe: mailbox.wakePipe,
            decoder: KeyDecoder(
                interruptByte: terminal.controlByte(VINTR),
                suspendByte: terminal.controlByte(VSUSP)))
        display = LineDisplay(terminal: files.screen)
        configure()
    }

    deinit {
        el_end(editline)
        terminal.release()
    }

    /// Serves the mailbox until it is closed.
    func run() {
        serving: while true {
            switch mailbox.takeWhileIdle() {
            case .request(let request):
                mailbox.answer(request, mailbox.isCancelled(request) ? .end : edit(request))
            case .stop:
                stop()
            case .resume:
                resume()
            case .close:
                break serving
            case .notice(let lines):
                display.write(lines)
            case .loan(let loan):
                loan.begins ? lend() : takeBack()
                loan.answer.resume()
            case .cancel, .interrupt, .prompt, nil:
                reader.waitForWake()
            }
        }
        markPastes(false)
        mailbox.answerAll()
    }
}

// MARK: - Editing

extension EditlineSession {
    private func edit(_ request: EditorMailbox.Request) -> LineEditor.Input {
        guard isInForeground else { return .end }
        current = request
        // What comes back from an editor is the same line.
        if case .edit = outcome {} else { undoLog = UndoLog() }
        outcome = nil
        beginning = isEditing ? request.text : ""
        lines.follow(history)
        (previous, hint, walk, search, list) = (0, nil, nil, nil, nil)
        (hasPastedLines, action, nextKey, badByte) = (false, nil, nil, nil)
        (lastWords, typed) = (nil, nil)
        defer { current = nil }
        if isEditing {
            markPastes(true)
        } else {
            // What cannot be edited can be read.
            let text = TerminalText.visible(request.text)
            display.write(text.isEmpty ? "" : text + "\n")
            display.write(request.prompt)
        }
        var count: Int32 = 0
        let start = el_wgets(editline, &count)
        guard let start, count > 0, outcome == nil else {
            let isDropped = if case .interrupt = outcome { true } else { false }
            leave(mark: isDropped ? "^C" : "")
            return outcome ?? .end
        }
        var characters = UnsafeBufferPointer(start: start, count: Int(count))[...]
        if characters.last == wchar_t(0x0A) { characters.removeLast() }
        // A key that a command of libedit's has taken for a character is none.
        let line = Self.text(characters.filter { !EditingKey.characters.contains($0) })
        if isEditing {
            display.show(
                prompt: current?.prompt ?? request.prompt, text: line, cursor: characters.count,
                continuation: aids.continuation, spans: aids.spans(line))
            display.leave()
        }
        // Who has deleted the mark has mended the line.
        if let badByte, line.unicodeScalars.contains(Self.replacement) { return .refused(badByte) }
        return hasPastedLines && line.contains("\n") ? .pasted(line) : .line(line)
    }

    /// Stops the job where it does not have the terminal, until it has.
    ///
    /// - Returns: Whether it has: an orphan never will.
    private var isInForeground: Bool {
        do throws(SystemFailure) {
            try Foreground.wait(for: files.keys)
            return true
        } catch {
            return false
        }
    }

    private static let replacement: Unicode.Scalar = "\u{FFFD}"

    /// Notes that a byte came for the line that is not text: the line will not be taken.
    func note(badByte: UInt8?) {
        if self.badByte == nil { self.badByte = badByte }
    }

    /// Goes to a new row, after a line that nobody gets.
    private func leave(mark: String) {
        // The terminal's modes say what a newline is.
        guard isEditing else { return display.write("\n") }
        let line = currentLine
        display.show(
            prompt: current?.prompt ?? "", text: line.text + mark,
            cursor: line.text.unicodeScalars.count, continuation: aids.continuation)
        display.leave()
    }

    /// What libedit has of the line, and how many characters of it stand before the cursor.
    var currentLine: (text: String, cursor: Int) {
        guard let line = el_wline(editline)?.pointee, let start = line.buffer else {
            return ("", 0)
        }
        let characters = UnsafeBufferPointer(start: start, count: line.lastchar - start)
        return (Self.text(characters), line.cursor - start)
    }

    private static func text(_ characters: some Sequence<wchar_t>) -> String {
        var text = String.UnicodeScalarView()
        for character in characters {
            text.append(Unicode.Scalar(UInt32(bitPattern: character)) ?? "\u{FFFD}")
        }
        return String(text)
    }

    /// Takes the terminal up after somebody else has stopped the process, and the shell has changed the
    /// modes.
    private func resume() {
        if stopsItself {
            stopsItself = false
            return
        }
        guard !isLent, isInForeground else { return }
        // libedit sets no modes that it takes for set.
        editline_prepare_terminal(editline, 0)
        editline_prepare_terminal(editline, 1)
        if marksPastes { display.bracketPastes(true) }
        if current == nil { editline_prepare_terminal(editline, 0) } else { display.forget() }
    }

    /// Has the terminal mark what is pasted, while a command runs, too: it is read as the next line.
    private func markPastes(_ isOn: Bool) {
        guard isOn != marksPastes else { return }
        marksPastes = isOn
        display.bracketPastes(isOn)
    }

    /// Puts the modes back that were there before igs.
    private func lend() {
        isLent = true
        markPastes(false)
        editline_prepare_terminal(editline, 0)
        terminal.restore()
    }

    /// Takes over the terminal between two lines.
    private func takeBack() {
        isLent = false
        files.makeBlocking()
        // Into the modes for editing and out again: so libedit takes over what was changed meanwhile,
        // and hides typing ahead.
        editline_prepare_terminal(editline, 1)
        editline_prepare_terminal(editline, 0)
        if isEditing { display.goToStartOfRow() }
    }

    private func stop() {
        // The program that has the terminal is stopped, too, and minds its modes itself.
        if isLent { return Signals.stopProcess() }
        if current != nil, isEditing { display.leave() }
        let didMark = marksPastes
        markPastes(false)
        stopsItself = true
        editline_prepare_terminal(editline, 0)
        terminal.restore()
        Signals.stopProcess()
        guard isInForeground else { return }
        // As after a program that had the terminal.
        editline_prepare_terminal(editline, 1)
        if didMark { markPastes(true) }
        if current == nil { editline_prepare_terminal(editline, 0) }
    }
}

// MARK: - What libedit calls

extension EditlineSession {
    /// What helps with the line being edited.
    var aids: EditingAids { current?.isQuestion == true ? EditingAids() : sessionAids }

    /// Waits for the next character, and shows the line before it does: 1, or 0 at the end.
    func readCharacter(_ character: UnsafeMutablePointer<wchar_t>) -> Int32 {
        if let outcome { return end(outcome) }
        if !beginning.isEmpty {
            replaceLine(beginning)
            beginning = ""
        }
        mendCursor()
        if let key = nextKey.take(), let next = self.character(for: key) {
            character.pointee = next
            return 1
        }
        while let current {
            if isEditing, !reader.hasKey {
                showLine(current)
                wasShown = true
            }
            switch reader.next() {
            case .key(let key):
                if let next = self.character(for: key) {
                    character.pointee = next
                    return 1
                }
                if let outcome { return end(outcome) }
            case .end:
                return end(.end)
            case .wake:
                if let outcome = serve(current.identifier) { return end(outcome) }
            }
        }
        return 0
    }

    /// Brings the cursor back into the line: vi's `n` that finds nothing empties the line, and leaves
    /// the cursor where it was. The commands after it would write there.
    private func mendCursor() {
        guard let line = el_wline(editline)?.pointee else { return }
        if line.cursor > line.lastchar { el_cursor(editline, -1) }
        if line.cursor < line.buffer { el_cursor(editline, 1) }
    }

    /// What libedit is to read for a key; nil for one that it does not get.
    private func character(for key: Key) -> wchar_t? {
        if isEditing { noteStep(before: key) }
        if isEditing, case .paste = key, isInSequence {
            // It would be lost in the sequence; this one ends it.
            nextKey = key
            previous = 0
            return Self.noKey
        }
        if isEditing, let action = action(for: key) {
            self.action = action
            previous = 0
            return EditingKey.own
        }
        if key != .character(Self.tab) { list = nil }
        switch key {
        // libedit takes Ctrl-Space for a wish to have the next key as it is.
        case .character(0): break
        case .character(let character):
            action = isEditing ? sequenceAction(for: character) : nil
            previous = character
            return character
        case .undecodable(let byte):
            note(badByte: byte)
            previous = 0
            return wchar_t(bitPattern: Self.replacement.value)
        case .editing(let key):
            guard previous != Self.quoteNext else { break }
            previous = 0
            return key.character
        case .paste(let bytes):
            // Behind Ctrl-V, the first character is the one that it waits for.
            note(badByte: CallerText.badByte(in: bytes))
            let text = String(decoding: bytes, as: UTF8.self).unicodeScalars
            guard let first = text.first else { break }
            previous = 0
            nextKey = .paste(Array(String(text.dropFirst()).utf8))
            return wchar_t(bitPattern: first.value)
        case .interrupt: outcome = .interrupt(currentLine.text)
        case .suspend: settings.suspend()
        case .clearScreen: display.clearScreen()
        }
        return nil
    }

    /// Ctrl-G, which does nothing by itself.
    private static let noKey: wchar_t = 0x07

    /// Notes the line for Undo before a key that begins a step: not one that types on in a word, nor what
    /// comes so fast that nobody saw the line in between.
    private func noteStep(before key: Key) {
        let last = typed
        typed = text(of: key)
        let isSeen = wasShown
        wasShown = false
        if let last, let typed {
            let beginsWord = last.properties.isWhitespace && !typed.properties.isWhitespace
            if !beginsWord || !isSeen { return }
        }
        undoLog.note(currentLine)
    }

    /// The character that a key adds to the text; nil of one that is, or may be, a command.
    private func text(of key: Key) -> Unicode.Scalar? {
        guard case .character(let character) = key, character >= 0x20, character != 0x7F,
            search == nil, hasEmacsKeys, !isInSequence, previous != Self.quoteNext
        else { return nil }
        return Unicode.Scalar(UInt32(bitPattern: character))
    }

    /// Ends the line for an editor of the user's own; an answer to a question is typed here.
    func editElsewhere() {
        if current?.isQuestion == false { outcome = .edit(currentLine.text) }
    }

    /// Does what others ask for while the line is edited: what then ends it, if anything does.
    ///
    /// Another size of the terminal shows by itself, when the line is shown.
    private func serve(_ identifier: UInt64) -> LineEditor.Input? {
        while let item = mailbox.takeWhileEditing(identifier) {
            switch item {
            case .close, .cancel: return .end
            case .interrupt: return .interrupt(currentLine.text)
            case .stop: stop()
            case .resume: resume()
            case .notice(let lines):
                if isEditing {
                    display.interpose(lines)
                } else {
                    display.write("\n" + lines + (current?.prompt ?? ""))
                }
            case .prompt(let prompt): current?.prompt = prompt
            case .request, .loan: break
            }
        }
        return nil
    }

    /// Does what the last key is for that libedit was told of as one of its commands.
    func performAction() {
        if let action = action.take() { perform(action) }
    }

    private func showLine(_ request: EditorMailbox.Request) {
        if let search {
            let match = search.match ?? ""
            display.show(
                prompt: search.prompt, text: match, cursor: match.unicodeScalars.count)
            return
        }
        let line = currentLine
        let isAtEnd = line.cursor == line.text.unicodeScalars.count
        let hint = isAtEnd && !line.text.isEmpty ? aids.hint(line.text) : nil
        self.hint = hint.map { (of: line.text, hint: $0) }
        display.show(
            prompt: request.prompt, text: line.text, cursor: line.cursor,
            continuation: aids.continuation, spans: aids.spans(line.text), hint: hint?.text ?? "")
    }

    private func end(_ outcome: LineEditor.Input) -> Int32 {
        self.outcome = outcome
        return 0
    }
}

/// The text as wide characters, with a zero at their end.
func wideCharacters(_ text: String) -> [wchar_t] {
    text.unicodeScalars.map { wchar_t(truncatingIfNeeded: $0.value) } + [0]
}
