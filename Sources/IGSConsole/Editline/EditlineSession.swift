internal import CEditline
internal import FoundationEssentials
internal import Glibc
import IGSRuntime

/// The editor at work on one terminal: everything here belongs to the editor's thread.
///
/// It handles the mailbox's requests until the mailbox is closed. ``LineEditor`` explains how the
/// parts fit together.
final class EditlineSession {
    /// What the environment decides.
    struct Settings: Sendable {
        /// The `.editrc` to follow; nil for none.
        var startFile: String?
        /// The kind of terminal, as named by `TERM`.
        var terminalKind: String?
        /// Stops the process group, as the terminal does when Ctrl-Z is not a key.
        var suspend: @Sendable () -> Void = { kill(0, SIGTSTP) }

        /// The settings in the user's environment. libedit can be built so that it does not look
        /// for the start file itself.
        static var ofUser: Settings {
            let environment = ProcessInfo.processInfo.environment
            return Settings(
                startFile: environment["EDITRC"] ?? UserPath.home(environment) + "/.editrc",
                terminalKind: environment["TERM"])
        }
    }

    /// A line that is being edited, and its state so far.
    private struct OpenLine {
        /// The request for the line; nil between lines.
        var request: EditorMailbox.Request?
        /// What the line should begin with, until libedit asks for its first key.
        var beginning = ""
        /// How the line ends, if not by Enter.
        var outcome: LineEditor.Input?
        /// Goes back to earlier lines.
        var earlier: HistoryBrowser
        var suggestions = Suggestions()
        /// The last character that libedit got: after `ESC` and Ctrl-V the next one belongs to it.
        var previous: wchar_t = 0
        /// The command that libedit should perform next.
        var command: EditorCommand?
        /// A key to act on before the next one is read.
        var nextKey: Key?
        var hasPastedLines = false
        /// The first byte of the input that is not text; the line shows U+FFFD for it.
        var badByte: UInt8?

        init(_ request: EditorMailbox.Request?, history: History) {
            self.request = request
            earlier = HistoryBrowser(history)
        }

        /// Records that the input had a byte that is not text: the line will not be accepted.
        mutating func note(badByte: UInt8?) {
            if self.badByte == nil { self.badByte = badByte }
        }
    }

    private let mailbox: EditorMailbox
    private let history: History
    private let settings: Settings
    private let sessionAids: EditingAids
    private let editline: Editline
    /// The history in libedit's form.
    private let lines: EditlineHistory
    private let screen: TerminalSurface
    private var modes: TerminalModes
    private var reader: KeyReader
    private var display: LineDisplay
    private var current: OpenLine
    private var undoLog = UndoLog()

    /// Opens the editor on a terminal.
    ///
    /// - Throws: ``SystemFailure`` if `input` or `output` is not a terminal, if libedit is not
    ///   there, or if the system refuses a resource that this needs.
    init(
        input: Int32, output: Int32, errors: Int32, history: History, mailbox: EditorMailbox,
        settings: Settings, aids: EditingAids = EditingAids()
    ) throws(SystemFailure) {
        guard TerminalInfo.isTerminal(output) else { throw .last("use the terminal") }
        guard editline_load() else { throw SystemFailure("load libedit", code: ELIBACC) }
        try Foreground.wait(for: input)
        _ = TerminalInfo.isLocalePrepared
        let understandsSequences = TerminalInfo.understandsSequences(settings.terminalKind)
        let files = try EditlineFiles(
            input: input, output: output, errors: errors, isEditable: understandsSequences)
        let terminal = try TerminalGuard(terminal: files.keys)
        guard let lines = EditlineHistory(),
            let editline = Editline(
                files, terminal, lines, startFile: settings.startFile,
                understandsSequences: understandsSequences)
        else {
            terminal.release()
            throw SystemFailure("start the line editor", code: ENOMEM)
        }
        self.mailbox = mailbox
        self.history = history
        self.settings = settings
        sessionAids = aids
        self.editline = editline
        self.lines = lines
        screen = TerminalSurface(files.screen)
        modes = TerminalModes(editline, files, terminal, screen)
        reader = KeyReader(
            terminal: files.keys, wakePipe: mailbox.wakePipe,
            decoder: KeyDecoder(
                interruptByte: terminal.controlByte(VINTR),
                suspendByte: terminal.controlByte(VSUSP)))
        display = LineDisplay(screen)
        current = OpenLine(nil, history: history)
    }

    /// Handles the mailbox's requests until it is closed.
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
                screen.write(lines)
            case .loan(let loan):
                loan.begins ? modes.lend() : takeBack()
                loan.answer.resume()
            case .cancel, .interrupt, .prompt, nil:
                reader.waitForWake()
            }
        }
        modes.markPastes(false)
        mailbox.answerAll()
    }
}

// MARK: - A line

private extension EditlineSession {
    var isReading: Bool { current.request != nil }

    /// The aids for the line being edited.
    var aids: EditingAids { current.request?.isQuestion == true ? EditingAids() : sessionAids }

    func edit(_ request: EditorMailbox.Request) -> LineEditor.Input {
        guard modes.waitForForeground() else { return .end }
        // A line that comes back from an editor is still the same line.
        if case .edit = current.outcome { undoLog.endStep() } else { undoLog = UndoLog() }
        current = OpenLine(request, history: history)
        defer { current.request = nil }
        lines.follow(history)
        if editline.isEditing {
            current.beginning = request.text
            modes.markPastes(true)
        } else {
            // A line that cannot be edited can still be read.
            let text = TerminalText.visible(request.text)
            screen.write(text.isEmpty ? "" : text + "\n")
            screen.write(request.prompt)
        }
        guard let line = editline.readLine(for: self), current.outcome == nil else {
            let isDropped = if case .interrupt = current.outcome { true } else { false }
            leave(mark: isDropped ? "^C" : "")
            return current.outcome ?? .end
        }
        if editline.isEditing {
            display.show(
                prompt: current.request?.prompt ?? request.prompt, text: line,
                cursor: line.unicodeScalars.count, continuation: aids.continuation,
                spans: aids.spans(line))
            display.leave()
        }
        // If the person has deleted the mark, the line is mended.
        if let badByte = current.badByte, line.unicodeScalars.contains(Self.replacement) {
            return .refused(badByte)
        }
        return current.hasPastedLines && line.contains("\n") ? .pasted(line) : .line(line)
    }

    static let replacement: Unicode.Scalar = "\u{FFFD}"

    /// Goes to a new row, after a line that nobody gets.
    func leave(mark: String) {
        // The terminal's modes decide what a newline does.
        guard editline.isEditing else { return screen.write("\n") }
        let text = editline.line.text
        display.show(
            prompt: current.request?.prompt ?? "", text: text + mark,
            cursor: text.unicodeScalars.count, continuation: aids.continuation)
        display.leave()
    }

    func showLine() {
        if let search = current.earlier.search {
            let match = search.match ?? ""
            return display.show(
                prompt: search.prompt, text: match, cursor: match.unicodeScalars.count)
        }
        let line = editline.line
        let aids = aids
        let hint = current.suggestions.findHint(for: line, aids)
        display.show(
            prompt: current.request?.prompt ?? "", text: line.text, cursor: line.cursor,
            continuation: aids.continuation, spans: aids.spans(line.text), hint: hint)
    }
}

// MARK: - What others ask for

private extension EditlineSession {
    /// Handles requests while the line is edited.
    ///
    /// A new size of the terminal needs nothing here: it takes effect when the line is shown.
    func serve() {
        while let request = current.request,
            let item = mailbox.takeWhileEditing(request.identifier)
        {
            switch item {
            case .close, .cancel:
                current.outcome = .end
                return
            case .interrupt:
                current.outcome = .interrupt(editline.line.text)
                return
            case .stop: stop()
            case .resume: resume()
            case .notice(let lines):
                if editline.isEditing {
                    display.interpose(lines)
                } else {
                    screen.write("\n" + lines + request.prompt)
                }
            case .prompt(let prompt): current.request?.prompt = prompt
            case .request, .loan: break
            }
        }
    }

    func stop() {
        modes.stopProcess(isReading: isReading) {
            if isReading, editline.isEditing { display.leave() }
        }
    }

    func resume() {
        if modes.resume(isReading: isReading) { display.forget() }
    }

    func takeBack() {
        modes.takeBack()
        if editline.isEditing { display.goToStartOfRow() }
    }
}

// MARK: - What libedit calls

extension EditlineSession: EditlineClient {
    /// Shows the line, and then waits for the next character.
    func nextCharacter() -> wchar_t? {
        if current.outcome != nil { return nil }
        if !current.beginning.isEmpty {
            editline.replaceLine(current.beginning)
            current.beginning = ""
        }
        editline.mendCursor()
        if let key = current.nextKey.take(), let next = character(for: key) { return next }
        while isReading {
            if editline.isEditing, !reader.hasKey {
                showLine()
                undoLog.noteShown()
            }
            switch reader.next() {
            case .key(let key): if let next = character(for: key) { return next }
            case .end: current.outcome = .end
            case .wake: serve()
            }
            if current.outcome != nil { return nil }
        }
        return nil
    }

    /// Performs the command of the last key, which libedit knows as one of its commands.
    func performCommand() {
        if let command = current.command.take() { perform(command) }
    }
}

// MARK: - Keys

private extension EditlineSession {
    /// Returns the character that libedit should read for a key; nil if libedit does not get the
    /// key.
    func character(for key: Key) -> wchar_t? {
        if editline.isEditing {
            undoLog.note(editline.line, beforeTyping: text(of: key))
            if case .paste = key, isInSequence {
                // It would be lost in the sequence; this character ends the sequence.
                current.nextKey = key
                current.previous = 0
                return ControlKey.nothing
            }
            if let command = command(for: key) {
                current.command = command
                current.previous = 0
                return EditingKey.own
            }
        }
        if key != .character(ControlKey.tab) { current.suggestions.dropList() }
        switch key {
        // To libedit, Ctrl-Space means that the next key is taken as it is.
        case .character(0): break
        case .character(let character):
            current.command =
                editline.isEditing
                ? EditorCommand.endOfSequence(
                    character, after: current.previous, hasEmacsKeys: editline.hasEmacsKeys) : nil
            current.previous = character
            return character
        case .undecodable(let byte):
            current.note(badByte: byte)
            current.previous = 0
            return wchar_t(bitPattern: Self.replacement.value)
        case .editing(let key):
            guard current.previous != ControlKey.quoteNext else { break }
            current.previous = 0
            return key.character
        case .paste(let bytes):
            // Behind Ctrl-V, libedit waits for the first character.
            current.note(badByte: CallerText.badByte(in: bytes))
            let text = String(decoding: bytes, as: UTF8.self).unicodeScalars
            guard let first = text.first else { break }
            current.previous = 0
            current.nextKey = .paste(Array(String(text.dropFirst()).utf8))
            return wchar_t(bitPattern: first.value)
        case .interrupt: current.outcome = .interrupt(editline.line.text)
        case .suspend: settings.suspend()
        case .clearScreen: display.clearScreen()
        }
        return nil
    }

    /// Returns the character that a key adds to the text; nil if it is, or may be, a command.
    func text(of key: Key) -> Unicode.Scalar? {
        guard case .character(let character) = key, character >= 0x20, character != 0x7F,
            current.earlier.search == nil, editline.hasEmacsKeys, !isInSequence,
            current.previous != ControlKey.quoteNext
        else { return nil }
        return Unicode.Scalar(UInt32(bitPattern: character))
    }

    /// Whether the next key belongs to one that libedit has already got.
    var isInSequence: Bool {
        editline.hasEmacsKeys
            && [ControlKey.escape, ControlKey.controlX].contains(current.previous)
    }

    /// Returns the command of a key; nil if the key is libedit's.
    func command(for key: Key) -> EditorCommand? {
        if current.earlier.search != nil { return .search(key) }
        // libedit takes the next key as it is.
        guard current.previous != ControlKey.quoteNext else { return nil }
        switch key {
        case .paste(let bytes): return .paste(bytes)
        case .character(let character):
            // With emacs' keys, `ESC` and a character are one key; with vi's, `ESC` was a key of
            // its own.
            guard !isInSequence else { return nil }
            return command(for: character)
        case .editing(.up): return .goUp
        case .editing(.down): return .goDown
        case .editing(.right): return canTakeHint ? .takeHint(wordOnly: false) : move(.on)
        case .editing(.wordRight): return canTakeHint ? .takeHint(wordOnly: true) : nil
        case .editing(.left): return move(.back)
        case .editing(.delete): return delete(.on)
        case .editing(.home): return moveToRowEdge(.back)
        case .editing(.end): return moveToRowEdge(.on)
        case .editing, .undecodable, .interrupt, .suspend, .clearScreen: return nil
        }
    }

    func command(for character: wchar_t) -> EditorCommand? {
        let hasEmacsKeys = editline.hasEmacsKeys
        return switch character {
        case ControlKey.newline, ControlKey.carriageReturn:
            aids.isComplete(editline.line.text)
                ? nil : .insertNewline(atEnd: current.previous == ControlKey.escape)
        case ControlKey.tab: .complete
        case 0x06 where canTakeHint: .takeHint(wordOnly: false)
        case 0x01 where hasEmacsKeys: moveToRowEdge(.back)
        case 0x05 where hasEmacsKeys: moveToRowEdge(.on)
        case 0x02 where hasEmacsKeys: move(.back)
        case 0x06 where hasEmacsKeys: move(.on)
        case 0x08 where hasEmacsKeys, 0x7F where hasEmacsKeys: delete(.back)
        case 0x12: .beginSearch
        case 0x1F where hasEmacsKeys: .undo
        case ControlKey.escape where canTakeHint && reader.take(.character(0x66)):
            .takeHint(wordOnly: true)
        default: nil
        }
    }

    /// Returns the command that moves over a character that is several to libedit; nil if libedit
    /// moves over it as well.
    func move(_ direction: EditedLine.Direction) -> EditorCommand? {
        editline.line.step(direction).flatMap { abs($0) > 1 ? .move($0) : nil }
    }

    func delete(_ direction: EditedLine.Direction) -> EditorCommand? {
        editline.line.step(direction).flatMap { abs($0) > 1 ? .delete($0) : nil }
    }

    /// Returns the command that moves to the start or the end of the cursor's row; nil if the text
    /// has one row.
    func moveToRowEdge(_ direction: EditedLine.Direction) -> EditorCommand? {
        editline.line.stepToRowEdge(direction).map { .move($0) }
    }

    var canTakeHint: Bool { current.suggestions.canTakeHint(for: editline.line) }
}

// MARK: - Commands

private extension EditlineSession {
    func perform(_ command: EditorCommand) {
        if case .complete = command {} else { current.suggestions.dropList() }
        switch command {
        case .paste(let bytes): paste(bytes)
        case .insertNewline(let atEnd):
            if let remark = aids.remark(editline.line.text) { display.interpose(remark + "\n") }
            if atEnd { editline.moveToEnd() }
            editline.insert("\n")
        case .complete: complete()
        case .goUp: goToNextRow(.back)
        case .goDown: goToNextRow(.on)
        case .move(let count): editline.move(count)
        case .delete(let count):
            if count > 0 { editline.move(count) }
            editline.deleteBack(abs(count))
        case .takeHint(let wordOnly):
            if let text = current.suggestions.takeHint(for: editline.line, wordOnly: wordOnly) {
                editline.insert(text)
            }
        case .beginSearch: current.earlier.beginSearch()
        case .search(let key): search(key)
        case .undo: undo()
        case .insertLastWord:
            current.earlier.insertLastWord(into: editline.line, aids.lastWord) { count, word in
                editline.deleteBack(count)
                editline.insert(word)
                return editline.line
            }
        case .editElsewhere:
            // The person types the answer to a question here.
            if current.request?.isQuestion == false { current.outcome = .edit(editline.line.text) }
        }
    }

    func paste(_ bytes: [UInt8]) {
        current.note(badByte: CallerText.badByte(in: bytes))
        let text = TerminalText.entered(bytes)
        if text.contains("\n") { current.hasPastedLines = true }
        editline.insert(text)
    }

    /// Goes up or down a row of a text that has several, else to an older or newer entry of the
    /// history.
    func goToNextRow(_ direction: EditedLine.Direction) {
        let line = editline.line
        if !current.earlier.isShowing(line.text), let step = line.stepToNextRow(direction) {
            editline.move(step)
        } else if let text = current.earlier.go(direction, from: line.text) {
            editline.replaceLine(text)
        }
    }

    func search(_ key: Key) {
        guard let search = current.earlier.endSearch(by: key) else { return }
        if let match = search.match { editline.replaceLine(match) }
        // Any other key acts on the line that was found; Enter does not, if no line is shown.
        let isEnter = [.character(ControlKey.newline), .character(ControlKey.carriageReturn)]
            .contains(key)
        // `ESC` alone ends the search; with a key right behind it, it is Alt.
        let isAlone = key == .character(ControlKey.escape) && !reader.hasKey
        if !isAlone, !isEnter || search.match != nil { current.nextKey = key }
    }

    func undo() {
        guard let line = undoLog.back(from: editline.line.text) else { return }
        editline.replaceLine(line.text)
        editline.move(line.cursor - line.text.unicodeScalars.count)
    }

    func complete() {
        // The line stays visible.
        let room = screen.rows - 4
        if let page = current.suggestions.nextPage(rows: room) { return display.interpose(page) }
        let before = editline.line.textBeforeCursor
        let completion = aids.complete(before)
        let word = String(decoding: Array(before.utf8).dropFirst(completion.start), as: UTF8.self)
        if let insertion = completion.insertion, insertion != word {
            editline.deleteBack(word.unicodeScalars.count)
            editline.insert(insertion)
        } else if completion.candidates.count > 1 {
            display.interpose(
                current.suggestions.list(
                    completion.candidates, columns: screen.columns, rows: room))
        }
    }
}
