import IGSScript

/// A `save`, or the saving of a picture as it completes, that a script is certain to come to.
struct PlannedSave: Sendable {
    /// The destination; `nil`: by the settings.
    let destination: String?
    let outdir: String
    let template: String
    let replaces: Bool
    /// The jobs, with their numbers in a session that begins with the script.
    let jobs: [(number: Int, job: PlannedJob)]
    let location: SourceLocation
}
