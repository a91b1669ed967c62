import FoundationEssentials
import Glibc

/// An open folder to place pictures in: the folder that was checked, wherever its path leads by then.
struct OutputFolder: ~Copyable {
    /// Why the folder cannot be used.
    struct Refusal: Error {
        let errno: Int32
    }

    private let descriptor: Int32

    /// `O_PATH`, which the C library declares for GNU programs only: it allows passing through a folder that may not be
    /// read.
    private static let onlyAsPlace: Int32 = 0o10_000_000
    /// `O_TMPFILE`, which is declared in the same way.
    private static let withoutName: Int32 = 0o20_200_000

    /// Opens a folder, and makes the missing folders of its path. It follows links, because the path is the user's own.
    init(_ path: String) throws(Refusal) {
        let isAbsolute = path.utf8.first == UInt8(ascii: "/")
        try self.init(
            from: isAbsolute ? "/" : ".", FileName.components(of: path), following: 0)
    }

    /// Opens a folder below a root, and makes the missing folders of its path. It follows no link on the way.
    init(_ components: [String], below root: String) throws(Refusal) {
        try self.init(from: root, components, following: O_NOFOLLOW)
    }

    private init(
        from root: String, _ components: [String], following flags: Int32
    ) throws(Refusal) {
        let options = Self.onlyAsPlace | O_DIRECTORY | O_CLOEXEC
        var current = open(root, options)
        guard current >= 0 else { throw Refusal(errno: errno) }
        for component in components {
            var next = openat(current, component, options | flags)
            if next < 0, errno == ENOENT,
                mkdirat(current, component, 0o777) == 0 || errno == EEXIST
            {
                next = openat(current, component, options | flags)
            }
            let reason = errno
            close(current)
            guard next >= 0 else { throw Refusal(errno: reason) }
            current = next
        }
        descriptor = current
    }

    deinit { close(descriptor) }

    /// Returns the type of the entry with a name, without following a link; nil if there is none.
    func type(of name: String) -> mode_t? {
        var status = stat()
        guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
        return status.st_mode & S_IFMT
    }

    /// Returns the bytes of a regular file; nil if they cannot be read.
    func bytes(of name: String) -> Data? {
        let file = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        return try? Data(contentsOf: URL(filePath: "/proc/self/fd/\(file)"))
    }

    /// Writes a file under a name that must be free, or that it replaces: the whole file, or nothing.
    ///
    /// If the file system and the system allow it, the file has no name until it is complete, so that a kill leaves
    /// nothing behind.
    ///
    /// - Throws: `Refusal`, with `EEXIST` if the name is not free.
    func place(_ data: Data, as name: String, replaces: Bool) throws(Refusal) {
        let temporary = ".igs-\(UInt64.random(in: .min ... .max)).part"
        defer { unlinkat(descriptor, temporary, 0) }
        let first = replaces ? temporary : name
        guard try !linkNameless(data, as: first) else {
            if replaces { try rename(temporary, to: name) }
            return
        }
        try write(data, as: temporary)
        if !replaces {
            if linkat(descriptor, temporary, descriptor, name, 0) == 0 { return }
            // On a file system without hard links, nothing is there to be replaced: the name was free a moment ago.
            guard errno != EEXIST else { throw Refusal(errno: errno) }
        }
        try rename(temporary, to: name)
    }

    /// Writes a file without a name, and then gives it one.
    ///
    /// - Returns: Whether the file has the name; `false` if that is not possible here.
    /// - Throws: `Refusal` if it was possible and failed.
    private func linkNameless(_ data: Data, as name: String) throws(Refusal) -> Bool {
        let file = openat(descriptor, ".", Self.withoutName | O_WRONLY | O_CLOEXEC, 0o666)
        guard file >= 0 else { return false }
        defer { close(file) }
        guard Self.write(data, to: file) else { throw Refusal(errno: errno) }
        let path = "/proc/self/fd/\(file)"
        if linkat(AT_FDCWD, path, descriptor, name, AT_SYMLINK_FOLLOW) == 0 { return true }
        guard errno != EEXIST else { throw Refusal(errno: errno) }
        return false
    }

    private func write(_ data: Data, as name: String) throws(Refusal) {
        let options = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        let file = openat(descriptor, name, options, 0o666)
        guard file >= 0 else { throw Refusal(errno: errno) }
        guard Self.write(data, to: file) else {
            let reason = errno
            close(file)
            throw Refusal(errno: reason)
        }
        // A network file system may report only now that it is full.
        guard close(file) == 0 else { throw Refusal(errno: errno) }
    }

    private func rename(_ name: String, to target: String) throws(Refusal) {
        guard renameat(descriptor, name, descriptor, target) == 0 else {
            throw Refusal(errno: errno)
        }
    }

    /// Writes all of the bytes, and returns whether it could; `errno` says why not.
    private static func write(_ data: Data, to file: Int32) -> Bool {
        data.withUnsafeBytes { buffer in
            var offset = 0
            while offset < buffer.count {
                let count = Glibc.write(
                    file, buffer.baseAddress?.advanced(by: offset), buffer.count - offset)
                if count < 0 {
                    if errno == EINTR { continue }
                    return false
                }
                offset += count
            }
            return true
        }
    }
}
