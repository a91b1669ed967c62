import Glibc

/// The folder in which a sandbox keeps its tasks, its journal and its references: readable by its owner alone.
package struct StateFolder: Sendable {
    package let path: String

    /// Creates the folder if it is missing, parents included, and removes others' permissions on it.
    package init(path: String) throws(SandboxError) {
        self.path = path
        try Self.make(path)
    }

    /// Makes a folder inside this one.
    func folder(_ name: String) throws(SandboxError) -> StateFolder {
        try StateFolder(path: "\(path)/\(name)")
    }

    func file(_ name: String) -> String { "\(path)/\(name)" }

    private static func make(_ path: String) throws(SandboxError) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: true)
        var prefix = path.hasPrefix("/") ? "" : "."
        for part in parts {
            prefix += "/\(part)"
            if mkdir(prefix, 0o700) != 0, errno != EEXIST, errno != EISDIR {
                throw SandboxError(cannotUse: path)
            }
        }
        // A file in its place belongs to somebody, and keeps its permissions.
        var status = stat()
        guard stat(path, &status) == 0 else { throw SandboxError(cannotUse: path) }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            errno = ENOTDIR
            throw SandboxError(cannotUse: path)
        }
        guard chmod(path, 0o700) == 0 else { throw SandboxError(cannotUse: path) }
    }
}

extension SandboxError {
    /// For when the last system call on this path has failed.
    init(cannotUse path: String) {
        self.init(
            code: .cannotUseFile, context: path, underlying: String(cString: strerror(errno)))
    }
}
