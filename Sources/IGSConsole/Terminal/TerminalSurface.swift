internal import Glibc

/// A terminal to draw on: its size, and how to write to it.
struct TerminalSurface: Sendable {
    private let descriptor: Int32

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    /// The current number of columns; 80 if it does not know.
    var columns: Int { TerminalInfo.columns(descriptor) ?? 80 }

    /// The current number of rows; 24 if it does not know.
    var rows: Int { TerminalInfo.rows(descriptor) ?? 24 }

    /// Writes all of a text, even if the terminal is slow to accept it. After a failure, the rest is dropped.
    func write(_ text: String) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EAGAIN {
                var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&entry, 1, -1)
            } else if count < 0, errno != EINTR {
                return
            }
            rest = rest.dropFirst(max(0, count))
        }
    }
}
