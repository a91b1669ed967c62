import IGSScript

/// Messages about why a picture cannot be shown: some of the identifiers `E03xx`.
package enum PictureMessages {
    /// Says that the program that shows pictures is missing.
    package static func noChafa() -> Failure {
        Failure(
            Diagnostic(
                .noChafa,
                "igs shows pictures with chafa, which is not installed: 'apt install chafa'"
            ))
    }

    /// - Parameter reason: What the program said, or how it ended.
    package static func notShown(_ path: String, _ reason: String) -> Failure {
        Failure(
            Diagnostic(
                .notShown, "'\(path)' cannot be shown", notes: ["chafa: \(reason)"]))
    }

    /// - Parameter program: The program that opens files on the desktop here.
    package static func noOpener(_ program: String) -> Failure {
        Failure(
            Diagnostic(
                .noOpener, "there is no \(program) to open pictures with",
                notes: [
                    "'show' shows them in the terminal, 'apt install xdg-utils' installs xdg-open"
                ]
            ))
    }

    package static func noDisplay() -> Failure {
        Failure(
            Diagnostic(
                .noDesktop, "there is no desktop to open a picture on",
                notes: [
                    "neither DISPLAY nor WAYLAND_DISPLAY is set; 'show' shows pictures in the terminal"
                ]))
    }

    /// - Parameter reason: How the program ended.
    package static func notOpened(_ path: String, _ program: String, _ reason: String) -> Failure {
        Failure(
            Diagnostic(
                .notOpened, "'\(path)' cannot be opened", notes: ["\(program): \(reason)"])
        )
    }

    /// The pictures that complete are shown no more, for this reason.
    static func previewsEnd(_ reason: Diagnostic) -> Diagnostic {
        Diagnostic(
            .note, "previews are off now: \(reason.message)",
            notes: reason.notes + ["'set preview auto' tries again"])
    }
}
