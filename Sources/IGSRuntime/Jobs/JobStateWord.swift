package import IGSJobs

/// The words of conditions for the state of a job: `%day done`.
package enum JobStateWord: Sendable {
    /// The picture is there: `done`, or `completed`.
    case done
    /// There is no picture, and will be none.
    case failed
    /// The job has this status.
    case status(JobStatus)

    /// Reads a word; `nil` for a word that is not a state of a job.
    package init?(_ word: String) {
        switch word {
        case "done": self = .done
        case JobStatus.failed.rawValue: self = .failed
        default:
            guard let status = JobStatus(rawValue: word) else { return nil }
            self = .status(status)
        }
    }

    /// All the words.
    package static var words: [String] { ["done"] + JobStatus.allCases.map(\.rawValue) }

    /// Whether a job with a status is in this state.
    package func holds(of status: JobStatus) -> Bool {
        switch self {
        case .done: status == .completed
        case .failed: status.isFailure
        case .status(let wanted): status == wanted
        }
    }
}
