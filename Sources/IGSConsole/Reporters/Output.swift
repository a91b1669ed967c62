import Glibc
import IGSScript
import Synchronization

/// A stream that reporters write to, whole pieces at a time.
package final class Output: Sendable {
    private let descriptor: Int32
    private let onClosed: @Sendable () -> Void
    /// Also keeps pieces of several tasks apart.
    private let failure = Mutex<Int32?>(nil)
    private let diversion = Mutex<(@Sendable (String) -> Void)?>(nil)

    /// Makes an output.
    ///
    /// - Parameter onClosed: Called once when it cannot be written any more.
    package init(_ descriptor: Int32, onClosed: @escaping @Sendable () -> Void = {}) {
        self.descriptor = descriptor
        self.onClosed = onClosed
    }

    /// Why it cannot be written any more, as an `errno`: `EPIPE` where the reading side is gone.
    package var failureCode: Int32? { failure.withLock(\.self) }

    /// Hands what is written to somebody else; nil: to the stream again.
    ///
    /// The prompt does so while a line is edited, to show it above the line. A stream that is no
    /// terminal is not diverted.
    func divert(to receiver: (@Sendable (String) -> Void)?) {
        guard TerminalInfo.isTerminal(descriptor) else { return }
        diversion.withLock { $0 = receiver }
    }

    /// Writes a text. After a failure, nothing happens.
    package func write(_ text: String) {
        if let receiver = diversion.withLock(\.self) { return receiver(text) }
        let didFail = failure.withLock { failure in
            guard failure == nil else { return false }
            // No copy is made of it: a script may print as much as it is long.
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

    /// Writes sentences, as ``writeText(_:)``, and breaks them between words where it is a terminal.
    package func tell(_ text: String) {
        let text = TerminalText.visible(text)
        writeLine(columns.map { WordWrap.wrap(text, indentation: 2, within: $0) } ?? text)
    }

    /// The columns that it has now; `nil` where it is no terminal.
    var columns: Int? { TerminalInfo.columns(descriptor) }

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
