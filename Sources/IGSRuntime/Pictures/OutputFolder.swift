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
    /// - Throws: `Refusal`, with `EEXIST` where the name is not free.
    func place(_ data: Data, as name: String, replaces: Bool) throws(Refusal) {
        let temporary = ".igs-\(UInt64.random(in: .min ... .max)).part"
        guard create(temporary, data) else {
            let reason = errno
            unlinkat(descriptor, temporary, 0)
            throw Refusal(errno: reason)
        }
        defer { unlinkat(descriptor, temporary, 0) }
        if !replaces {
            if linkat(descriptor, temporary, descriptor, name, 0) == 0 { return }
            // Else a file system without hard links: nothing was there a moment ago.
            guard errno != EEXIST else { throw Refusal(errno: EEXIST) }
        }
        guard renameat(descriptor, temporary, descriptor, name) == 0 else {
            throw Refusal(errno: errno)
        }
    }

    /// Creates a file with a content; `errno` says why it cannot.
    private func create(_ name: String, _ data: Data) -> Bool {
        let options = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        let file = openat(descriptor, name, options, 0o666)
        guard file >= 0 else { return false }
        let isWritten = data.withUnsafeBytes { buffer in
            var offset = 0
            while offset < buffer.count {
                let count = write(
                    file, buffer.baseAddress?.advanced(by: offset), buffer.count - offset)
                if count < 0 {
                    if errno == EINTR { continue }
                    return false
                }
                offset += count
            }
            return true
        }
        let reason = errno
        guard close(file) == 0, isWritten else {
            if !isWritten { errno = reason }
            return false
        }
        return true
    }
}
