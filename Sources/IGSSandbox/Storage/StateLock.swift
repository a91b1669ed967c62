import Glibc

/// The lock under which sandboxes that share a state folder accept tasks, one at a time.
///
/// The kernel releases it when its process ends, however that happens. It excludes processes, not threads of one
/// process: users with several threads must serialise them.
final class StateLock: Sendable {
    private let descriptor: Int32

    init(path: String) throws(SandboxError) {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw SandboxError(cannotUse: path) }
    }

    deinit {
        close(descriptor)
    }

    /// Runs the body while this process alone holds the lock. Blocks until it does.
    func withLock<Value, Failure: Error>(_ body: () throws(Failure) -> Value) throws(Failure)
        -> Value
    {
        while flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
        defer { flock(descriptor, LOCK_UN) }
        return try body()
    }
}
