import Glibc

/// Replaces the content of a file at once: readers see the old or the new content, never a part.
enum FileReplacement {
    /// Replaces the content of a file, and keeps its permissions and its owner.
    ///
    /// The new content is written beside it and then takes its name, so that a crash or a full disk
    /// leaves the old content.
    ///
    /// - Parameter path: The file itself, not a link to it.
    static func replace(_ path: String, with bytes: [UInt8]) throws(SystemFailure) {
        var status = stat()
        guard stat(path, &status) == 0 else { throw .last("read \(path)") }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw SystemFailure("replace something that is not a regular file", code: EINVAL)
        }
        // A file that must not be written must not be replaced either.
        guard access(path, W_OK) == 0 else { throw .last("write \(path)") }
        let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
        let folder = slash.map { String(path[...$0]) } ?? ""
        var template = Array((folder + ".igs-fmt-XXXXXX").utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw .last("make a file beside \(path)") }
        let temporary = String(
            decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        do throws(SystemFailure) {
            try fill(descriptor, with: bytes, like: status)
            guard rename(temporary, path) == 0 else { throw .last("replace \(path)") }
        } catch {
            unlink(temporary)
            throw error
        }
    }

    /// Writes a file whole, and closes it.
    private static func fill(
        _ descriptor: Int32, with bytes: [UInt8], like status: stat
    ) throws(SystemFailure) {
        defer { close(descriptor) }
        // In a shared folder, another user's file can only be replaced by one of our own.
        _ = fchown(descriptor, status.st_uid, status.st_gid)
        guard fchmod(descriptor, status.st_mode & 0o7777) == 0 else { throw .last("set its mode") }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .last("write the new content") }
            rest = rest.dropFirst(count)
        }
        guard fsync(descriptor) == 0 else { throw .last("write the new content") }
    }
}
