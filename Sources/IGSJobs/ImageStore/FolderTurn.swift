import Glibc

/// Takes turns at a folder of the store: processes that are about to use its files, and one that removes some.
///
/// A file that is about to be named in the ledger is touched during a turn of those that use the folder. It is removed
/// only during a turn that excludes them, and only if it was last touched long before. So no process can remove what
/// another is about to name. The system ends a turn with its process.
enum FolderTurn {
    /// Runs the body while nobody removes files from a folder.
    static func using<Value>(
        _ folder: String, _ body: () throws(DiskError) -> Value
    ) throws(DiskError) -> Value {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        // A folder that cannot be opened or locked cannot be cleaned either.
        guard descriptor >= 0 else { return try body() }
        defer { _ = close(descriptor) }
        wait(for: LOCK_SH, at: descriptor)
        return try body()
    }

    /// Runs the body while nobody is about to use a file of a folder.
    ///
    /// - Parameter descriptor: the open folder.
    static func removing<Value>(
        _ descriptor: Int32, _ body: () throws(DiskError) -> Value
    ) throws(DiskError) -> Value {
        wait(for: LOCK_EX, at: descriptor)
        defer { _ = flock(descriptor, LOCK_UN) }
        return try body()
    }

    /// Marks a file as used now.
    static func touch(_ path: String) {
        _ = utimensat(AT_FDCWD, path, nil, AT_SYMLINK_NOFOLLOW)
    }

    private static func wait(for lock: Int32, at descriptor: Int32) {
        while flock(descriptor, lock) != 0, errno == EINTR {}
    }
}
