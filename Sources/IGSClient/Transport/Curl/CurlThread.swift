import CCurl
import Glibc
import Synchronization

/// The thread on which libcurl works: tasks give it orders, and all else of libcurl's belongs to it.
///
/// It runs until it is stopped, and then closes all connections.
final class CurlThread: Sendable {
    enum Order: Sendable {
        case start(Exchange)
        /// The exchange's reader has room again.
        case resume(Exchange)
        /// Nobody wants the exchange any more.
        case cancel(Exchange)
    }

    private struct State {
        /// nil once the thread ends.
        var multi: CurlMulti?
        /// Whether all connections are closed.
        var hasEnded = false
        var orders: [Order] = []
        var isStopping = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>

    /// Loads libcurl, and starts the thread.
    ///
    /// - Throws: `TransportError` if one of them is not available; nothing has been sent then.
    init(_ settings: CurlTransport.Settings) throws(TransportError) {
        if let reason = ccurl_load() {
            throw Self.failure("libcurl cannot be used: \(String(cString: reason))")
        }
        guard let multi = CurlMulti() else {
            throw Self.failure(Self.fewFiles)
        }
        state = Mutex(State(multi: multi))
        let hasStarted = Self.start { [self] in
            CurlLoop(multi, settings).run(for: self)
            end(multi)
        }
        guard hasStarted else {
            multi.close()
            throw Self.failure("no thread can be started")
        }
    }

    /// Gives an order; an exchange that comes too late ends as cancelled.
    func give(_ order: Order) {
        let isTaken = state.withLock { state in
            guard let multi = state.multi, !state.isStopping else { return false }
            if state.orders.isEmpty { multi.wake() }
            state.orders.append(order)
            return true
        }
        if !isTaken, case .start(let exchange) = order { exchange.cancelUnsent() }
    }

    /// Lets the thread end; it cancels what is under way.
    func stop() {
        state.withLock { state in
            state.isStopping = true
            state.multi?.wake()
        }
    }

    /// Lets the thread end, and returns when it has.
    func stopped() async {
        stop()
        await withCheckedContinuation { continuation in
            let hasEnded = state.withLock { state in
                if !state.hasEnded { state.waiting.append(continuation) }
                return state.hasEnded
            }
            if hasEnded { continuation.resume() }
        }
    }
}

extension CurlThread {
    /// Returns the orders since the last call, in order; nil once the thread is to end.
    func orders() -> [Order]? {
        state.withLock { state in
            defer { state.orders = [] }
            if state.isStopping {
                for case .start(let exchange) in state.orders { exchange.cancelUnsent() }
                return nil
            }
            return state.orders
        }
    }

    private func end(_ multi: CurlMulti) {
        state.withLock { $0.multi = nil }
        multi.close()
        let waiting = state.withLock { state in
            state.hasEnded = true
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    /// What to say if no more files can be opened.
    static let fewFiles = "too few files may be open at a time (ulimit -n)"

    private static func failure(_ message: String) -> TransportError {
        TransportError(code: .notConnected, mayHaveArrived: false, message: message)
    }
}

extension CurlThread {
    private final class Body: Sendable {
        let run: @Sendable () -> Void

        init(_ run: @escaping @Sendable () -> Void) {
            self.run = run
        }
    }

    /// Starts a detached thread that takes no signals: they are the program's, and a connection that breaks while it is
    /// written to must not end it.
    private static func start(_ run: @escaping @Sendable () -> Void) -> Bool {
        var all = sigset_t()
        var before = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_SETMASK, &all, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        let body = Unmanaged.passRetained(Body(run))
        var thread = pthread_t()
        let code = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
                return nil
            }, body.toOpaque())
        guard code == 0 else {
            body.release()
            return false
        }
        pthread_detach(thread)
        return true
    }
}
