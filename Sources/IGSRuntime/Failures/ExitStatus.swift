/// How `igs` ends: the one place where its exit codes stand.
package enum ExitStatus: Int32, CaseIterable, Sendable {
    case success = 0
    /// A command or a task failed.
    case failure = 1
    /// The command line was wrong.
    case usage = 2
    /// The script does not parse or check; nothing was sent.
    case invalidScript = 3
    /// An `expect` did not hold.
    case expectation = 4
    /// Not authorised, or no credits.
    case unauthorized = 5
    /// Refused by the safety review.
    case rejected = 6
    case timedOut = 124
    /// Stopped by Ctrl-C, or because the output is read no more. A process that a signal asked to
    /// end dies of that signal; this is its exit code where it cannot.
    case interrupted = 130
}
