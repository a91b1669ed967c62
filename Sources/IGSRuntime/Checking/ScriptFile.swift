import FoundationEssentials
import Glibc
package import IGSScript

/// Reads script files.
package enum ScriptFile {
    /// Returns the source in a regular file.
    ///
    /// - Throws: ``Diagnostic`` if it cannot be read.
    package static func read(_ path: String) throws(Diagnostic) -> SourceFile {
        do throws(Unreadable) {
            return try open(path)
        } catch {
            throw error.diagnostic
        }
    }

    /// Returns the source in a file that the caller of igs named.
    ///
    /// - Parameter takesStreams: Whether it may be a pipe or a device, which is then waited for.
    /// - Throws: ``Failure``: a usage error if the path is wrong, a plain failure if the system could not read the
    ///   file.
    package static func named(
        _ path: String, takesStreams: Bool = true
    ) throws(Failure) -> SourceFile {
        do throws(Unreadable) {
            return try open(path, takesStreams: takesStreams)
        } catch {
            throw Failure(error.diagnostic, code: error.isTrouble ? .failure : .usage)
        }
    }

    /// - Parameter takesStreams: Whether it may be something other than a file, such as the pipe of a shell's `<(…)`.
    private static func open(
        _ path: String, takesStreams: Bool = false
    ) throws(Unreadable) -> SourceFile {
        // Without O_NONBLOCK, opening a pipe would wait for a writer.
        let options = O_RDONLY | O_CLOEXEC | O_NONBLOCK
        var descriptor = Glibc.open(path, options)
        if descriptor < 0, errno == ENOENT {
            let other = UserPath.toRead(path)
            errno = ENOENT
            if !other.utf8.elementsEqual(path.utf8) { descriptor = Glibc.open(other, options) }
        }
        guard descriptor >= 0 else { throw Unreadable(path, errno: errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Unreadable(path, errno: errno) }
        switch status.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: throw Unreadable(path, SystemError.folder)
        default: guard takesStreams else { throw Unreadable(path, SystemError.notRegular) }
        }
        guard let bytes = bytes(from: descriptor) else { throw Unreadable(path, errno: errno) }
        // The file that was opened, wherever its path leads by now.
        return SourceFile(
            name: path, origin: .file,
            identity: UserPath.withoutLinks("/proc/self/fd/\(descriptor)"),
            bytes: bytes)
    }

    /// Why a file cannot be read.
    private struct Unreadable: Error {
        let diagnostic: Diagnostic
        /// Whether the system is short of something, so that the path may be right.
        let isTrouble: Bool

        init(_ path: String, _ reason: String, isTrouble: Bool = false) {
            diagnostic = ScriptMessages.scriptUnreadable(path, reason: reason)
            self.isTrouble = isTrouble
        }

        init(_ path: String, errno: Int32) {
            self.init(
                path, SystemError.reading(errno),
                isTrouble: [EMFILE, ENFILE, ENOMEM].contains(errno))
        }
    }

    /// Whether a path is a folder, after following links.
    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Returns the bytes of a descriptor up to its end, which may be the end of a pipe; at most one
    /// byte more than the limit, which is enough for the parser to refuse them.
    ///
    /// - Returns: `nil` if it cannot be read; `errno` says why.
    package static func bytes(from descriptor: Int32) -> [UInt8]? {
        var bytes: [UInt8] = []
        // An array that grows takes twice the memory.
        var status = stat()
        if fstat(descriptor, &status) == 0, status.st_size > 0 {
            bytes.reserveCapacity(min(Int(status.st_size), SourceFile.maximumByteCount) + 1)
        }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count <= SourceFile.maximumByteCount {
            // A non-blocking pipe would be at its end before it has a writer.
            var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            if poll(&ready, 1, -1) < 0, errno == EINTR { continue }
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            guard count >= 0 else { return nil }
            guard count > 0 else { break }
            // Only as many as it takes to show that there are too many.
            bytes += buffer[..<min(count, SourceFile.maximumByteCount + 1 - bytes.count)]
        }
        return bytes
    }
}
