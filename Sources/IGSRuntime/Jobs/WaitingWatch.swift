import IGSClient
import IGSJobs

/// What the user is told about the jobs that are waited for, while they are.
struct WaitingWatch {
    /// What is news about a job that goes on.
    struct Word: Hashable, Sendable {
        let status: JobStatus
        /// The service's own word, where igs does not know it.
        let unknown: String?

        init(_ job: Job) {
            // That it is on its way was told when it was submitted.
            status = job.status == .queued ? .running : job.status
            unknown = job.unknownWord
        }
    }

    /// What jobs have taken of late; `nil` where no progress is shown.
    let times: CompletionTimes?
    private let timeScale: Double
    /// The last that was told of each.
    private(set) var told: [OutTaskID: Word]

    init(_ entries: [JobEntry], times: CompletionTimes?, timeScale: Double) {
        self.times = times
        self.timeScale = timeScale
        told = Dictionary(
            entries.map { ($0.job.id, Word($0.job)) }, uniquingKeysWith: { first, _ in first })
    }

    /// The jobs that have news and go on; they count as told.
    mutating func news(of entries: [JobEntry]) -> [JobEntry] {
        entries.filter { entry in
            let word = Word(entry.job)
            return told.updateValue(word, forKey: entry.job.id) != word
        }
    }

    /// How far jobs are.
    ///
    /// - Parameter now: seconds since 1970.
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
