import FoundationEssentials
import Glibc

/// An open folder that pictures are placed in: the one that was checked, whatever its path leads to by then.
struct OutputFolder: ~Copyable {
    /// Why it cannot be used.
    struct Refusal: Error {
        let errno: Int32
    }

    private let descriptor: Int32

    /// `O_PATH`, which the C library declares for GNU programs only: a folder that may be passed through need not be
    /// one that may be read.
    private static let onlyAsPlace: Int32 = 0o10_000_000
    /// `O_TMPFILE`, which is declared alike.
    private static let withoutName: Int32 = 0o20_200_000

    /// Opens a folder, and makes what is missing of it. Links are followed: the path is the user's own.
    init(_ path: String) throws(Refusal) {
        let isAbsolute = path.utf8.first == UInt8(ascii: "/")
        try self.init(
            from: isAbsolute ? "/" : ".", FileName.components(of: path), following: 0)
    }

    /// Opens a folder below a root, and makes what is missing of it. No link is followed on the way.
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

    /// What stands under a name, itself where it is a link; nil where nothing does.
    func type(of name: String) -> mode_t? {
        var status = stat()
        guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
        return status.st_mode & S_IFMT
    }

    /// The bytes of a regular file; nil where they cannot be had.
    func bytes(of name: String) -> Data? {
        let file = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        return try? Data(contentsOf: URL(filePath: "/proc/self/fd/\(file)"))
    }

    /// Writes a file under a name that must be free, or is replaced: whole, or not at all.
    ///
    /// Where the file system and the system can do that, it has no name until it is whole, so that a kill leaves nothing
    /// behind.
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
            // A file system without hard links has nothing to replace: nothing was there a moment ago.
            guard errno != EEXIST else { throw Refusal(errno: errno) }
        }
        try rename(temporary, to: name)
    }

    /// Writes a file that has no name, and gives it one.
    ///
    /// - Returns: Whether it has it; not where that cannot be done here.
    /// - Throws: `Refusal` where it could be done, and failed.
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
        // A file system over a network may tell only now that it has no room.
        guard close(file) == 0 else { throw Refusal(errno: errno) }
    }

    private func rename(_ name: String, to target: String) throws(Refusal) {
        guard renameat(descriptor, name, descriptor, target) == 0 else {
            throw Refusal(errno: errno)
        }
    }

    /// Writes all of the bytes; `errno` says why it cannot.
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
