import IGSClient
import IGSJobs

/// What the user is told about jobs while they are waited for.
struct WaitingWatch {
    /// The news about a job that is still running.
    struct Word: Hashable, Sendable {
        let status: JobStatus
        /// The service's own status word, if igs does not know it.
        let unknown: String?

        init(_ job: Job) {
            // The submission already reported that it is in progress.
            status = job.status == .queued ? .running : job.status
            unknown = job.unknownWord
        }
    }

    /// How long jobs take; `nil` if no progress is shown.
    private let expected: [OutTaskID: Duration]?
    /// The last news that was reported about each job.
    private(set) var told: [OutTaskID: Word]

    /// Begins to watch jobs.
    ///
    /// - Parameter times: How long recent jobs took; `nil` if no progress is to be shown.
    init(_ entries: [JobEntry], times: CompletionTimes?, timeScale: Double) {
        expected = times.map { times in
            var times = times
            return Dictionary(
                entries.map { entry in
                    let forecast = times.forecast(of: entry.job.request, timeScale: timeScale)
                    return (entry.job.id, forecast.duration(ofShare: 0.5, timeScale: timeScale))
                }, uniquingKeysWith: { first, _ in first })
        }
        told = Dictionary(
            entries.map { ($0.job.id, Word($0.job)) }, uniquingKeysWith: { first, _ in first })
    }

    /// Whether progress is shown.
    var showsProgress: Bool { expected != nil }

    /// Returns the jobs that have news and are still running; they count as reported from now on.
    mutating func news(of entries: [JobEntry]) -> [JobEntry] {
        entries.filter { entry in
            let word = Word(entry.job)
            return told.updateValue(word, forKey: entry.job.id) != word
        }
    }

    /// Returns how far jobs are.
    ///
    /// - Parameter now: The time in seconds since 1970.
    func progress(of entries: [JobEntry], now: Double) -> [WaitedJob] {
        entries.map { entry in
            WaitedJob(
                entry: entry,
                elapsed: entry.job.submittedAt.map { .seconds(max(0, now - $0)) },
                expected: expected?[entry.job.id] ?? .zero)
        }
    }
}
