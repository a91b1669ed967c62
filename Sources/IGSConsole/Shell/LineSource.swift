internal import Glibc

/// Reads lines as they come on a file descriptor, each with its end.
final class LineSource {
    private let descriptor: Int32
    private var bytes: [UInt8] = []
    private var start = 0
    private var isAtEnd = false

    init(_ descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// Returns the next line, the last one perhaps without its end; nil if there is none, or the task is
    /// cancelled.
    func next() async -> [UInt8]? {
        var searched = start
        while true {
            if let end = bytes[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { start = end + 1 }
                return Array(bytes[start...end])
            }
            searched = bytes.count
            guard !isAtEnd, await readMore(&searched) else { break }
        }
        defer { (bytes, start) = ([], 0) }
        return start < bytes.count && !Task.isCancelled ? Array(bytes[start...]) : nil
    }

    /// Reads more bytes.
    ///
    /// - Parameter searched: Is moved along when the bytes move up.
    private func readMore(_ searched: inout Int) async -> Bool {
        bytes.removeFirst(start)
        searched -= start
        start = 0
        let descriptor = descriptor
        // A thread that still waits when the task is cancelled runs on, and its result is lost.
        let block = try? await DedicatedThread.run(within: .seconds(1 << 40)) {
            Self.block(from: descriptor)
        }
        guard let block, !block.isEmpty, !Task.isCancelled else {
            isAtEnd = true
            return false
        }
        bytes += block
        return true
    }

    private static func block(from descriptor: Int32) -> [UInt8] {
        try? Foreground.wait(for: descriptor)
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            if poll(&ready, 1, -1) < 0, errno == EINTR { continue }
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            return count > 0 ? Array(buffer[..<count]) : []
        }
    }
}
