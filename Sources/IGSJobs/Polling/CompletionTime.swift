/// How long a task took, as far as the queries about it show.
struct CompletionTime: Hashable, Sendable {
    /// The time from the submission to the picture, in seconds at the live service.
    var seconds: Double
    /// Whether the task may have been done long before: the first query found it so.
    var isUpperBound: Bool

    init(seconds: Double, isUpperBound: Bool) {
        self.seconds = seconds
        self.isUpperBound = isUpperBound
    }

    /// Creates the time of a task that was taken from the ledger or from a job; nil if it says nothing about others: it
    /// lasted longer than a job is followed, so that the job was taken up again later.
    ///
    /// - Parameters:
    ///   - taken: the seconds from the submission to the picture.
    ///   - polls: how often the service was asked.
    ///   - timeout: for how long such a job is followed.
    init?(taking taken: Double, polls: Int, pacing: Pacing, timeout: Duration) {
        guard taken.isFinite, taken >= 0, taken <= timeout.inSeconds else { return nil }
        let live = taken * PollSchedule.timeScale(of: pacing)
        guard polls != 1 else {
            self.init(seconds: live, isUpperBound: true)
            return
        }
        // A query finds a task half an interval after it is done, on average.
        let interval = pacing.pollEvery?.inSeconds ?? TaskForecast.Documented.interval
        self.init(seconds: live - min(max(0, interval), live) / 2, isUpperBound: false)
    }
}
