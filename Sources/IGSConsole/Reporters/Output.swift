import Glibc
import Synchronization

/// A stream that reporters write to, whole pieces at a time.
package final class Output: Sendable {
    private let descriptor: Int32
    private let onClosed: @Sendable () -> Void
    /// Also keeps pieces of several tasks apart.
    private let closed = Mutex(false)

    /// Makes an output.
    ///
    /// - Parameter onClosed: Called once when the reading side is gone (`EPIPE`).
    package init(_ descriptor: Int32, onClosed: @escaping @Sendable () -> Void = {}) {
        self.descriptor = descriptor
        self.onClosed = onClosed
    }

    /// Whether the reading side is gone.
    package var isClosed: Bool { closed.withLock(\.self) }

    /// Writes a text. After the reading side is gone, nothing happens.
    package func write(_ text: String) {
        let didClose = closed.withLock { isClosed in
            guard !isClosed else { return false }
            isClosed = !writeAll(Array(text.utf8))
            return isClosed
        }
        if didClose { onClosed() }
    }

    /// Writes a line.
    package func writeLine(_ text: String) { write(text + "\n") }

    private func writeAll(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&entry, 1, -1)
            } else if errno != EINTR {
                return false
            }
        }
        return true
    }
}
