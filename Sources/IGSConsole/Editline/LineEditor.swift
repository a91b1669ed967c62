internal import Glibc
internal import Synchronization

/// Reads lines from a person at a terminal, who can edit them and go back to earlier ones.
///
/// The editing is libedit's, with the keys of emacs or those that `~/.editrc` sets. While a line is
/// edited, Ctrl-C and Ctrl-Z are keys; between lines they are signals again, and what is typed ahead
/// is neither shown nor lost. When ``next(prompt:text:)`` returns, the cursor is at the start of a row.
///
/// ## How the editor works
///
/// Four parties share one terminal: the person who types, libedit, the jobs that report while the
/// person types, and the programs that borrow the terminal, such as `!ls` or a text editor.
///
/// **One thread.** libedit blocks while it waits for a key, and only one thread may call it. So the
/// editor has a thread of its own. ``EditlineSession`` runs there, and everything that it holds
/// belongs to that thread and needs no lock: ``Editline`` (libedit itself), ``KeyReader``,
/// ``LineDisplay`` and ``TerminalModes``.
///
/// **One mailbox.** All other threads talk to the editor through ``EditorMailbox``: read a line, show
/// a notice, change the prompt, lend the terminal, act on a signal. Posting also writes a byte to a
/// pipe. The editor waits for the terminal and for that pipe at the same time, so a post wakes it.
/// It answers a request by resuming the continuation that came with it.
///
/// **A key.** ``KeyReader`` reads bytes from the terminal, and ``KeyDecoder`` turns them into keys: a
/// character, an arrow, a paste. Most keys go to libedit as a character. A key that libedit has no
/// command for becomes an ``EditorCommand``: a paste, completion, the hint, the history, undo. Such a
/// command must wait until libedit is between two commands of its own. So libedit gets a character
/// that is bound to the one command of igs; when libedit runs it, the session performs the
/// ``EditorCommand`` and changes the line through ``Editline``. What it inserts comes from
/// ``HistoryBrowser``, ``Suggestions`` and ``UndoLog``, and what they know of the language from
/// ``EditingAids``.
///
/// **The line on the screen.** libedit keeps the line, but does not show it: it loses count of the
/// columns under wide characters, so its output goes to `/dev/null`. Before the session waits for a
/// key, and only if none is there already, ``LineDisplay`` draws the prompt, the line and the hint.
///
/// **A wake-up.** While a line is edited, a wake-up comes between two keys, never in the middle of an
/// escape sequence. The session then empties the mailbox. A notice is written where the line was, and
/// the line is drawn again below it. If nobody waits for the line any more, libedit is told that the
/// input ended.
///
/// **Between lines** libedit does not run. The thread waits for the pipe alone; what is typed stays in
/// the terminal until the next line.
///
/// **The terminal's modes.** libedit needs modes of its own. ``TerminalModes`` gives back those from
/// before igs whenever the terminal is somebody else's: while a program borrows it, while the process
/// is stopped, and at the end. ``TerminalGuard`` does so even if the process is killed by a signal.
package final class LineEditor: Sendable {
    /// What the person did.
    package enum Input: Sendable, Equatable {
        /// Entered a line, given without its end.
        case line(String)
        /// Entered a line that is several pasted lines.
        case pasted(String)
        /// Asked to continue the line in the user's own editor.
        case edit(String)
        /// Entered a line with a byte that is not text; the line shows U+FFFD for it.
        case refused(UInt8)
        /// Dropped the line by Ctrl-C; this is what it was.
        case interrupt(String)
        /// Pressed Ctrl-D on an empty line, or left.
        case end
    }

    private let mailbox: EditorMailbox
    private let thread: DedicatedThread
    private let observation: Signals.Observation
    private let isOver = Mutex(false)

    /// Opens an editor on the terminal of `input` and `output`, which it duplicates. Earlier lines
    /// come from `history`; the caller adds the lines that it reads.
    ///
    /// - Throws: ``SystemFailure`` if they are not a terminal, or if the system refuses a resource
    ///   that this needs.
    convenience init(
        input: Int32, output: Int32, errors: Int32, history: History,
        aids: EditingAids = EditingAids()
    ) throws(SystemFailure) {
        try self.init(
            input: input, output: output, errors: errors, history: history,
            settings: .ofUser, aids: aids)
    }

    init(
        input: Int32, output: Int32, errors: Int32, history: History,
        settings: EditlineSession.Settings, aids: EditingAids = EditingAids()
    ) throws(SystemFailure) {
        let mailbox = try EditorMailbox()
        let session = try EditlineSession(
            input: input, output: output, errors: errors, history: history, mailbox: mailbox,
            settings: settings, aids: aids)
        let confined = Confined(session: session)
        self.mailbox = mailbox
        thread = try DedicatedThread { confined.session.run() }
        observation = Signals.observe([.windowChange, .stop, .resumption, .interrupt]) {
            mailbox.post($0)
        }
    }

    deinit { close() }

    /// Shows the prompt and waits for a line. Of several calls at a time, each gets a line, in
    /// order.
    ///
    /// The prompt may have colours. The cursor must be at the start of a row, and what others write
    /// must be flushed before. A task that is cancelled gets ``Input/end``, and so does one that
    /// asks after ``close()``.
    ///
    /// - Parameter text: What the line begins with.
    package func next(prompt: String, text: String = "") async -> Input {
        await next(prompt, text, isQuestion: false)
    }

    /// Asks a question, as ``next(prompt:text:)`` does, without aids for the answer.
    func ask(_ question: String) async -> Input { await next(question, "", isQuestion: true) }

    private func next(_ prompt: String, _ text: String, isQuestion: Bool) async -> Input {
        let identifier = mailbox.makeIdentifier()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                mailbox.post(
                    .init(
                        identifier: identifier, prompt: prompt, text: text,
                        isQuestion: isQuestion, answer: continuation))
            }
        } onCancel: {
            mailbox.cancel(identifier)
        }
    }

    /// Shows whole lines above the line being edited, or at once if none is.
    package func notify(_ lines: String) { mailbox.post(notice: lines) }

    /// Holds back what ``notify(_:)`` gets until the next ``show(prompt:)``: both change at the same
    /// time.
    func holdNotices() { mailbox.holdNotices() }

    /// Changes the prompt of the line being edited, or of the next one.
    package func show(prompt: String) { mailbox.post(prompt: prompt) }

    /// Gives the terminal the modes that it had before igs, for another program; must be called
    /// between lines. Returns when that is done.
    func lendTerminal() async {
        await withCheckedContinuation { mailbox.post(lends: true, $0) }
    }

    /// Takes the terminal back, and goes to the start of a row. Returns when that is done.
    func takeTerminalBack() async {
        await withCheckedContinuation { mailbox.post(lends: false, $0) }
    }

    /// Gives the terminal back as it was, and returns when that is done. A caller that waits for a
    /// line gets ``Input/end``.
    package func close() {
        mailbox.close()
        observation.cancel()
        // A second caller waits, too.
        isOver.withLock { isOver in
            if !isOver { thread.join() }
            isOver = true
        }
    }

    /// Passes on a signal of the process.
    func receive(_ signal: Signal) {
        mailbox.post(signal)
    }

    /// Carries the session to the one thread that uses it.
    ///
    /// Sendable although the session is not: its creator does not touch it after the thread has
    /// started.
    private struct Confined: @unchecked Sendable {
        let session: EditlineSession
    }
}
