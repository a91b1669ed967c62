public import IGSClient
import Synchronization

/// Which jobs of an engine have changed since its one reader last looked.
///
/// It keeps ids and no jobs: however much happens to a job before the reader looks, it costs the reader one look.
public final class JobNews: Sendable {
    /// What has happened.
    public struct Items: Sendable {
        /// The jobs that have changed.
        public internal(set) var changed: Set<OutTaskID> = []
        /// The jobs that are not driven any more; some may be driven again by now.
        public internal(set) var settled: Set<OutTaskID> = []
        /// Whether the engine is shut down, so that nothing more will happen.
        public internal(set) var isOver = false

        /// Nothing.
        public init() {}

        var isEmpty: Bool { changed.isEmpty && settled.isEmpty && !isOver }
    }

    private struct State {
        var items = Items()
        var reader: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    /// Returns what has happened since the last call.
    public func take() -> Items {
        state.withLock { state in
            defer {
                state.items.changed = []
                state.items.settled = []
            }
            return state.items
        }
    }

    /// Waits until there is something to take, or the task is cancelled. One task at a time may wait.
    public func wait() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isReady = state.withLock { state in
                    let isReady = !state.items.isEmpty || Task.isCancelled
                    if !isReady { state.reader = continuation }
                    return isReady
                }
                if isReady { continuation.resume() }
            }
        } onCancel: {
            wake { _ in }
        }
    }

    func note(changed id: OutTaskID) { wake { $0.changed.insert(id) } }

    func note(settled id: OutTaskID) { wake { $0.settled.insert(id) } }

    func end() { wake { $0.isOver = true } }

    private func wake(_ change: (inout Items) -> Void) {
        let reader = state.withLock { state in
            change(&state.items)
            defer { state.reader = nil }
            return state.reader
        }
        reader?.resume()
    }
}
