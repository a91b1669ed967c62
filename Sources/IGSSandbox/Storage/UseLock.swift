import Glibc

/// Shows that a state folder is in use: every sandbox that serves from it holds a share of the lock for as long as it
/// lives; who replaces its files holds all of it.
package final class UseLock: Sendable {
    private let descriptor: Int32

    /// Takes a share, and waits while the folder's files are being replaced.
    init(sharing folder: StateFolder) throws(SandboxError) {
        descriptor = try Self.file(in: folder.path)
        while flock(descriptor, LOCK_SH) != 0, errno == EINTR {}
    }

    /// Takes all of the lock; nil if somebody else has a share.
    init?(all folder: String) throws(SandboxError) {
        descriptor = try Self.file(in: folder)
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return nil }
    }

    deinit { close(descriptor) }

    private static func file(in folder: String) throws(SandboxError) -> Int32 {
        let path = "\(folder)/in-use"
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw SandboxError(cannotUse: path) }
        return descriptor
    }
}
