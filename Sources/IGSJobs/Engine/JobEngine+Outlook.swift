public import IGSClient

/// What is expected.
extension JobEngine {
    /// Returns how long the service's recent pictures have taken, those of this session included. A ledger that cannot
    /// be read counts as empty.
    public func completionTimes() async -> CompletionTimes {
        if experience.times == nil {
            let reading =
                experience.reading
                ?? Task { [ledger, service] in
                    (try? await ledger.completionTimes(service: service)) ?? CompletionTimes()
                }
            experience.reading = reading
            experience.learn(await reading.value)
        }
        return experience.times ?? CompletionTimes()
    }

    /// Returns what is expected of a job that this engine drives and that was sent; nil for any other.
    public func outlook(_ id: OutTaskID) async -> JobOutlook? {
        var times = await completionTimes()
        guard queue.driven.contains(id), let job = queue[id], !job.entry.isAttached,
            job.entry.submittedAt != nil
        else { return nil }
        let scale = job.entry.pacing.timeScale
        let forecast = times.forecast(of: job.entry.request, timeScale: scale)
        let pause = job.nextQuery.map { $0 - clock.uptime }.flatMap { $0 > .zero ? $0 : nil }
        return JobOutlook(
            early: forecast.duration(ofShare: 0.1, timeScale: scale),
            median: forecast.duration(ofShare: 0.5, timeScale: scale),
            late: forecast.duration(ofShare: 0.9, timeScale: scale), nextQuery: pause)
    }

    /// Sees to it that the history is known before a pause that depends on it.
    func learn(for id: OutTaskID) async {
        guard experience.times == nil, queue[id]?.schedule.isLearned == true else { return }
        _ = await completionTimes()
    }
}
