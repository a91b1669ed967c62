internal import Glibc
package import IGSRuntime
internal import IGSScript

/// The messages about the key and its file: the identifiers from `E0610` on.
package enum KeyMessages {
    package static func badFile(_ error: KeyFileError) -> Failure {
        let path = error.path
        return switch error.code {
        case .notRegular:
            failure(
                .keyFileNotRegular, "the key file '\(path)' is not a regular file",
                ["remove it, then run 'igs login'"])
        case .notOwned:
            failure(
                .keyFileNotOwned, "the key file '\(path)' is not yours",
                ["its owner could replace the key: remove it, then run 'igs login'"])
        case .open(let mode):
            failure(
                .keyFileOpen,
                "the key file '\(path)' is open to others: its mode is \(String(mode, radix: 8))",
                [
                    "chmod 600 '\(path)'",
                    "others may have read the key: create a new one at the service",
                ])
        case .noKey:
            failure(
                .keyFileWithoutKey, "the key file '\(path)' does not hold a key",
                ["'igs login' writes a new one"])
        case .unreadable(let code):
            failure(
                .keyFileUnreadable, "the key file '\(path)' cannot be read: \(words(code))",
                [
                    "AIREITER_API_KEY takes precedence over it; 'igs --service sandbox' needs no key",
                    elsewhere,
                ])
        case .unwritable(let code):
            failure(
                .keyFileUnwritable, "the key file '\(path)' cannot be changed: \(words(code))",
                [elsewhere, "AIREITER_API_KEY can hold the key instead"])
        }
    }

    /// For what was typed or piped into `igs login`; it is not shown.
    package static func noKeyGiven() -> Failure {
        failure(
            .notAKey, "that is not a valid key",
            ["a key is one word of visible ASCII characters"])
    }

    package static func noPrompt(_ reason: String) -> Failure {
        failure(
            .keyNotAskedFor, "igs cannot ask for the key: \(reason)",
            ["igs also reads a key from standard input"])
    }

    private static func failure(
        _ id: DiagnosticID, _ message: String, _ notes: [String]
    ) -> Failure {
        Failure(Diagnostic(id, message, notes: notes))
    }

    private static let elsewhere = "'--home DIR', or IGS_HOME, puts it elsewhere"

    private static func words(_ code: Int32) -> String { String(cString: strerror(code)) }
}
