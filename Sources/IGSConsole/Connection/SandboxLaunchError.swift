/// Why the sandbox could not be started.
package struct SandboxLaunchError: Error, Sendable {
    package enum Code: Sendable, Hashable {
        /// There is no program at the path.
        case notFound
        /// The system refused to start it.
        case notStarted(SystemFailure)
        /// Its folder, or a file in it, cannot be created.
        case noFolder(SystemFailure)
        /// It ended before it reported its address, with the exit status, or, negative, by the
        /// signal.
        case ended(status: Int32)
        /// It did not report its address in time.
        case timedOut
        /// It reported something that a sandbox does not report.
        case unreadable(String)
        /// Nobody waits for it any more.
        case cancelled
    }

    package let code: Code
    /// The path of the program.
    package let executable: String
    /// The last lines of its log, oldest first.
    package let output: [String]
}

extension SandboxLaunchError: CustomStringConvertible {
    package var description: String {
        let reason =
            switch code {
            case .notFound: "there is no \(executable)"
            case .notStarted(let failure): "\(failure)"
            case .noFolder(let failure):
                "\(failure); '--home DIR', or IGS_HOME, puts it elsewhere"
            case .ended(let status) where status < 0: "it was killed by signal \(-status)"
            case .ended(let status): "it ended with status \(status)"
            case .timedOut: "it did not report its address in time"
            case .unreadable(let line): "it said \(TerminalText.visible(line))"
            case .cancelled: "it is no longer needed"
            }
        let lines = output.map { "\n  \(TerminalText.visible($0))" }
        return "the sandbox did not start: \(reason)\(lines.joined())"
    }
}
