internal import CEditline
internal import Glibc
internal import Synchronization

/// The object that libedit calls while it reads a line.
protocol EditlineClient: AnyObject {
    /// Waits for the next character; nil at the end of the input.
    func nextCharacter() -> wchar_t?
    /// Performs the command of the last key, if that is one of igs's own.
    func performCommand()
}

/// libedit on one terminal: its keys, and the line that it edits.
///
/// It does not read the terminal: its client does. Nor does it show the line: its output goes
/// nowhere. All of it belongs to the editor's thread.
final class Editline {
    /// False if the terminal itself edits the line: because it is too simple, or because the user
    /// wants it so.
    let isEditing: Bool
    private let handle: OpaquePointer
    private let files: EditlineFiles
    private let terminal: TerminalGuard
    private let history: EditlineHistory
    private weak var client: (any EditlineClient)?

    /// Sets libedit up. It restores the terminal's modes when it is released.
    ///
    /// - Parameters:
    ///   - startFile: The `.editrc` to follow; nil for none.
    ///   - understandsSequences: Whether the terminal can show a line that is edited.
    /// - Returns: nil if there is no memory for it.
    init?(
        _ files: EditlineFiles, _ terminal: TerminalGuard, _ history: EditlineHistory,
        startFile: String?, understandsSequences: Bool
    ) {
        guard let handle = Self.makeHandle(files) else { return nil }
        (self.handle, self.files, self.terminal, self.history) = (handle, files, terminal, history)
        Self.bindKeys(handle, history, startFile: startFile)
        Self.setCallbacks(handle)
        if !understandsSequences { editline_set_editing(handle, 0) }
        isEditing = editline_is_editing(handle) != 0
        if isEditing { Self.setModes(handle) }
        editline_set_client_data(handle, Unmanaged.passUnretained(self).toOpaque())
    }

    deinit {
        editline_free(handle)
        terminal.release()
    }

    var hasEmacsKeys: Bool { editline_has_emacs_keys(handle) != 0 }

    /// Reads a line, calling the client for each character.
    ///
    /// - Returns: The line without its end; nil at the end of the input.
    func readLine(for client: any EditlineClient) -> String? {
        self.client = client
        var count: Int32 = 0
        guard let start = editline_read_line(handle, &count), count > 0 else { return nil }
        var characters = UnsafeBufferPointer(start: start, count: Int(count))[...]
        if characters.last == ControlKey.newline { characters.removeLast() }
        // A key that one of libedit's commands has taken as a character does not belong to the text.
        return Self.text(characters.filter { !EditingKey.characters.contains($0) })
    }

    /// Gives the terminal the modes for editing, or those for between lines.
    ///
    /// libedit does not set modes that it believes are set already: what others have changed stays
    /// until the modes change.
    func prepareTerminal(forEditing isEditing: Bool) {
        editline_prepare_terminal(handle, isEditing ? 1 : 0)
    }
}

// MARK: - The line

extension Editline {
    /// The line as it is now.
    var line: EditedLine {
        guard let line = editline_line(handle)?.pointee, let start = line.buffer else {
            return EditedLine()
        }
        let characters = UnsafeBufferPointer(start: start, count: line.lastchar - start)
        return EditedLine(Self.text(characters), cursor: line.cursor - start)
    }

    /// Inserts text at the cursor.
    func insert(_ text: String) {
        guard !text.isEmpty else { return }
        editline_insert(handle, wideCharacters(text))
    }

    /// Replaces the line by a text, and puts the cursor at its end.
    func replaceLine(_ text: String) {
        let line = line
        let count = line.text.unicodeScalars.count
        move(count - line.cursor)
        deleteBack(count)
        insert(text)
    }

    /// Moves the cursor over a number of characters, back if it is negative.
    func move(_ count: Int) { editline_move_cursor(handle, Int32(clamping: count)) }

    func moveToEnd() { editline_move_cursor(handle, .max) }

    /// Deletes a number of characters before the cursor.
    func deleteBack(_ count: Int) { editline_delete_back(handle, Int32(clamping: count)) }

    /// Brings the cursor back into the line. vi's `n` empties the line if it finds nothing, and
    /// leaves the cursor at its old position; later commands would write there.
    func mendCursor() {
        guard let line = editline_line(handle)?.pointee else { return }
        if line.cursor > line.lastchar { move(-1) }
        if line.cursor < line.buffer { move(1) }
    }

    private static func text(_ characters: some Sequence<wchar_t>) -> String {
        var text = String.UnicodeScalarView()
        for character in characters {
            text.append(Unicode.Scalar(UInt32(bitPattern: character)) ?? "\u{FFFD}")
        }
        return String(text)
    }
}

// MARK: - How it is set up

private extension Editline {
    /// Held while libedit reads the system's terminal database, which is not safe for several
    /// threads.
    static let databaseLock = Mutex(())

    static func makeHandle(_ files: EditlineFiles) -> OpaquePointer? {
        databaseLock.withLock { _ in
            let handle = editline_new(files.input, files.output, files.errors, files.screen)
            // Its display goes nowhere. So it does not try, and does not ask again.
            if let handle { editline_set_dumb_terminal(handle) }
            return Pointer(handle: handle)
        }.handle
    }

    /// Carries the new EditLine out of the lock; nothing else has it.
    struct Pointer: @unchecked Sendable {
        let handle: OpaquePointer?
    }

    static func bindKeys(_ handle: OpaquePointer, _ history: EditlineHistory, startFile: String?) {
        editline_set_signal_handling(handle, 0)
        editline_set_history(handle, history.handle)
        // The default is vi, and a change of the editor resets all bindings. So the editor is set
        // first, then the user's bindings, then ours.
        editline_set_editor(handle, wideCharacters("emacs"))
        if let startFile { editline_follow_file(handle, startFile) }
        for key in EditingKey.allCases {
            let character: [wchar_t] = [key.character, 0]
            editline_bind(handle, character, wideCharacters(key.command))
            editline_bind_alternate(handle, character, wideCharacters(key.command))
        }
        editline_add_own_command(handle) { handle, _ in
            Editline.of(handle)?.client?.performCommand()
            return UInt8(CC_NORM)
        }
        let (own, key) = (wideCharacters("igs-key"), [EditingKey.own, 0])
        editline_bind(handle, key, own)
        editline_bind_alternate(handle, key, own)
        // libedit's own commands crash it if none is named, and what its call of an editor leaves
        // would run unasked. With vi's keys `ESC x` is two of them.
        let unassigned = wideCharacters("ed-unassigned")
        if editline_has_emacs_keys(handle) != 0 {
            editline_bind(handle, [ControlKey.escape, wchar_t(UInt8(ascii: "x")), 0], unassigned)
            for sequence in EditorCommand.sequences {
                editline_bind(handle, sequence.keys + [0], own)
            }
        }
        // After one of our commands, vi's `.` would read what was typed as commands, unseen by us, and
        // write outside of the line.
        for key in [":", "."] { editline_bind_alternate(handle, wideCharacters(key), unassigned) }
        editline_bind_alternate(handle, [ControlKey.editWithVi, 0], own)
    }

    static func setCallbacks(_ handle: OpaquePointer) {
        editline_set_read_function(handle) { handle, character in
            guard let character, let client = Editline.of(handle)?.client else { return -1 }
            guard let next = client.nextCharacter() else { return 0 }
            character.pointee = next
            return 1
        }
    }

    /// Returns the owner of a handle. libedit calls only while ``readLine(for:)`` runs, and so while the
    /// owner lives.
    static func of(_ handle: OpaquePointer?) -> Editline? {
        guard let handle, let data = editline_client_data(handle) else { return nil }
        return Unmanaged<Editline>.fromOpaque(data).takeUnretainedValue()
    }

    static func setModes(_ handle: OpaquePointer) {
        // Ctrl-C and Ctrl-Z are keys while a line is edited. Between lines, what is typed ahead is
        // not shown, and not held back until Enter.
        for (set, flag) in [
            ("-d", "-isig"), ("-d", "-ixon"), ("-x", "-echo"), ("-x", "-icanon"),
        ] {
            editline_set_terminal_flag(handle, wideCharacters(set), wideCharacters(flag))
        }
    }
}

/// Returns the text as wide characters, with a zero at their end.
func wideCharacters(_ text: String) -> [wchar_t] {
    text.unicodeScalars.map { wchar_t(truncatingIfNeeded: $0.value) } + [0]
}
