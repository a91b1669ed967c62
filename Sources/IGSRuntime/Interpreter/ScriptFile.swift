import FoundationEssentials
import Glibc
package import IGSScript

/// Reads script files.
package enum ScriptFile {
    /// Returns the source in a file.
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
    /// - Throws: ``Failure``: a usage error if the path is wrong, a plain failure if the system could not read the file.
    package static func named(_ path: String) throws(Failure) -> SourceFile {
        do throws(Unreadable) {
            return try open(path)
        } catch {
            throw Failure(error.diagnostic, code: error.isTrouble ? .failure : .usage)
        }
    }

    private static func open(_ path: String) throws(Unreadable) -> SourceFile {
        var isFolder = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw Unreadable(path, "there is no such file")
        }
        guard !isFolder else { throw Unreadable(path, "it is a folder") }
        guard let bytes = bytes(of: path) else {
            let reason = errno
            throw Unreadable(
                path, reason == EACCES ? "it is not yours to read" : SystemError.text(reason),
                isTrouble: [EMFILE, ENFILE, ENOMEM].contains(reason))
        }
        return SourceFile(name: path, origin: .file, identity: realPath(path), bytes: bytes)
    }

    /// Why a file cannot be read.
    private struct Unreadable: Error {
        let diagnostic: Diagnostic
        /// Whether the system is short of something, and the path may be right.
        let isTrouble: Bool

        init(_ path: String, _ reason: String, isTrouble: Bool = false) {
            diagnostic = ScriptMessages.scriptUnreadable(path, reason: reason)
            self.isTrouble = isTrouble
        }
    }

    /// A path without links; `nil` where nothing is there.
    static func realPath(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    private static func bytes(of path: String) -> [UInt8]? {
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        return bytes(from: descriptor)
    }

    /// What a descriptor gives up to its end, which may be that of a pipe; one byte more than the
    /// limit is enough for the parser to refuse it.
    ///
    /// - Returns: `nil` where it cannot be read; `errno` says why.
    package static func bytes(from descriptor: Int32) -> [UInt8]? {
        var bytes: [UInt8] = []
        // An array that grows takes twice the memory.
        var status = stat()
        if fstat(descriptor, &status) == 0, status.st_size > 0 {
            bytes.reserveCapacity(min(Int(status.st_size), SourceFile.maximumByteCount) + 1)
        }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count <= SourceFile.maximumByteCount {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return nil }
            guard count > 0 else { break }
            // No more than what shows that there is too much.
            bytes += buffer[..<min(count, SourceFile.maximumByteCount + 1 - bytes.count)]
        }
        return bytes
    }
}
