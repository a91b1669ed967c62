import Glibc

/// An open file, closed when the value is destroyed.
package struct OpenFile: ~Copyable {
    /// Where the file was when it was opened.
    let path: String
    private let descriptor: Int32

    /// Creates a file that must not exist yet, 0600 whatever the umask.
    init(creating path: String) throws(DiskError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw DiskError(errno: errno, path: path) }
        _ = fchmod(descriptor, 0o600)
        self.path = path
        self.descriptor = descriptor
    }

    /// Opens a file for reading. A pipe is opened without waiting for its writer.
    package init(reading path: String) throws(DiskError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw DiskError(errno: errno, path: path) }
        self.path = path
        self.descriptor = descriptor
    }

    deinit {
        _ = close(descriptor)
    }

    /// Whether this is a file with bytes on a disk, rather than a pipe, a device or a folder.
    package var isRegular: Bool { kind == S_IFREG }

    /// Whether this is a folder.
    package var isFolder: Bool { kind == S_IFDIR }

    private var kind: mode_t? {
        var status = stat()
        return fstat(descriptor, &status) == 0 ? status.st_mode & S_IFMT : nil
    }

    /// Which file this is, and in which version, as far as the file system says.
    package var identity: FileIdentity? {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        let modified = status.st_mtim
        return FileIdentity(
            device: UInt64(truncatingIfNeeded: status.st_dev),
            inode: UInt64(truncatingIfNeeded: status.st_ino), byteCount: Int(status.st_size),
            seconds: Int(modified.tv_sec), nanoseconds: Int(modified.tv_nsec))
    }

    /// Takes the file's lock for this open file alone, or returns false if another open file has it.
    ///
    /// The lock ends with the open file, at the latest with the process; a child does not inherit it.
    func lock() -> Bool {
        flock(descriptor, LOCK_EX | LOCK_NB) == 0
    }

    /// Returns the next bytes, at most `count`; none at the file's end.
    package func read(upTo count: Int) throws(DiskError) -> [UInt8] {
        var failure: Int32?
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            repeat {
                let got = Self.read(descriptor, buffer.baseAddress, count)
                failure = got < 0 ? errno : nil
                filled = max(0, got)
            } while failure == EINTR
        }
        if let failure { throw DiskError(errno: failure, path: path) }
        return bytes
    }

    /// Writes all of the bytes at the file's position.
    func write(_ bytes: [UInt8]) throws(DiskError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Self.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0 {
                let reason = errno
                guard reason == EINTR else { throw DiskError(errno: reason, path: path) }
            } else {
                rest = rest.dropFirst(written)
            }
        }
    }

    /// Writes the bytes over those at the file's start, in one call. It does not report a failure.
    func writeOver(_ bytes: [UInt8]) {
        _ = bytes.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
    }

    /// Waits until the file's bytes are on the disk.
    func synchronize() throws(DiskError) {
        guard fsync(descriptor) == 0 else { throw DiskError(errno: errno, path: path) }
    }
}

/// Distinguishes one version of a file from another without reading it.
package struct FileIdentity: Hashable, Sendable {
    let device: UInt64
    let inode: UInt64
    let byteCount: Int
    let seconds: Int
    let nanoseconds: Int
}

// The system's functions, because the methods' names hide them.
extension OpenFile {
    private static func read(
        _ descriptor: Int32, _ buffer: UnsafeMutablePointer<UInt8>?, _ count: Int
    ) -> Int {
        Glibc.read(descriptor, buffer, count)
    }

    private static func write(
        _ descriptor: Int32, _ buffer: UnsafeRawPointer?, _ count: Int
    ) -> Int {
        Glibc.write(descriptor, buffer, count)
    }
}
