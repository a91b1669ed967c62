/// A job that is waited for, and how far it should be.
package struct WaitedJob: Sendable {
    package let entry: JobEntry
    /// Since the submission; `nil` before it.
    package let elapsed: Duration?
    /// What such a job takes: half of those known take no longer.
    package let expected: Duration
}
