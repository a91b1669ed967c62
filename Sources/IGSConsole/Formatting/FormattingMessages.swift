import Glibc
import IGSRuntime
import IGSScript

/// The messages of `igs fmt`: the catalogue of the identifiers `E08xx`.
enum FormattingMessages {
    static func notWritten(_ path: String, _ failure: SystemFailure) -> Failure {
        Failure(
            Diagnostic(
                .notFormatted,
                "'\(path)' stays as it is: \(String(cString: strerror(failure.code)))",
                notes: ["igs cannot \(failure.operation)"]))
    }

    static func noInput(_ errno: Int32) -> Failure {
        Failure(
            Diagnostic(
                .unreadableScriptInput,
                "standard input cannot be read: \(String(cString: strerror(errno)))"))
    }
}
