/// A job that is waited for, with its expected duration.
package struct WaitedJob: Sendable {
    package let entry: JobEntry
    /// The time since the submission; `nil` before it.
    package let elapsed: Duration?
    /// How long such a job takes: half of the known jobs take no longer.
    package let expected: Duration
}
