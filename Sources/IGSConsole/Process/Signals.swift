internal import Glibc
internal import Synchronization

/// The signals of this process, delivered to those who ask for them.
///
/// A signal is caught as long as it has an observer, and has its former effect again when the last
/// one goes. A signal that was ignored when igs started, as with `nohup` or a shell's `&`, stays
/// ignored. The handler writes one byte to a pipe; a thread of its own reads it and calls the
/// observers.
package enum Signals {
    /// The signals that ask a process to end.
    package static let endings: [Signal] = [.interrupt, .terminate, .quit, .hangUp]

    /// Returns the first signal of `endings` that was caught since the process started; `nil` if
    /// none was.
    ///
    /// The handler records it, so it is known before any observer is called.
    package static func firstCaught(of endings: [Signal]) -> Signal? {
        let numbers = caught.load(ordering: .acquiring)
        // The handler appends: the first is the lowest byte that belongs to one of them.
        return (0..<UInt64(caughtCount)).lazy
            .compactMap { Signal(number: Int32(truncatingIfNeeded: numbers >> ($0 * 8) & 0xFF)) }
            .first { endings.contains($0) }
    }

    /// Returns the signals of `wanted`, as they come, until the stream is released.
    package static func stream(of wanted: Set<Signal>) -> AsyncStream<Signal> {
        let (stream, continuation) = AsyncStream.makeStream(of: Signal.self)
        let observation = observe(wanted) { continuation.yield($0) }
        continuation.onTermination = { _ in observation.cancel() }
        return stream
    }

    /// Makes a write to a closed pipe or socket fail instead of ending the process.
    package static func ignoreBrokenPipes() {
        signal(SIGPIPE, SIG_IGN)
    }

    /// Calls `handler` for each of the signals of `wanted`, on a thread of its own, until the
    /// observation is cancelled or released.
    ///
    /// If the system has no pipe or thread left for this, signals keep their effect and the handler
    /// is not called.
    static func observe(
        _ wanted: Set<Signal>, _ handler: @escaping @Sendable (Signal) -> Void
    ) -> Observation {
        guard isDispatching else { return Observation(identifier: nil) }
        return registry.withLock { registry in
            Observation(identifier: registry.add(wanted, handler))
        }
    }

    /// Ignores signals while an operation runs, when they are meant for a program that has the
    /// terminal. Signals that come meanwhile are not delivered later, either.
    static func ignoring<Outcome>(
        _ signals: [Signal], _ operation: () async throws(SystemFailure) -> Outcome
    ) async throws(SystemFailure) -> Outcome {
        var ignored = sigaction()
        ignored.__sigaction_handler.sa_handler = SIG_IGN
        let before = signals.map { signal in
            var action = sigaction()
            sigaction(signal.number, &ignored, &action)
            return action
        }
        defer {
            for (signal, action) in zip(signals, before) {
                var action = action
                sigaction(signal.number, &action, nil)
            }
        }
        return try await operation()
    }

    /// Stops this process as Ctrl-Z does, and returns when it goes on.
    ///
    /// If nobody could continue the process, because no shell with job control waits for it,
    /// nothing happens.
    static func stopProcess() {
        registry.withLock { registry in
            registry.withDefaultDisposition(of: .stop) {
                // Threads that a thread of Dispatch's pool has started have it blocked.
                var stop = sigset_t()
                var before = sigset_t()
                sigemptyset(&stop)
                sigaddset(&stop, SIGTSTP)
                pthread_sigmask(SIG_UNBLOCK, &stop, &before)
                raise(SIGTSTP)
                pthread_sigmask(SIG_SETMASK, &before, nil)
            }
        }
    }

    /// Keeps an observer in place.
    final class Observation: Sendable {
        private let identifier: Mutex<UInt64?>

        fileprivate init(identifier: UInt64?) {
            self.identifier = Mutex(identifier)
        }

        deinit { cancel() }

        func cancel() {
            let identifier = identifier.withLock { $0.take() }
            guard let identifier else { return }
            registry.withLock { $0.remove(identifier) }
        }
    }
}

extension Signals {
    /// The pipe from the handler to the thread; nil if it could not be made.
    ///
    /// It is made, and the constant initialised, before the first handler is installed: the handler
    /// only reads the constant.
    private static let pipe: WakePipe? = try? WakePipe(blocksReader: true)

    /// The numbers of the different signals of ``endings`` that were caught, a byte each, the first
    /// in the lowest. The constant is initialised before the first handler is installed.
    private static let caught = Atomic<UInt64>(0)
    private static let caughtCount = 8

    /// Records a signal. Safe in a signal handler.
    private static func note(_ number: UInt8) {
        var numbers = caught.load(ordering: .acquiring)
        while true {
            var shift: UInt64 = 0
            while shift < 64, numbers >> shift & 0xFF != 0 {
                if numbers >> shift & 0xFF == UInt64(number) { return }
                shift += 8
            }
            guard shift < 64 else { return }
            let (isDone, current) = caught.compareExchange(
                expected: numbers, desired: numbers | UInt64(number) << shift,
                ordering: .acquiringAndReleasing)
            if isDone { return }
            numbers = current
        }
    }

    private static let registry = Mutex(Registry())

    /// Whether the thread that calls the observers runs. Reading this starts it.
    private static let isDispatching: Bool = {
        guard let pipe else { return false }
        return (try? DedicatedThread.start { dispatch(from: pipe) }) != nil
    }()

    private static func dispatch(from pipe: WakePipe) {
        var number: UInt8 = 0
        while true {
            let count = read(pipe.readEnd, &number, 1)
            if count < 0, errno == EINTR { continue }
            guard count == 1 else { return }
            guard let signal = Signal(number: Int32(number)) else { continue }
            for handler in registry.withLock({ $0.handlers(for: signal) }) { handler(signal) }
        }
    }

    /// The observers of each signal, and the former effects of the signals.
    private struct Registry {
        private var observers:
            [UInt64: (wanted: Set<Signal>, handler: @Sendable (Signal) -> Void)] =
                [:]
        private var previous: [Signal: sigaction] = [:]
        private var lastIdentifier: UInt64 = 0

        mutating func add(
            _ wanted: Set<Signal>, _ handler: @escaping @Sendable (Signal) -> Void
        ) -> UInt64 {
            lastIdentifier += 1
            observers[lastIdentifier] = (wanted, handler)
            for signal in wanted where previous[signal] == nil { catchSignal(signal) }
            return lastIdentifier
        }

        mutating func remove(_ identifier: UInt64) {
            guard let (wanted, _) = observers.removeValue(forKey: identifier) else { return }
            for signal in wanted where handlers(for: signal).isEmpty { release(signal) }
        }

        func handlers(for signal: Signal) -> [@Sendable (Signal) -> Void] {
            observers.sorted { $0.key < $1.key }.map(\.value)
                .filter { $0.wanted.contains(signal) }.map(\.handler)
        }

        func withDefaultDisposition(of signal: Signal, _ body: () -> Void) {
            var standard = sigaction()
            var current = sigaction()
            sigaction(signal.number, &standard, &current)
            body()
            sigaction(signal.number, &current, nil)
        }

        private mutating func catchSignal(_ signal: Signal) {
            var before = sigaction()
            guard sigaction(signal.number, nil, &before) == 0, !before.isIgnored else { return }
            _ = Signals.caught.load(ordering: .relaxed)
            var action = sigaction()
            action.__sigaction_handler.sa_handler = { number in
                let number = UInt8(truncatingIfNeeded: number)
                Signals.note(number)
                Signals.pipe?.wake(number)
            }
            action.sa_flags = SA_RESTART
            if sigaction(signal.number, &action, nil) == 0 { previous[signal] = before }
        }

        private mutating func release(_ signal: Signal) {
            guard var before = previous.removeValue(forKey: signal) else { return }
            sigaction(signal.number, &before, nil)
        }
    }
}

extension sigaction {
    /// Whether the signal has no effect.
    var isIgnored: Bool {
        unsafeBitCast(__sigaction_handler.sa_handler, to: Int.self)
            == unsafeBitCast(SIG_IGN, to: Int.self)
    }
}
