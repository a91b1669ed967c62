package import IGSJobs

/// The words of conditions for how a job stands: `%day done`.
package enum JobState: Sendable {
    /// The picture is there: `done`, or `completed`.
    case done
    /// There is no picture, and will be none.
    case failed
    /// The job stands so.
    case status(JobStatus)

    /// Reads a word; `nil` for one that says nothing of jobs.
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

    /// Whether a job that stands so is meant.
    package func holds(of status: JobStatus) -> Bool {
        switch self {
        case .done: status == .completed
        case .failed: status.isFailure
        case .status(let wanted): status == wanted
        }
    }
}
