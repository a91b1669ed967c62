import Glibc

/// Reads the whole lines of a file one after the other, in little memory. A torn line at the end counts as one.
struct LineReader: ~Copyable {
    private let descriptor: Int32
    private var rest: [UInt8] = []
    private var start = 0
    private var isAtEnd = false

    /// Opens a file, without following a link; nil if there is none.
    init?(path: String) throws(SandboxError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        if descriptor < 0 {
            if errno != ENOENT { throw SandboxError(cannotUse: path) }
            return nil
        }
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// Returns the next line without its end; nil after the last. Empty lines are passed over.
    mutating func next() -> ArraySlice<UInt8>? {
        while true {
            if let end = rest[start...].firstIndex(of: UInt8(ascii: "\n")) {
                let line = rest[start..<end]
                start = end + 1
                if !line.isEmpty { return line }
            } else if isAtEnd {
                let line = rest[start...]
                start = rest.count
                return line.isEmpty ? nil : line
            } else {
                fill()
            }
        }
    }

    private mutating func fill() {
        rest.removeFirst(start)
        start = 0
        let chunk = [UInt8](unsafeUninitializedCapacity: 1 << 18) { [descriptor] buffer, count in
            repeat {
                count = max(-1, read(descriptor, buffer.baseAddress, 1 << 18))
            } while count < 0
                && errno == EINTR
            count = max(0, count)
        }
        isAtEnd = chunk.isEmpty
        rest += chunk
    }
}
