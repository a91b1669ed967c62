import IGSScript

/// A `save`, or the saving of a picture as it completes, that is certain to happen in a script.
struct PlannedSave: Sendable {
    /// The destination; `nil` means that the settings decide.
    let destination: String?
    let outdir: String
    let template: String
    let replaces: Bool
    /// The jobs, with the numbers that they have in a session that begins with the script.
    let jobs: [(number: Int, job: PlannedJob)]
    let location: SourceLocation
}
