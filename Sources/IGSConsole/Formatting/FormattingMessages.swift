import Glibc
import IGSRuntime
import IGSScript

/// What `igs fmt` says: the catalogue of the identifiers `E08xx`.
enum FormattingMessages {
    static func notWritten(_ path: String, _ failure: SystemFailure) -> Failure {
        Failure(
            Diagnostic(
                .error, id: "E0801",
                "'\(path)' stays as it is: \(String(cString: strerror(failure.code)))",
                notes: ["igs cannot \(failure.operation)"]))
    }

    static func noInput(_ errno: Int32) -> Failure {
        Failure(
            Diagnostic(
                .error, id: "E0802",
                "standard input cannot be read: \(String(cString: strerror(errno)))"),
            code: .usage)
    }
}
