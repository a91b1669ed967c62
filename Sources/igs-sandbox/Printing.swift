import Glibc

/// What the program prints. Names and values of its caller's may be part of it: nothing in them reaches a terminal as
/// a command to it.
enum Printing {
    /// The exit code of a call that makes no sense, as igs has it.
    static let usageCode: Int32 = 2

    /// Prints an answer, and ends the program if that fails: a caller must not take half of an answer for all of it.
    static func answer(_ text: String) {
        guard let code = failure(of: VisibleText.of(text), to: STDOUT_FILENO) else { return }
        tell(unwritten(code))
        exit(1)
    }

    /// Tells whoever started the program of something. That it cannot be told changes nothing.
    static func tell(_ text: String) {
        _ = failure(of: VisibleText.of(text) + "\n", to: STDERR_FILENO)
    }

    /// What is said of an answer that cannot be written.
    static func unwritten(_ code: Int32) -> String {
        "igs-sandbox: standard output cannot be written: \(String(cString: strerror(code)))"
    }

    /// Writes a text, whole.
    ///
    /// - Returns: The `errno` of a failure; nil also if nobody reads any more: whoever read it has seen enough.
    static func failure(of text: String, to descriptor: Int32) -> Int32? {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno == EPIPE {
                return nil
            } else if errno != EINTR {
                return errno
            }
        }
        return nil
    }
}
