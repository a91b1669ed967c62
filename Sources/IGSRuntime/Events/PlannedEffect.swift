/// What a call does to the jobs of a script, as its command says before the run.
package enum PlannedEffect {
    /// The call takes no time, and submits and saves nothing.
    case nothing
    /// The call may take time, so that jobs in progress may end.
    case waits
    /// The call submits what a `gen` asks for.
    case submits(GenOptions)
    /// The call submits jobs again that ended without a picture: the jobs that the specs mean; `nil` if the specs have
    /// to be computed.
    case retries([String]?)
    /// The call saves the pictures of the jobs that the specs mean, or of all jobs if there are no specs. Without a
    /// destination, the settings decide.
    case saves([String], to: String?, replaces: Bool)
}
