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

    /// How long recent jobs took; `nil` if no progress is shown.
    let times: CompletionTimes?
    private let timeScale: Double
    /// The last news that was reported about each job.
    private(set) var told: [OutTaskID: Word]

    init(_ entries: [JobEntry], times: CompletionTimes?, timeScale: Double) {
        self.times = times
        self.timeScale = timeScale
        told = Dictionary(
            entries.map { ($0.job.id, Word($0.job)) }, uniquingKeysWith: { first, _ in first })
    }

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
            let request = entry.job.request
            let expected =
                times?.median(of: request, timeScale: timeScale)
                ?? TypicalTime.estimate(quality: request.quality, resolution: request.resolution)
                .median / timeScale
            return WaitedJob(
                entry: entry,
                elapsed: entry.job.submittedAt.map { .seconds(max(0, now - $0)) },
                expected: expected)
        }
    }
}
