/// The user's wishes for how often the service is asked about a job, and for how long.
///
/// Any value is taken; ``PollSchedule`` makes something sensible of it.
public struct Pacing: Hashable, Codable, Sendable {
    /// From the submission to the first query.
    public var pollAfter: Duration
    /// Between queries.
    public var pollEvery: Duration
    /// From the submission until the job is left alone; nil for the documented time of its tier.
    public var timeout: Duration?
    /// How much faster than the live service the service is: the sandbox's speed, 1 for the live one.
    public var timeScale: Double

    /// Creates a pacing; by default the documented one (Protocol, "Polling").
    public init(
        pollAfter: Duration = .seconds(10), pollEvery: Duration = .seconds(4),
        timeout: Duration? = nil, timeScale: Double = 1
    ) {
        self.pollAfter = pollAfter
        self.pollEvery = pollEvery
        self.timeout = timeout
        self.timeScale = timeScale
    }
}
