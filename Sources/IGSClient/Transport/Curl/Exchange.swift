import Synchronization

/// A request on its way, and its reply as it comes from libcurl's thread to the one task that awaits it.
final class Exchange: Sendable {
    /// The reply's bytes that wait for their reader. Beyond that the server has to wait, too.
    private static let maximumWaitingByteCount = 256 << 10

    let request: TransportRequest
    let route: Route
    let deadline: ContinuousClock.Instant
    private let state = Mutex(State())

    private struct State {
        var head: ReplyHead?
        var bytes: [UInt8] = []
        /// How the exchange ended; nil before that.
        var end: Result<Void, TransportError>?
        /// Whether libcurl waits until the reader has taken what is there.
        var isPaused = false
        var reader: CheckedContinuation<Void, Never>?

        var hasNews: Bool { head != nil || !bytes.isEmpty || end != nil }
    }

    init(_ request: TransportRequest, route: Route) {
        self.request = request
        self.route = route
        deadline = .now + request.timeout
    }
}

// What the task calls.
extension Exchange {
    /// Returns the reply's head, once it has come.
    func head() async throws(TransportError) -> ReplyHead {
        while true {
            let result: Result<ReplyHead, TransportError>? = state.withLock { state in
                if let head = state.head {
                    state.head = nil
                    return .success(head)
                }
                guard case .failure(let error) = state.end else { return nil }
                return .failure(error)
            }
            if let result { return try result.get() }
            await news()
        }
    }

    /// Returns the next bytes of the body, all that are there; nil at its end.
    ///
    /// - Parameter resume: Called if libcurl has waited for room.
    func next(resume: () -> Void) async throws(TransportError) -> [UInt8]? {
        while true {
            var isPaused = false
            let result: Result<[UInt8]?, TransportError>? = state.withLock { state in
                guard state.bytes.isEmpty else {
                    defer { state.bytes = [] }
                    swap(&isPaused, &state.isPaused)
                    return .success(state.bytes)
                }
                return state.end?.map { nil }
            }
            if isPaused { resume() }
            if let result { return try result.get() }
            await news()
        }
    }

    /// Whether the exchange has ended, with whatever result.
    var hasEnded: Bool { state.withLock { $0.end != nil } }

    private func news() async {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                if !state.hasNews { state.reader = continuation }
                return state.hasNews
            }
            if isThere { continuation.resume() }
        }
    }
}

// What libcurl's thread calls.
extension Exchange {
    func receive(_ head: ReplyHead) {
        state.withLock { $0.head = head }
    }

    /// Takes a piece of the body, unless there is no room for it: then libcurl has to wait for ``next(resume:)``.
    ///
    /// - Returns: Whether it was taken.
    func receive(_ bytes: UnsafeRawBufferPointer) -> Bool {
        state.withLock { state in
            guard state.bytes.count < Self.maximumWaitingByteCount else {
                state.isPaused = true
                return false
            }
            state.bytes += bytes
            return true
        }
    }

    func end(_ result: Result<Void, TransportError>) {
        state.withLock { $0.end = result }
    }

    /// Ends an exchange that libcurl has not been given.
    func cancelUnsent() {
        end(.failure(TransportError(code: .cancelled, mayHaveArrived: false)))
        announce()
    }

    /// Wakes the task if there is something for it: once for all that has come in one go.
    func announce() {
        let reader: CheckedContinuation<Void, Never>? = state.withLock { state in
            guard state.hasNews else { return nil }
            defer { state.reader = nil }
            return state.reader
        }
        reader?.resume()
    }
}
