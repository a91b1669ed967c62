/// How often, and for how long, the user wants the service to be asked about a job.
///
/// Any value is allowed; ``PollSchedule`` bounds it to something sensible.
public struct Pacing: Hashable, Codable, Sendable {
    /// The time from the submission to the first query; nil to learn it from earlier jobs: see ``TaskForecast``.
    public var pollAfter: Duration?
    /// The time between queries; nil to learn it from earlier jobs.
    public var pollEvery: Duration?
    /// The time from the submission until the job is left alone; nil for the documented time of its tier.
    public var timeout: Duration?
    /// How many times faster than the live service this service is: the sandbox's speed, 1 for the live service.
    public var timeScale: Double

    /// Creates a pacing; the default is learned, within the documented bounds (Protocol, "Polling").
    public init(
        pollAfter: Duration? = nil, pollEvery: Duration? = nil,
        timeout: Duration? = nil, timeScale: Double = 1
    ) {
        self.pollAfter = pollAfter
        self.pollEvery = pollEvery
        self.timeout = timeout
        self.timeScale = timeScale
    }
}
