import Synchronization

/// Ends what runs when the user presses Ctrl-C, or the process is asked to end.
package final class Interruption: Sendable {
    private struct State {
        /// Cancels what runs.
        var cancel: (@Sendable () -> Void)?
        var isEnding = false
    }

    private let state = Mutex(State())
    private let onEnd = Mutex<(@Sendable () -> Void)?>(nil)

    package init() {}

    /// Whether the process was asked to end.
    package var isEnding: Bool { state.withLock(\.isEnding) }

    /// Runs an operation as a task of its own, which an interruption cancels.
    ///
    /// The operation is the only user of what it captures until this method returns.
    package func run<Outcome: Sendable>(
        _ operation: sending @escaping () async -> Outcome
    ) async -> Outcome {
        let task = Task { await operation() }
        let isEnding = state.withLock { state in
            state.cancel = { task.cancel() }
            return state.isEnding
        }
        if isEnding { task.cancel() }
        defer { state.withLock { $0.cancel = nil } }
        return await task.value
    }

    /// Cancels what runs.
    package func interrupt() { state.withLock(\.cancel)?() }

    /// Cancels what runs and what would run next, and calls what was registered for that.
    package func end() {
        state.withLock { $0.isEnding = true }
        interrupt()
        onEnd.withLock { $0.take() }?()
    }

    /// Registers what else is to happen when the process is asked to end.
    func onEnd(_ action: @escaping @Sendable () -> Void) { onEnd.withLock { $0 = action } }

    /// Follows the signals, until the task is cancelled.
    package func follow(_ signals: AsyncStream<Signal>) async {
        for await signal in signals {
            switch signal {
            case .interrupt: interrupt()
            case .terminate, .quit, .hangUp: end()
            case .stop: Signals.stopProcess()
            case .windowChange, .resumption: break
            }
        }
    }
}
