public import IGSClient

/// How long recent pictures have taken, from the submission to the file, by what was asked for; and what is expected of
/// the next ones.
public struct CompletionTimes: Sendable {
    /// What makes pictures comparable.
    struct Kind: Hashable {
        let resolution: Resolution
        let quality: Quality?
        let timeScale: Double
    }

    /// The times of each kind, the newest last.
    private var times: [Kind: [CompletionTime]] = [:]
    /// The forecasts from these times, as far as they were asked for.
    private var forecasts: [Kind: TaskForecast] = [:]

    /// Creates a record without any times.
    public init() {}

    /// Counts the time that a job took, as the newest of its kind, if it has a picture that was requested here.
    mutating func add(_ job: Job, pacing: Pacing) {
        guard job.status == .completed, !job.isAttached, let taken = job.seconds else { return }
        let kind = Kind(job.request, timeScale: pacing.timeScale)
        add(taking: taken, polls: job.polls, pacing: pacing, to: kind)
    }

    /// Counts the time of a job, as the newest of its kind, if it says something about others.
    mutating func add(taking taken: Double, polls: Int, pacing: Pacing, to kind: Kind) {
        let timeout = PollSchedule.timeout(
            pacing: pacing, resolution: kind.resolution, quality: kind.quality)
        let time = CompletionTime(taking: taken, polls: polls, pacing: pacing, timeout: timeout)
        if let time { add(time, to: kind) }
    }

    /// Counts a time, which is the newest of its kind.
    mutating func add(_ time: CompletionTime, to kind: Kind) {
        let most = TaskForecast.History.mostTimes
        times[kind, default: []].append(time)
        if let count = times[kind]?.count, count > 2 * most {
            times[kind]?.removeFirst(count - most)
        }
        forecasts[kind] = nil
    }

    /// The times of a kind, the newest last.
    subscript(kind: Kind) -> [CompletionTime] { times[kind] ?? [] }

    /// Returns what is expected of a request, from the times of its kind and, while there are few, the documented ones.
    ///
    /// - Parameter timeScale: how many times faster than the live service this service is.
    public mutating func forecast(
        of request: GenerationRequest, timeScale: Double
    ) -> TaskForecast {
        let kind = Kind(request, timeScale: timeScale)
        if let forecast = forecasts[kind] { return forecast }
        let forecast = TaskForecast(
            from: (times[kind] ?? []).reversed(),
            documented: .estimate(quality: request.quality, resolution: request.resolution))
        forecasts[kind] = forecast
        return forecast
    }
}

extension CompletionTimes.Kind {
    init(_ request: GenerationRequest, timeScale: Double) {
        self.init(
            resolution: request.resolution, quality: request.quality, timeScale: timeScale)
    }
}
