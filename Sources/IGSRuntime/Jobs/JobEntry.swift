package import IGSJobs

/// A job as the session knows it: with its number and its name.
package struct JobEntry: Sendable {
    /// The number in this session, from 1.
    package let number: Int
    /// The name, where it has one.
    package let name: String?
    /// What the ledger says.
    package internal(set) var job: Job
    /// Whether it is an earlier session's that was listed or named here; it may be another process's work.
    var isRecalled = false
    /// Whether it was begun by an earlier session.
    var isEarlier = false
    /// Whether the user was told how the job ended, and what follows from that was done.
    var isReported = false
    /// Whether the user was told how it ended when a resumed run took it up.
    var isEndKnown = false
    /// Whether the user was told that nobody knows whether it was accepted.
    var isDoubtReported = false
    /// Whether the user wants to see it no more.
    package internal(set) var isForgotten = false
    /// Whether its failure was raised by a statement.
    var isRaised = false

    /// Whether it has come to no end, and nothing happens to it by itself: in doubt, or left to the user.
    package var isUnsettled: Bool {
        switch job.status {
        case .uncertain, .parked, .paused, .detached: true
        case .queued, .running, .completed, .failed, .rejected, .expired, .abandoned: false
        }
    }

    /// The name, else `job-N`.
    package var label: String { name ?? "job-\(number)" }
}
