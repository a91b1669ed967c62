import Glibc

/// What the program prints before it serves anybody.
enum Printing {
    /// The exit code of a call that makes no sense, as igs has it.
    static let usageCode: Int32 = 2

    /// Writes a text, and ends the program if that fails: a caller must not take half of an answer for all of it.
    static func print(_ text: String, to descriptor: Int32) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno == EPIPE {
                // Whoever read it has seen enough.
                return
            } else if errno != EINTR {
                let reason = String(cString: strerror(errno))
                let message = Array(
                    "igs-sandbox: standard output cannot be written: \(reason)\n".utf8)
                _ = write(STDERR_FILENO, message, message.count)
                exit(1)
            }
        }
    }
}
