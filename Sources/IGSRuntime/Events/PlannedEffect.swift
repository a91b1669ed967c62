/// What a call does to the jobs of a script, as its command says before the run.
package enum PlannedEffect {
    /// It takes no time, and submits and saves nothing.
    case nothing
    /// Time may pass with it: what is on its way may end.
    case waits
    /// It submits what a `gen` asks for.
    case submits(GenOptions)
    /// It submits jobs again that ended without a picture: those that specs mean; `nil` where these have to be computed.
    case retries([String]?)
    /// It saves the pictures of the jobs that specs mean, of all without one. Without a destination the settings decide.
    case saves([String], to: String?, replaces: Bool)
}
