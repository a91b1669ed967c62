import Dispatch
import Synchronization

/// Threads for work that waits for the disk or computes for long, which would hold up everything else on Swift's own
/// threads.
final class WorkThreads: Sendable {
    private struct State {
        var runningCount = 0
        var waiting: [@Sendable () -> Void] = []
    }

    private let maximumCount: Int
    private let queue = DispatchQueue(label: "work", attributes: .concurrent)
    private let state = Mutex(State())

    /// Makes a group of threads.
    ///
    /// - Parameter maximumCount: How many pieces of work run at the same time; the others wait, and begin in their order.
    init(maximumCount: Int) {
        self.maximumCount = maximumCount
    }

    /// Runs a piece of work, once all earlier ones have begun.
    func run<Value: Sendable>(
        _ work: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            state.withLock {
                $0.waiting.append { continuation.resume(with: Result { try work() }) }
            }
            startNext()
        }
    }

    private func startNext() {
        let next: (@Sendable () -> Void)? = state.withLock { state in
            guard state.runningCount < maximumCount, !state.waiting.isEmpty else { return nil }
            state.runningCount += 1
            return state.waiting.removeFirst()
        }
        guard let next else { return }
        queue.async {
            next()
            self.state.withLock { $0.runningCount -= 1 }
            self.startNext()
        }
    }
}
