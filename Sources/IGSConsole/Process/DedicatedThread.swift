internal import Glibc

/// A thread of its own for work that blocks, so that the work does not hold up the cooperative
/// pool.
struct DedicatedThread: Sendable {
    private let handle: pthread_t

    /// Starts `body` on a new thread that is joined later.
    init(_ body: @escaping @Sendable () -> Void) throws(SystemFailure) {
        let start = Unmanaged.passRetained(Start(body: body))
        var handle = pthread_t()
        let code = pthread_create(
            &handle, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<Start>.fromOpaque(context).takeRetainedValue().body()
                return nil
            }, start.toOpaque())
        guard code == 0 else {
            start.release()
            throw SystemFailure("start a thread", code: code)
        }
        self.handle = handle
    }

    /// Waits for the end of the thread. Must be called once, by another thread.
    func join() {
        pthread_join(handle, nil)
    }

    /// Starts `body` on a thread that nobody waits for.
    static func start(_ body: @escaping @Sendable () -> Void) throws(SystemFailure) {
        pthread_detach(try DedicatedThread(body).handle)
    }

    /// Returns the result of `body`, run on a thread of its own.
    static func run<Value: Sendable>(
        _ body: @escaping @Sendable () -> Value
    ) async throws(SystemFailure) -> Value {
        let result: Result<Value, SystemFailure> = await withCheckedContinuation { continuation in
            do throws(SystemFailure) {
                try start { continuation.resume(returning: .success(body())) }
            } catch {
                continuation.resume(returning: .failure(error))
            }
        }
        return try result.get()
    }

    /// Returns the result of `body`, run on a thread of its own; nil if it takes longer, or the
    /// task is cancelled. The thread then runs on to its end, and its result is lost.
    static func run<Value: Sendable>(
        within limit: Duration, _ body: @escaping @Sendable () -> Value
    ) async throws(SystemFailure) -> Value? {
        let (values, continuation) = AsyncStream.makeStream(of: Value.self)
        try start {
            continuation.yield(body())
            continuation.finish()
        }
        let timer = Task {
            try await Task.sleep(for: limit)
            continuation.finish()
        }
        defer { timer.cancel() }
        for await value in values { return value }
        return nil
    }

    private final class Start: Sendable {
        let body: @Sendable () -> Void

        init(body: @escaping @Sendable () -> Void) {
            self.body = body
        }
    }
}
