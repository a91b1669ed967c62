import IGSClient

/// What an engine knows of how long jobs take: from the ledger, and from the jobs that it has seen complete since.
struct Experience {
    /// Reads the ledger, once.
    var reading: Task<CompletionTimes, Never>?
    /// Nil until the ledger has been read.
    private(set) var times: CompletionTimes?

    /// Keeps what the ledger says, unless it is known already.
    mutating func learn(_ times: CompletionTimes) {
        if self.times == nil { self.times = times }
    }

    /// Counts a job that has just been completed. Before the ledger has been read, that will tell it.
    mutating func add(_ entry: LedgerEntry) {
        times?.add(entry.job, pacing: entry.pacing)
    }

    /// Returns what is expected of a job; nil if nothing is: its request is not known, or the ledger was not read.
    mutating func forecast(of job: DrivenJob) -> TaskForecast? {
        guard job.schedule.isLearned, !job.entry.isAttached else { return nil }
        return times?.forecast(of: job.entry.request, timeScale: job.entry.pacing.timeScale)
    }
}
