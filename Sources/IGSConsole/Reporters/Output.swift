import Glibc
import IGSScript
import Synchronization

/// A stream that reporters write to in whole pieces.
package final class Output: Sendable {
    private let descriptor: Int32
    private let onClosed: @Sendable () -> Void
    /// It also keeps the pieces of several tasks apart.
    private let failure = Mutex<Int32?>(nil)
    private let diversion = Mutex<(@Sendable (String) -> Void)?>(nil)

    /// Makes an output.
    ///
    /// - Parameter onClosed: Called once, when the output can no longer be written.
    package init(_ descriptor: Int32, onClosed: @escaping @Sendable () -> Void = {}) {
        self.descriptor = descriptor
        self.onClosed = onClosed
    }

    /// Why the output can no longer be written, as an `errno`: `EPIPE` if the reading side is gone.
    package var failureCode: Int32? { failure.withLock(\.self) }

    /// Passes what is written to a receiver; nil: to the stream again.
    ///
    /// The prompt uses this while a line is edited, to show the text above the line. A stream that
    /// is not a terminal is not diverted.
    func divert(to receiver: (@Sendable (String) -> Void)?) {
        guard TerminalInfo.isTerminal(descriptor) else { return }
        diversion.withLock { $0 = receiver }
    }

    /// Writes a text. After a failure, nothing happens.
    package func write(_ text: String) {
        if let receiver = diversion.withLock(\.self) { return receiver(text) }
        let didFail = failure.withLock { failure in
            guard failure == nil else { return false }
            // The text is not copied: a script may print a text of any length.
            var text = text
            failure = text.withUTF8 { writeAll(UnsafeRawBufferPointer($0)) }
            return failure != nil
        }
        if didFail { onClosed() }
    }

    /// Writes a line as it is: text that is igs's own, or was made visible piece by piece.
    package func writeLine(_ text: String) { write(text + "\n") }

    /// Writes text that may have parts from outside, and ends the line.
    package func writeText(_ text: String) { writeLine(TerminalText.visible(text)) }

    /// Writes sentences as ``writeText(_:)`` does, and breaks them between words if the stream is a
    /// terminal.
    package func tell(_ text: String) {
        let text = TerminalText.visible(text)
        writeLine(columns.map { WordWrap.wrap(text, indentation: 2, within: $0) } ?? text)
    }

    /// The number of columns that it has now; `nil` if it is not a terminal.
    var columns: Int? { TerminalInfo.columns(descriptor) }

    /// Writes all bytes.
    ///
    /// - Returns: The `errno` of a failure.
    private func writeAll(_ bytes: UnsafeRawBufferPointer) -> Int32? {
        var rest = bytes
        while !rest.isEmpty {
            let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
            if count > 0 {
                rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
            } else if errno == EAGAIN {
                var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&entry, 1, -1)
            } else if errno != EINTR {
                return errno
            }
        }
        return nil
    }
}
