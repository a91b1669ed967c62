internal import Glibc

/// A pipe with which other threads, and signal handlers, wake a thread that waits in `poll` or
/// `read`.
///
/// The users of the pipe agree on what a byte means. A full pipe drops bytes: by then the reader
/// has been woken.
final class WakePipe: Sendable {
    let readEnd: Int32
    private let writeEnd: Int32

    /// Creates a pipe that child processes do not inherit, and whose write end never blocks.
    ///
    /// - Parameter blocksReader: Whether a read of the empty pipe waits.
    init(blocksReader: Bool = false) throws(SystemFailure) {
        let ends = try makePipe()
        (readEnd, writeEnd) = (ends.read, ends.write)
        setNonBlocking(writeEnd)
        if !blocksReader { setNonBlocking(readEnd) }
    }

    deinit {
        close(readEnd)
        close(writeEnd)
    }

    /// Wakes the reader. Safe in a signal handler: it makes one `write`, and restores `errno`.
    func wake(_ byte: UInt8 = 0) {
        let saved = errno
        withUnsafePointer(to: byte) { _ = write(writeEnd, $0, 1) }
        errno = saved
    }

    /// Takes the bytes that have come, without waiting.
    func drain() {
        withUnsafeTemporaryAllocation(byteCount: 64, alignment: 1) { buffer in
            while read(readEnd, buffer.baseAddress, buffer.count) > 0 {}
        }
    }
}

/// Makes a pipe whose ends child processes do not inherit, and which are not one of the three
/// standard streams, even if those are closed.
func makePipe() throws(SystemFailure) -> (read: Int32, write: Int32) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw .last("make a pipe") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let read = try movedAboveStandardStreams(ends[0], closingOnFailure: ends[1])
    let write = try movedAboveStandardStreams(ends[1], closingOnFailure: read)
    return (read, write)
}

private func movedAboveStandardStreams(
    _ descriptor: Int32, closingOnFailure other: Int32
) throws(SystemFailure) -> Int32 {
    guard descriptor <= STDERR_FILENO else { return descriptor }
    let moved = fcntl(descriptor, F_DUPFD_CLOEXEC, STDERR_FILENO + 1)
    let failure = SystemFailure.last("duplicate a file descriptor")
    close(descriptor)
    guard moved >= 0 else {
        close(other)
        throw failure
    }
    return moved
}

private func setNonBlocking(_ descriptor: Int32) {
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
}
