internal import CEditline
internal import Glibc
internal import Synchronization

/// How libedit is set up: its keys, and what it calls.
extension EditlineSession {
    /// Held while libedit asks the system's database of terminals, which is not made for several
    /// threads.
    private static let databaseLock = Mutex(())

    static func makeEditline(_ files: EditlineFiles) -> OpaquePointer? {
        databaseLock.withLock { _ in
            let editline = el_init_fd(
                "igs", files.input, files.output, files.errors, fileno(files.input), files.screen,
                fileno(files.errors))
            // What it shows goes nowhere. So it does not try, and does not ask again.
            if let editline { editline_set_dumb_terminal(editline) }
            return Pointer(editline: editline)
        }.editline
    }

    /// Takes the new EditLine out of the lock; nothing else has it.
    private struct Pointer: @unchecked Sendable {
        let editline: OpaquePointer?
    }

    func configure() {
        editline_set_client_data(editline, Unmanaged.passUnretained(self).toOpaque())
        editline_set_signal_handling(editline, 0)
        editline_set_history(editline, lines.handle)
        // The default is vi, and a change of editor takes all bindings back: it comes first, then
        // the user's, then ours.
        editline_set_editor(editline, wideCharacters("emacs"))
        if let startFile = settings.startFile { el_source(editline, startFile) }
        for key in EditingKey.allCases {
            let character: [wchar_t] = [key.character, 0]
            editline_bind(editline, character, wideCharacters(key.command))
            editline_bind_alternate(editline, character, wideCharacters(key.command))
        }
        editline_add_own_command(editline) { editline, _ in
            if let editline, let data = editline_client_data(editline) {
                let session = Unmanaged<EditlineSession>.fromOpaque(data).takeUnretainedValue()
                session.performAction()
            }
            return UInt8(CC_NORM)
        }
        let (own, key) = (wideCharacters("igs-key"), [EditingKey.own, 0])
        editline_bind(editline, key, own)
        editline_bind_alternate(editline, key, own)
        // libedit dies of its own commands if none is named, and what its call of an editor leaves
        // would be run unasked. With vi's keys `ESC x` is two of them.
        let unassigned = wideCharacters("ed-unassigned")
        if editline_has_emacs_keys(editline) != 0 {
            editline_bind(editline, [Self.escape, wchar_t(UInt8(ascii: "x")), 0], unassigned)
            for sequence in Self.sequences { editline_bind(editline, sequence.keys + [0], own) }
        }
        // vi's `.` after a command of ours would have what was typed read as commands, unseen by us, and
        // write outside of the line.
        for key in [":", "."] { editline_bind_alternate(editline, wideCharacters(key), unassigned) }
        editline_bind_alternate(editline, [Self.editWithVi, 0], own)
        editline_set_read_function(editline) { editline, character in
            guard let editline, let character, let data = editline_client_data(editline) else {
                return -1
            }
            let session = Unmanaged<EditlineSession>.fromOpaque(data).takeUnretainedValue()
            return session.readCharacter(character)
        }
        if !TerminalInfo.understandsSequences(settings.terminalKind) {
            editline_set_editing(editline, 0)
        }
        isEditing = editline_is_editing(editline) != 0
        guard isEditing else { return }
        // Ctrl-C and Ctrl-Z are keys while a line is edited; between lines typing ahead is not
        // shown, and not held back until Enter.
        for (set, flag) in [
            ("-d", "-isig"), ("-d", "-ixon"), ("-x", "-echo"), ("-x", "-icanon"),
        ] {
            editline_set_terminal_flag(editline, wideCharacters(set), wideCharacters(flag))
        }
    }
}
