import Synchronization

/// Stops the running work when the user presses Ctrl-C, or when the process is asked to end.
package final class Interruption: Sendable {
    private struct State {
        /// Cancels the running operation.
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
    /// Until this method returns, only the operation uses what it captures.
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

    /// Cancels the running operation.
    package func interrupt() { state.withLock(\.cancel)?() }

    /// Cancels the running operation and any later one, and calls the registered action.
    package func end() {
        state.withLock { $0.isEnding = true }
        interrupt()
        onEnd.withLock { $0.take() }?()
    }

    /// Registers an action for when the process is asked to end.
    func onEnd(_ action: @escaping @Sendable () -> Void) { onEnd.withLock { $0 = action } }

    /// Handles the signals, until the task is cancelled.
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
