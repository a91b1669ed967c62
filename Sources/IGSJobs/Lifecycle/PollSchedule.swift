public import IGSClient

/// When to ask the service about one job: the documented times, spread at random, in the job's own time scale.
///
/// Times are bounded, so that no setting can make the engine spin, trap or sleep for ever.
public struct PollSchedule: Hashable, Sendable {
    /// The time-out, from the moment when the job was sent or taken up.
    public let timeout: Duration

    private let pollAfter: Double
    private let pollEvery: Double
    private let timeScale: Double

    /// Creates the schedule of a request under the user's pacing.
    ///
    /// Everything is divided by the pacing's time scale, but that never makes a time-out shorter than ten seconds.
    public init(pacing: Pacing, request: GenerationRequest) {
        let scale = pacing.timeScale
        timeScale = scale.isFinite && scale > 0 ? min(max(scale, 0.001), 1e6) : 1
        pollAfter = Self.bounded(pacing.pollAfter) / timeScale
        pollEvery = Self.bounded(pacing.pollEvery) / timeScale
        let wanted = Self.bounded(pacing.timeout ?? Self.documentedTimeout(of: request))
        let scaled = wanted / timeScale
        timeout = .seconds(max(scaled, min(wanted, Self.leastScaledTimeout)))
    }

    /// Returns the time from the acceptance to the first query: the user's value and up to a fifth more.
    public func firstPoll(using generator: inout some RandomNumberGenerator) -> Duration {
        .seconds(max(Self.leastPause, pollAfter * .random(in: 1...1.2, using: &generator)))
    }

    /// Returns the time between two queries: the user's value, a fifth less to a fifth more.
    public func nextPoll(using generator: inout some RandomNumberGenerator) -> Duration {
        .seconds(max(Self.leastPause, pollEvery * .random(in: 0.8...1.2, using: &generator)))
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
    private static func documentedTimeout(of request: GenerationRequest) -> Duration {
        request.quality == .high && request.resolution != .oneK ? .seconds(300) : .seconds(180)
    }

    private static func bounded(_ duration: Duration) -> Double {
        min(max(duration.inSeconds, 0), longest)
    }
}
