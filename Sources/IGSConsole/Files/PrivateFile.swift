internal import Glibc

/// Writes files for this user alone.
enum PrivateFile {
    /// Writes a file at once, with mode 0600 whatever the umask: readers see the old or the new content, never a
    /// part.
    ///
    /// It is written beside its place and then takes its name; a link there is replaced, not followed. It is on the
    /// disk when this returns.
    static func write(_ bytes: [UInt8], to path: String) throws(SystemFailure) {
        let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
        let folder = slash.map { String(path[..<$0]) } ?? "."
        let random = String(UInt64.random(in: .min ... .max), radix: 36)
        let temporary = "\(folder)/.igs-\(random)"
        let descriptor = open(
            temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .last("make a file beside \(path)") }
        do throws(SystemFailure) {
            try fill(descriptor, with: bytes)
            guard rename(temporary, path) == 0 else { throw .last("write \(path)") }
        } catch {
            unlink(temporary)
            throw error
        }
        let parent = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard parent >= 0 else { return }
        // Some file systems cannot do this for folders.
        _ = fsync(parent)
        close(parent)
    }

    /// Writes a file whole, and closes it.
    private static func fill(_ descriptor: Int32, with bytes: [UInt8]) throws(SystemFailure) {
        defer { close(descriptor) }
        guard fchmod(descriptor, 0o600) == 0 else { throw .last("protect the file") }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .last("write the file") }
            rest = rest.dropFirst(count)
        }
        guard fsync(descriptor) == 0 else { throw .last("write the file") }
    }
}
