internal import Glibc

/// A system call that failed: its purpose, and the system's code.
package struct SystemFailure: Error, Hashable, Sendable {
    /// What was tried, as a verb and its object: `open /home/ada/history`.
    package let operation: String
    /// The `errno` that it left.
    package let code: Int32

    package init(_ operation: String, code: Int32) {
        self.operation = operation
        self.code = code
    }

    /// Returns the failure of the last call on this thread.
    static func last(_ operation: String) -> SystemFailure {
        SystemFailure(operation, code: errno)
    }
}

extension SystemFailure: CustomStringConvertible {
    package var description: String {
        "cannot \(operation): \(String(cString: strerror(code)))"
    }
}
