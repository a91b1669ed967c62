import IGSJobs
import Synchronization

/// A clock that stands still until the test moves it, so that no test waits for real time to pass.
///
/// Its uptime begins at zero, its wall clock at ``epoch``.
package final class ManualClock: JobClock {
    /// The wall clock's time, in seconds since 1970, when the uptime is zero.
    package static let epoch = 1_800_000_000.0

    private struct Sleeper {
        let deadline: Duration
        let continuation: CheckedContinuation<Void, any Error>
    }

    private struct Watcher {
        let count: Int
        let continuation: CheckedContinuation<[Duration], Never>
    }

    private struct State {
        var uptime = Duration.zero
        var sleepers: [Int: Sleeper] = [:]
        var cancelled: Set<Int> = []
        var watchers: [Watcher] = []
        var nextSleeper = 0
    }

    private let state = Mutex(State())
    private let jumps: Bool

    /// Creates a clock.
    /// - Parameter jumps: whether a task that sleeps moves the clock itself, and so sleeps for no time at all. With
    ///   many sleepers, time then passes faster than any one of them expects.
    package init(jumps: Bool = false) {
        self.jumps = jumps
    }

    package var now: Double {
        let (seconds, attoseconds) = uptime.components
        return Self.epoch + Double(seconds) + Double(attoseconds) * 1e-18
    }

    package var uptime: Duration { state.withLock(\.uptime) }

    package func sleep(for duration: Duration) async throws {
        try Task.checkCancellation()
        if jumps {
            advance(by: duration)
            await Task.yield()
            return
        }
        let sleeper = state.withLock { state in
            defer { state.nextSleeper += 1 }
            return state.nextSleeper
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                fallAsleep(sleeper, for: duration, continuation)
            }
        } onCancel: {
            let gone: Sleeper? = state.withLock { state in
                guard let gone = state.sleepers.removeValue(forKey: sleeper) else {
                    state.cancelled.insert(sleeper)
                    return nil
                }
                return gone
            }
            gone?.continuation.resume(throwing: CancellationError())
        }
    }

    /// Moves the clock, and wakes the sleepers whose time has come.
    package func advance(by duration: Duration) {
        let due = state.withLock { state in
            state.uptime += duration
            let due = state.sleepers.filter { $0.value.deadline <= state.uptime }
            for id in due.keys { state.sleepers[id] = nil }
            return due.values.sorted { $0.deadline < $1.deadline }
        }
        for sleeper in due { sleeper.continuation.resume() }
    }

    /// Waits until at least `count` tasks sleep, and returns how long each has yet to sleep, shortest first.
    package func sleepers(_ count: Int) async -> [Duration] {
        await withCheckedContinuation { continuation in
            let rests: [Duration]? = state.withLock { state in
                guard state.sleepers.count < count else { return Self.rests(state) }
                state.watchers.append(Watcher(count: count, continuation: continuation))
                return nil
            }
            if let rests { continuation.resume(returning: rests) }
        }
    }

    /// Waits until a task sleeps, moves the clock to the moment when the first one wakes, and returns how far that was.
    @discardableResult
    package func wakeNext() async -> Duration {
        let rest = await sleepers(1).first ?? .zero
        advance(by: rest)
        return rest
    }
}

extension ManualClock {
    private func fallAsleep(
        _ sleeper: Int, for duration: Duration, _ continuation: CheckedContinuation<Void, any Error>
    ) {
        let (isCancelled, watchers, rests) = state.withLock { state in
            guard state.cancelled.remove(sleeper) == nil else {
                return (true, [] as [Watcher], [] as [Duration])
            }
            state.sleepers[sleeper] = Sleeper(
                deadline: state.uptime + max(.zero, duration), continuation: continuation)
            let ready = state.watchers.filter { $0.count <= state.sleepers.count }
            state.watchers.removeAll { $0.count <= state.sleepers.count }
            return (false, ready, Self.rests(state))
        }
        if isCancelled { continuation.resume(throwing: CancellationError()) }
        for watcher in watchers { watcher.continuation.resume(returning: rests) }
    }

    private static func rests(_ state: State) -> [Duration] {
        state.sleepers.values.map { $0.deadline - state.uptime }.sorted()
    }
}
