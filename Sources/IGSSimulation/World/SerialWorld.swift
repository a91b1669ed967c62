import CSimulation
import IGSRandom
import Synchronization

/// A thread that runs all of Swift's concurrency that begins on it: one job after the other, each picked by a seed, in
/// a time that passes only when nothing else can be done.
///
/// The same seed makes exactly the same history: the world provides the order of jobs, the time, and every random byte
/// that code on the thread asks the system for. What leaves the thread is outside (see ``Ledger/Access``).
///
/// `@unchecked Sendable`: only its own thread touches it, and everything that runs in it.
package final class SerialWorld: @unchecked Sendable {
    /// How a history ended.
    package enum Ending: Sendable {
        case finished
        /// Nothing can run any more, and nobody sleeps.
        case stuck
        /// It took more steps than any history needs.
        case endless
    }

    private struct Sleeper {
        let id: Int
        let wakesAt: UInt64
        let continuation: UnsafeContinuation<Void, any Error>
    }

    /// The source of the world's decisions.
    var random: SeededRandom
    /// What happened, if it is recorded.
    package private(set) var trace: [String] = []
    let keepsTrace: Bool

    private let thread: UnsafeMutablePointer<simulated_world>
    private var entropy: SeededRandom
    private var ready: [UnsafeMutableRawPointer] = []
    private var sleepers: [Sleeper] = []
    private var nextSleeper = 0
    private var steps = 0

    private static let mostSteps = 100_000
    private static let boot: UInt64 = 1_000_000_000_000
    private static let epoch: UInt64 = 1_800_000_000_000_000_000
    private static let isInstalled = simulated_world_install()

    /// Creates a world in which nothing has happened yet; nil if Swift's concurrency cannot be controlled.
    package init?(seed: UInt64, keepsTrace: Bool = false) {
        guard Self.isInstalled else { return nil }
        random = SeededRandom(seed: seed)
        entropy = random.fork()
        self.keepsTrace = keepsTrace
        thread = .allocate(capacity: 1)
        thread.initialize(
            to: simulated_world(
                context: nil,
                enqueue: { context, job in
                    guard let context, let job else { return }
                    SerialWorld.at(context).ready.append(job)
                },
                fill: { context, bytes, count in
                    guard let context, let bytes else { return }
                    SerialWorld.at(context).fill(
                        UnsafeMutableRawBufferPointer(start: bytes, count: Int(count)))
                }, uptime: Self.boot, now: Self.epoch))
        thread.pointee.context = Unmanaged.passUnretained(self).toOpaque()
    }

    deinit { thread.deallocate() }

    /// Runs a history to its end on the calling thread, and then what it left behind.
    package func run(_ history: @escaping @Sendable () async -> Void) -> Ending {
        simulated_world_enter(thread)
        defer { simulated_world_enter(nil) }
        let isFinished = Mutex(false)
        Task {
            await history()
            isFinished.withLock { $0 = true }
        }
        while !isFinished.withLock(\.self) {
            guard steps < Self.mostSteps else { return .endless }
            guard step() else { return .stuck }
        }
        while steps < Self.mostSteps, step() {}
        return .finished
    }
}

// MARK: - Time

extension SerialWorld {
    /// Nanoseconds since the world began.
    var age: UInt64 { thread.pointee.uptime - Self.boot }

    /// Seconds since the world began.
    var seconds: Double { Double(age) / 1e9 }

    /// The wall clock, in seconds since 1970.
    var now: Double { Double(thread.pointee.now) / 1e9 }

    /// Moves the wall clock, forward or back; sleepers do not notice.
    func setClock(by seconds: Double) {
        let shift = Int64(seconds * 1e9)
        thread.pointee.now = UInt64(max(0, Int64(thread.pointee.now) + shift))
        note("the wall clock is set by \(Int(seconds)) s")
    }

    /// Sleeps for some seconds.
    ///
    /// - Throws: `CancellationError` as soon as the task is cancelled.
    nonisolated(nonsending) func sleep(_ seconds: Double) async throws {
        let id = nextSleeper
        nextSleeper += 1
        try await withTaskCancellationHandler {
            try await withUnsafeThrowingContinuation {
                (continuation: UnsafeContinuation<Void, any Error>) in
                guard !Task.isCancelled else {
                    continuation.resume(throwing: CancellationError())
                    return
                }
                let wakesAt = thread.pointee.uptime + UInt64(min(max(0, seconds), 1e8) * 1e9)
                sleepers.append(Sleeper(id: id, wakesAt: wakesAt, continuation: continuation))
            }
        } onCancel: {
            guard let index = sleepers.firstIndex(where: { $0.id == id }) else { return }
            sleepers.remove(at: index).continuation.resume(throwing: CancellationError())
        }
    }

    /// Adds a line to the trace.
    func note(_ text: @autoclosure () -> String) {
        guard keepsTrace else { return }
        let tenths = age / 100_000_000
        trace.append("\(tenths / 10).\(tenths % 10) s  \(text())")
    }
}

extension SerialWorld {
    private static func at(_ context: UnsafeMutableRawPointer) -> SerialWorld {
        Unmanaged<SerialWorld>.fromOpaque(context).takeUnretainedValue()
    }

    /// Runs one job, or lets time pass until there is one; returns whether there was anything to do.
    private func step() -> Bool {
        steps += 1
        if !ready.isEmpty {
            let index = ready.count == 1 ? 0 : Int.random(in: ready.indices, using: &random)
            simulated_world_run(ready.remove(at: index))
            return true
        }
        let next = sleepers.indices.min {
            (sleepers[$0].wakesAt, sleepers[$0].id) < (sleepers[$1].wakesAt, sleepers[$1].id)
        }
        guard let next else { return false }
        let sleeper = sleepers.remove(at: next)
        let pause = sleeper.wakesAt - min(sleeper.wakesAt, thread.pointee.uptime)
        thread.pointee.uptime += pause
        thread.pointee.now += pause
        sleeper.continuation.resume()
        return true
    }

    private func fill(_ bytes: UnsafeMutableRawBufferPointer) {
        for index in bytes.indices { bytes[index] = UInt8(truncatingIfNeeded: entropy.next()) }
    }
}
