internal import Synchronization

/// What other threads ask the editor's thread to do.
final class EditorMailbox: Sendable {
    /// A request for a line.
    struct Request: Sendable {
        let identifier: UInt64
        var prompt: String
        /// What the line begins with.
        var text = ""
        /// Whether the line is an answer, for which there are no aids.
        var isQuestion = false
        let answer: CheckedContinuation<LineEditor.Input, Never>
    }

    /// What to do next.
    enum Item {
        case request(Request)
        /// Nobody waits for the line being edited any more.
        case cancel
        /// The line is to be dropped.
        case interrupt
        case stop
        /// The process was stopped, and goes on.
        case resume
        /// Text to show above the line, or at once if no line is edited.
        case notice(String)
        /// Another prompt for the line being edited.
        case prompt(String)
        /// Another program gets the terminal, or has given it back.
        case loan(Loan)
        case close
    }

    /// The beginning or the end of the terminal's use by another program.
    struct Loan: Sendable {
        let begins: Bool
        let answer: CheckedContinuation<Void, Never>
    }

    let wakePipe: WakePipe
    private let state = Mutex(State())

    init() throws(SystemFailure) {
        wakePipe = try WakePipe()
    }

    /// Returns an identifier for a future request.
    func makeIdentifier() -> UInt64 {
        state.withLock { state in
            state.lastIdentifier += 1
            return state.lastIdentifier
        }
    }

    /// Asks for a line. After `close`, the answer is `end`.
    func post(_ request: Request) {
        let isClosed = state.withLock { state in
            if !state.isClosed { state.requests.append(request) }
            // A prompt that was meant for a line is not used for a question.
            if request.isQuestion { state.prompt = nil }
            return state.isClosed
        }
        isClosed ? request.answer.resume(returning: .end) : wakePipe.wake()
    }

    /// Lends the terminal, or takes it back. After `close`, nothing happens.
    func post(lends: Bool, _ answer: CheckedContinuation<Void, Never>) {
        let isClosed = state.withLock { state in
            if !state.isClosed { state.loans.append(Loan(begins: lends, answer: answer)) }
            return state.isClosed
        }
        isClosed ? answer.resume() : wakePipe.wake()
    }

    /// Asks to show whole lines above the line being edited.
    func post(notice: String) {
        state.withLock { $0.notices += notice }
        wakePipe.wake()
    }

    /// Holds back the lines to be shown above the line until it gets its next prompt.
    func holdNotices() { state.withLock { $0.holdsNotices = true } }

    /// Changes the prompt of the line being edited, or of the next one.
    func post(prompt: String) {
        state.withLock { state in
            state.prompt = prompt
            state.holdsNotices = false
        }
        wakePipe.wake()
    }

    /// Gives a request up, whether it waits, is being edited, or has not been posted yet.
    func cancel(_ identifier: UInt64) {
        state.withLock { _ = $0.cancelled.insert(identifier) }
        wakePipe.wake()
    }

    /// Passes on a signal.
    func post(_ signal: Signal) {
        state.withLock { state in
            switch signal {
            case .interrupt: state.isInterrupted = true
            case .stop: state.isToStop = true
            case .resumption: state.isResumed = true
            // The wake-up is enough: the line is shown anew, in the size that the terminal has
            // then.
            case .windowChange, .terminate, .quit, .hangUp: break
            }
        }
        wakePipe.wake()
    }

    /// Ends the thread.
    func close() {
        state.withLock { $0.isClosed = true }
        wakePipe.wake()
    }

    /// Takes what to do next while no line is edited; nil if there is nothing.
    func takeWhileIdle() -> Item? {
        state.withLock { state in
            if state.isClosed { return .close }
            if state.isToStop.take() { return .stop }
            if state.isResumed.take() { return .resume }
            if !state.loans.isEmpty { return .loan(state.loans.removeFirst()) }
            if !state.notices.isEmpty { return .notice(state.takeNotices()) }
            // Between lines, Ctrl-C is for the command that runs.
            _ = state.isInterrupted.take()
            return state.requests.isEmpty ? nil : .request(state.requests.removeFirst())
        }
    }

    /// Takes what to do next while the line of the request `identifier` is edited; nil if there is
    /// nothing.
    func takeWhileEditing(_ identifier: UInt64) -> Item? {
        state.withLock { state in
            if state.isClosed { return .close }
            if state.cancelled.contains(identifier) { return .cancel }
            if state.isToStop.take() { return .stop }
            if state.isResumed.take() { return .resume }
            if state.isInterrupted.take() { return .interrupt }
            // The prompt comes first: on a terminal that cannot edit, a notice is followed by the
            // prompt.
            if let prompt = state.prompt.take() { return .prompt(prompt) }
            return state.notices.isEmpty || state.holdsNotices
                ? nil : .notice(state.takeNotices())
        }
    }

    /// Answers a request that has been taken.
    func answer(_ request: Request, _ input: LineEditor.Input) {
        state.withLock { _ = $0.cancelled.remove(request.identifier) }
        request.answer.resume(returning: input)
    }

    /// Whether a request has been given up.
    func isCancelled(_ request: Request) -> Bool {
        state.withLock { $0.cancelled.contains(request.identifier) }
    }

    /// Answers all requests that no thread will answer any more.
    func answerAll() {
        let (requests, loans) = state.withLock { state in
            defer { (state.requests, state.loans) = ([], []) }
            return (state.requests, state.loans)
        }
        for request in requests { answer(request, .end) }
        for loan in loans { loan.answer.resume() }
    }

    private struct State {
        var requests: [Request] = []
        var loans: [Loan] = []
        var cancelled: Set<UInt64> = []
        var notices = ""
        var holdsNotices = false
        var prompt: String?
        var isInterrupted = false
        var isToStop = false
        var isResumed = false
        var isClosed = false
        var lastIdentifier: UInt64 = 0

        mutating func takeNotices() -> String {
            defer { notices = "" }
            return notices
        }
    }
}

extension Bool {
    /// Returns the value, and sets it to false.
    fileprivate mutating func take() -> Bool {
        defer { self = false }
        return self
    }
}
