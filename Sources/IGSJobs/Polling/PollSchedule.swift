public import IGSClient

/// When to ask the service about one job: as the user wants it, else as a ``TaskForecast`` says, else at the documented
/// times; spread at random, in the job's own time scale.
///
/// Times are bounded, so that no setting can make the engine spin, trap or sleep for ever.
public struct PollSchedule: Hashable, Sendable {
    /// The time-out, from the moment when the job was sent or taken up.
    public let timeout: Duration

    /// The user's values, in the job's own time scale; nil if there are none.
    private let pollAfter: Double?
    private let pollEvery: Double?
    private let timeScale: Double

    /// Creates the schedule of a request under the user's pacing.
    ///
    /// Everything is divided by the pacing's time scale, but that never makes a time-out shorter than ten seconds.
    public init(pacing: Pacing, request: GenerationRequest) {
        let timeScale = Self.timeScale(of: pacing)
        self.timeScale = timeScale
        pollAfter = pacing.pollAfter.map { Self.bounded($0) / timeScale }
        pollEvery = pacing.pollEvery.map { Self.bounded($0) / timeScale }
        timeout = Self.timeout(
            pacing: pacing, resolution: request.resolution, quality: request.quality)
    }

    /// Returns the time-out of requests for pictures of a tier.
    static func timeout(pacing: Pacing, resolution: Resolution, quality: Quality?) -> Duration {
        let wanted = bounded(pacing.timeout ?? documentedTimeout(of: resolution, quality))
        return .seconds(max(wanted / timeScale(of: pacing), min(wanted, leastScaledTimeout)))
    }

    /// Whether anything about the times of the queries is to be learned.
    public var isLearned: Bool { pollAfter == nil || pollEvery == nil }

    /// Returns the time from the acceptance to the first query: the user's value, or the documented one, and up to a
    /// fifth more.
    public func firstPoll(using generator: inout some RandomNumberGenerator) -> Duration {
        let pause = pollAfter ?? TaskForecast.Documented.first / timeScale
        return .seconds(max(Self.leastPause, pause * .random(in: 1...1.2, using: &generator)))
    }

    /// Returns the time from the acceptance to the first query: the user's value and up to a fifth more, or the
    /// forecast's, a little less to a little more.
    public func firstPoll(
        expecting forecast: TaskForecast, using generator: inout some RandomNumberGenerator
    ) -> Duration {
        guard pollAfter == nil else { return firstPoll(using: &generator) }
        let least = TaskForecast.Documented.first * .random(in: 1...1.1, using: &generator)
        let pause = max(least, forecast.firstQuery * .random(in: 0.95...1.05, using: &generator))
        return .seconds(max(Self.leastPause, pause / timeScale))
    }

    /// Returns the time between two queries: the user's value, or the documented one, a fifth less to a fifth more.
    public func nextPoll(using generator: inout some RandomNumberGenerator) -> Duration {
        let pause = pollEvery ?? TaskForecast.Documented.interval / timeScale
        return .seconds(max(Self.leastPause, pause * .random(in: 0.8...1.2, using: &generator)))
    }

    /// Returns the time between two queries: the user's value, a fifth less to a fifth more, or the forecast's, a tenth
    /// less to a tenth more, and never less than 3 s at the live service.
    ///
    /// - Parameter age: how long ago the job was submitted.
    public func nextPoll(
        at age: Duration, expecting forecast: TaskForecast,
        using generator: inout some RandomNumberGenerator
    ) -> Duration {
        guard pollEvery == nil else { return nextPoll(using: &generator) }
        let least = TaskForecast.Documented.leastInterval * .random(in: 1...1.1, using: &generator)
        let pause = forecast.pause(at: age.inSeconds * timeScale)
        let spread = max(least, pause * .random(in: 0.9...1.1, using: &generator))
        return .seconds(max(Self.leastPause, spread / timeScale))
    }

    /// Returns the pause before asking for a lost submission for the `attempt`th time, counted from 0.
    public func probe(_ attempt: Int) -> Duration {
        guard Self.probePauses.indices.contains(attempt) else { return .seconds(60 / timeScale) }
        return .seconds(Double(Self.probePauses[attempt]) / timeScale)
    }

    /// Returns the pause before asking for the `attempt`th time, counted from 1, to confirm an answer that would end
    /// the job.
    ///
    /// Six answers span at least a minute, and none comes sooner than a poll would.
    public func confirmation(
        _ attempt: Int, using generator: inout some RandomNumberGenerator
    ) -> Duration {
        max(probe(min(attempt, Self.promptProbeCount - 1)), nextPoll(using: &generator))
    }

    /// Returns the pause before the picture is fetched again for the `attempt`th time, counted from 1: nine tries are
    /// spread over at least two minutes.
    public func fetch(
        _ attempt: Int, using generator: inout some RandomNumberGenerator
    ) -> Duration {
        let index = min(max(attempt, 1), Self.fetchPauses.count) - 1
        return .seconds(
            max(
                Self.leastPause,
                Self.fetchPauses[index] / timeScale * .random(in: 1...1.2, using: &generator)))
    }

    /// How often to ask for a lost submission: six times within a minute, then every minute up to ten.
    public static var probeCount: Int { probePauses.count }

    /// How many of these come within the first minute; new submissions wait for that long at most.
    public static var promptProbeCount: Int { promptProbePauses.count }
}

extension PollSchedule {
    private static let fetchPauses = [1.0, 2, 4, 8, 16, 30, 30, 30]
    private static let promptProbePauses = [0, 2, 4, 8, 16, 30]
    private static let probePauses = promptProbePauses + Array(repeating: 60, count: 9)

    /// In seconds; short enough for the fastest sandbox.
    private static let leastPause = 0.005
    private static let leastScaledTimeout = 10.0
    private static let longest = 30.0 * 24 * 3600

    /// Returns three minutes, or five if the documented 130 s may be needed several times.
    private static func documentedTimeout(
        of resolution: Resolution, _ quality: Quality?
    ) -> Duration {
        quality == .high && resolution != .oneK ? .seconds(300) : .seconds(180)
    }

    /// Returns the pacing's time scale, if it makes sense; else 1.
    static func timeScale(of pacing: Pacing) -> Double {
        let scale = pacing.timeScale
        return scale.isFinite && scale > 0 ? min(max(scale, 0.001), 1e6) : 1
    }

    private static func bounded(_ duration: Duration) -> Double {
        min(max(duration.inSeconds, 0), longest)
    }
}
