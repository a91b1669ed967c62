import IGSJobs
import IGSRuntime
import Synchronization

/// One line of the prompt, from when it is shown to its end. Jobs that change meanwhile report
/// above it.
struct InputTurn {
    let session: Session
    let editor: PromptEditor
    let streams: StandardStreams
    let prompt: Prompt

    private enum Happening: Sendable {
        case input(LineEditor.Input)
        case change
    }

    /// Reads a line.
    ///
    /// - Parameters:
    ///   - open: What the lines entered so far leave open, on a terminal that cannot edit several
    ///     lines at once; nil if a new input begins.
    ///   - beginning: What the line begins with.
    func read(continuing open: OpenText?, from beginning: String) async -> LineEditor.Input {
        let updates = session.openedStack?.engine.updates()
        // Jobs that changed before are not reported any more.
        await session.reportSettled()
        let examination = session.examination
        editor.learn(from: session)
        func text() -> String { open?.prompt ?? prompt.text(for: session) }
        let first = text()
        let lineEditor = editor.editor
        lineEditor.show(prompt: first)
        let (happenings, continuation) = AsyncStream.makeStream(of: Happening.self)
        let pending = PendingChange()
        for output in [streams.chatter, streams.results] {
            output.divert { lineEditor.notify($0) }
        }
        defer { for output in [streams.chatter, streams.results] { output.divert(to: nil) } }
        let reading = Task {
            continuation.yield(.input(await lineEditor.next(prompt: first, text: beginning)))
        }
        let following = Task {
            guard let updates else { return }
            for await _ in updates where pending.note() { continuation.yield(.change) }
        }
        let examining = Task {
            guard let examination else { return }
            await examination.value
            if pending.note() { continuation.yield(.change) }
        }
        defer {
            reading.cancel()
            following.cancel()
            examining.cancel()
        }
        for await happening in happenings {
            switch happening {
            case .input(let input): return input
            case .change:
                pending.take()
                lineEditor.holdNotices()
                await session.reportSettled()
                editor.learn(from: session)
                lineEditor.show(prompt: text())
            }
        }
        return .end
    }
}

/// Whether jobs have changed since they were last checked. One check covers all changes before it,
/// and a line that was entered need not wait for more.
private final class PendingChange: Sendable {
    private let isPending = Mutex(false)

    /// Records a change; returns whether it is the first.
    func note() -> Bool {
        isPending.withLock { isPending in
            defer { isPending = true }
            return !isPending
        }
    }

    /// Makes the next change the first.
    func take() { isPending.withLock { $0 = false } }
}
