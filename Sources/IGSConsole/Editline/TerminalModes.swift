/// Whose modes the terminal has: those of the editor, or those that it had before igs.
///
/// libedit changes them at the start and the end of each line. They are put back while another program
/// has the terminal, and while the process is stopped. It belongs to the editor's thread.
struct TerminalModes {
    private let editline: Editline
    private let files: EditlineFiles
    private let terminal: TerminalGuard
    private let screen: TerminalSurface
    private var marksPastes = false
    /// Whether another program has the terminal.
    private var isLent = false
    /// Whether the next resumption follows a stop that was already handled.
    private var stopsItself = false

    init(
        _ editline: Editline, _ files: EditlineFiles, _ terminal: TerminalGuard,
        _ screen: TerminalSurface
    ) {
        (self.editline, self.files, self.terminal) = (editline, files, terminal)
        self.screen = screen
    }

    /// Stops the job if it does not have the terminal, until it has.
    ///
    /// - Returns: Whether it has the terminal: an orphan never will.
    func waitForForeground() -> Bool {
        do throws(SystemFailure) {
            try Foreground.wait(for: files.keys)
            return true
        } catch {
            return false
        }
    }

    /// Makes the terminal mark what is pasted. This is on while a command runs, too, since what is pasted then is
    /// read as the next line.
    mutating func markPastes(_ isOn: Bool) {
        guard isOn != marksPastes else { return }
        marksPastes = isOn
        bracketPastes(isOn)
    }

    private func bracketPastes(_ isOn: Bool) {
        screen.write(isOn ? "\u{1B}[?2004h" : "\u{1B}[?2004l")
    }

    /// Puts back the modes from before igs, for another program.
    mutating func lend() {
        isLent = true
        markPastes(false)
        editline.prepareTerminal(forEditing: false)
        terminal.restore()
    }

    /// Takes the terminal over between two lines.
    mutating func takeBack() {
        isLent = false
        files.makeBlocking()
        // Sets the modes for editing and leaves them again: so libedit takes over what was changed
        // meanwhile, and hides what is typed ahead.
        editline.prepareTerminal(forEditing: true)
        editline.prepareTerminal(forEditing: false)
    }

    /// Stops the process with the modes from before igs, and takes the terminal over again when the process goes on.
    ///
    /// - Parameters:
    ///   - isReading: Whether a line is being edited.
    ///   - leaveLine: Goes to the row below that line.
    mutating func stopProcess(isReading: Bool, leaveLine: () -> Void) {
        // The program that has the terminal is stopped, too, and handles its modes itself.
        if isLent { return Signals.stopProcess() }
        leaveLine()
        let didMark = marksPastes
        markPastes(false)
        stopsItself = true
        editline.prepareTerminal(forEditing: false)
        terminal.restore()
        Signals.stopProcess()
        guard waitForForeground() else { return }
        // As after a program that had the terminal.
        editline.prepareTerminal(forEditing: true)
        if didMark { markPastes(true) }
        if !isReading { editline.prepareTerminal(forEditing: false) }
    }

    /// Takes the terminal over after somebody else has stopped the process, and the shell has changed
    /// the modes.
    ///
    /// - Returns: Whether a line must be shown anew.
    mutating func resume(isReading: Bool) -> Bool {
        if stopsItself {
            stopsItself = false
            return false
        }
        guard !isLent, waitForForeground() else { return false }
        // libedit does not set modes that it believes are set already.
        editline.prepareTerminal(forEditing: false)
        editline.prepareTerminal(forEditing: true)
        if marksPastes { bracketPastes(true) }
        if !isReading { editline.prepareTerminal(forEditing: false) }
        return isReading
    }
}
