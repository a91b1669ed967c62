import Glibc

/// Prints the program's output. Names and values from the caller may be part of it: nothing in them reaches a
/// terminal as a command.
enum Printing {
    /// The exit code of a wrong call, as in igs.
    static let usageCode: Int32 = 2

    /// Prints an answer, and ends the program if that fails: a caller must not take half of an answer for all of it.
    static func answer(_ text: String) {
        guard let code = failure(of: VisibleText.of(text), to: STDOUT_FILENO) else { return }
        tell(unwritten(code))
        exit(1)
    }

    /// Prints a message for whoever started the program. A failure to print it changes nothing.
    static func tell(_ text: String) {
        _ = failure(of: VisibleText.of(text) + "\n", to: STDERR_FILENO)
    }

    /// Returns the message about an answer that cannot be written.
    static func unwritten(_ code: Int32) -> String {
        "igs-sandbox: standard output cannot be written: \(String(cString: strerror(code)))"
    }

    /// Writes the whole of a text.
    ///
    /// - Returns: The `errno` of a failure; also nil if nobody reads any more: the reader has seen enough.
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
