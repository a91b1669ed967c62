import IGSJobs
import IGSScript

/// Messages about pictures to be saved or shown: some of the identifiers `E03xx`.
enum SavingMessages {
    /// - Parameter purpose: The command's verb.
    static func noPictures(to purpose: String) -> Failure {
        Failure(
            Diagnostic(
                .noPictures, "there is no finished picture to \(purpose)",
                notes: ["'gen' creates one, 'wait' waits for it"]))
    }

    /// - Parameter isStored: Whether the picture is in the store already, rather than still to be made.
    static func fileExists(_ path: String, isStored: Bool) -> Failure {
        Failure(
            Diagnostic(
                .fileExists, "'\(path)' already exists, and is a different file",
                notes: isStored
                    ? [
                        "--force replaces a picture; or save under another name: the picture is in the store"
                    ] : []))
    }

    static func notReplaceable(_ path: String) -> Failure {
        Failure(
            Diagnostic(
                .notReplaceable, "'\(path)' already exists, and is not a picture",
                notes: ["--force replaces pictures only; save under another name"]))
    }

    /// - Parameter isStored: Whether the picture is in the store already, rather than still to be made.
    static func cannotWrite(_ path: String, errno: Int32, isStored: Bool) -> Failure {
        Failure(
            Diagnostic(
                .unwritableFile, "'\(path)' cannot be written: \(SystemError.text(errno))",
                notes: isStored ? ["the picture is safe in the store: save it elsewhere"] : []))
    }

    static func outsideFolder(_ path: String, folder: String) -> Failure {
        Failure(
            Diagnostic(
                .outsideFolder, "'\(path)' is outside \(folder)",
                notes: [
                    "a script may write only below the current folder; 'igs --out DIR FILE' names another"
                ]))
    }

    static func badTemplate(_ text: String) -> Failure {
        Failure(
            Diagnostic(
                .badTemplate, "'\(text)' is not a valid template",
                notes: [
                    "the fields are \(Template.fields.map { "{\($0)}" }.joined(separator: " "))"
                ]))
    }

    /// Says that a name needs a cell of a table that a job has nothing to do with.
    static func noCell(_ column: String, for entry: JobEntry) -> Failure {
        Failure(
            Diagnostic(
                .unknownColumn,
                "job \(entry.number) '\(entry.label)' was not made from a row with the column '\(column)'",
                notes: [
                    "{row.\(column)} stands for a cell of the row that made the job in this session"
                ]))
    }

    static func storeUnreadable(_ path: String) -> Failure {
        Failure(
            Diagnostic(
                .storedPictureLost, "the stored picture '\(path)' cannot be read",
                notes: ["was the state folder cleaned?"]))
    }

    /// Says that the picture of a job was gone from the store, or damaged there, and was fetched
    /// again.
    static func restored(_ entry: JobEntry) -> Diagnostic {
        Diagnostic(
            .note,
            "the stored picture of job \(entry.number) '\(entry.label)' was gone or damaged: it was fetched again"
        )
    }

    /// Says that the picture of a job was gone from the store, or damaged there, and was copied from
    /// where it was saved.
    static func putBack(_ entry: JobEntry, from path: String) -> Diagnostic {
        Diagnostic(
            .note,
            "the stored picture of job \(entry.number) '\(entry.label)' was gone or damaged: it was copied from \(path)"
        )
    }

    /// Says that a job without a picture is left out of all jobs, because its failure was reported
    /// before.
    static func leftOut(_ entry: JobEntry) -> Diagnostic {
        Diagnostic(
            .note,
            "job \(entry.number) '\(entry.label)' has no picture: \(entry.job.status.rawValue)")
    }

    /// Two pictures of one script would be saved under one name.
    static func destinationTwice(_ path: String) -> Failure {
        Failure(
            Diagnostic(.duplicateDestination, "'\(path)' is the destination of two pictures"))
    }

    /// What to add if the picture is still to be made.
    static let notesBeforeSending = [
        "nothing was sent for it",
        "use another name or folder, or --force to replace a picture",
    ]
}
