import Glibc

/// A file of JSON lines that several processes append to.
///
/// A line is written by one `write(2)` on a descriptor opened with `O_APPEND`. A process that is killed during the
/// write leaves a torn line at the end. The next append, made under the folder's ``StateLock``, begins a new line, and
/// readers skip the torn one.
final class LineFile: Sendable {
    let path: String
    private let descriptor: Int32

    /// Opens the file. If it is missing, creates it, readable by its owner alone.
    init(path: String) throws(SandboxError) {
        self.path = path
        descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw SandboxError(cannotUse: path) }
        var status = stat()
        if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG {
            fchmod(descriptor, 0o600)
        }
    }

    deinit {
        close(descriptor)
    }

    /// Appends one line. The caller must hold the folder's lock.
    ///
    /// - Parameter durably: Whether to wait until the line is on the disk.
    func append(_ line: [UInt8], durably: Bool) throws(SandboxError) {
        var bytes = line + [UInt8(ascii: "\n")]
        if endsTorn { bytes.insert(UInt8(ascii: "\n"), at: 0) }
        guard write(descriptor, bytes, bytes.count) == bytes.count else {
            throw SandboxError(cannotUse: path)
        }
        if durably {
            guard fsync(descriptor) == 0 || errno == EINVAL || errno == EROFS else {
                throw SandboxError(cannotUse: path)
            }
        }
    }

    /// Reads the whole lines that begin at an offset.
    ///
    /// - Returns: The lines without their ends, and the offset behind the last.
    func lines(from offset: Int) -> (lines: [[UInt8]], end: Int) {
        var status = stat()
        guard fstat(descriptor, &status) == 0, Int(status.st_size) > offset else {
            return ([], offset)
        }
        let count = Int(status.st_size) - offset
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            initialized = max(0, pread(descriptor, buffer.baseAddress, count, offset))
        }
        guard let lastEnd = bytes.lastIndex(of: UInt8(ascii: "\n")) else { return ([], offset) }
        let lines = bytes[..<lastEnd].split(separator: UInt8(ascii: "\n")).map(Array.init)
        return (lines, offset + lastEnd + 1)
    }

    private var endsTorn: Bool {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_size > 0 else { return false }
        var last: UInt8 = 0
        guard pread(descriptor, &last, 1, Int(status.st_size) - 1) == 1 else { return false }
        return last != UInt8(ascii: "\n")
    }
}
