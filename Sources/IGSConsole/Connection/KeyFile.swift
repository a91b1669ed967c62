internal import FoundationEssentials
internal import Glibc
package import IGSClient

/// The file in the configuration folder that keeps a key, and the one origin that the key is for.
///
/// It holds one line, `https://aireiter.com KEY`. It belongs to the user, who alone may read it. A file that others
/// could have read or put there is refused, never repaired silently.
package struct KeyFile: Sendable {
    /// A key, and the origin that it may be sent to.
    package struct Content: Sendable {
        /// Scheme, host and port.
        package let origin: String
        package let key: Secret
    }

    package let path: String
    private let folders: Folders
    private static let maximumByteCount = 4096

    /// Names the file in these folders; it need not exist.
    package init(_ folders: Folders) {
        self.folders = folders
        path = folders.config + "/key"
    }

    /// Reads the file; returns nil if there is none.
    package func read() throws(KeyFileError) -> Content? {
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else {
            switch errno {
            case ENOENT, ENOTDIR: return nil
            case ELOOP:
                // A link, or a link above it that leads to itself.
                var status = stat()
                throw error(lstat(path, &status) == 0 ? .notRegular : .unreadable(ELOOP))
            default: throw error(.unreadable(errno))
            }
        }
        defer { close(descriptor) }
        try examine(descriptor)
        let line = try text(of: descriptor)
        let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
        guard words.count == 2, let service = try? Service(baseURL: words[0]),
            service.origin == words[0], let key = Secret(words[1])
        else { throw error(.noKey) }
        return Content(origin: words[0], key: key)
    }

    /// Stores a key, in place of any other. It is on the disk when this returns.
    package func write(_ key: Secret, for origin: String) throws(KeyFileError) {
        do throws(SystemFailure) {
            try folders.create()
            let line = key.withExposed { Array("\(origin) \($0)\n".utf8) }
            try PrivateFile.write(line, to: path)
        } catch {
            throw KeyFileError(code: .unwritable(error.code), path: path)
        }
    }

    /// Removes the file, whatever it is.
    ///
    /// - Returns: Whether there was one.
    package func remove() throws(KeyFileError) -> Bool {
        if unlink(path) == 0 { return true }
        guard errno == ENOENT || errno == ENOTDIR else { throw error(.unwritable(errno)) }
        return false
    }
}

extension KeyFile {
    private func error(_ code: KeyFileError.Code) -> KeyFileError {
        KeyFileError(code: code, path: path)
    }

    private func examine(_ descriptor: Int32) throws(KeyFileError) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw error(.unreadable(errno)) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw error(.notRegular) }
        guard status.st_uid == geteuid() else { throw error(.notOwned) }
        guard status.st_mode & 0o077 == 0 else { throw error(.open(mode: status.st_mode & 0o777)) }
    }

    private func text(of descriptor: Int32) throws(KeyFileError) -> String {
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: Self.maximumByteCount)
        while bytes.count <= Self.maximumByteCount {
            let count = Glibc.read(descriptor, &block, block.count)
            if count < 0 {
                guard errno == EINTR else { throw error(.unreadable(errno)) }
                continue
            }
            if count == 0 { return String(decoding: bytes, as: UTF8.self) }
            bytes += block[..<count]
        }
        throw error(.noKey)
    }
}
