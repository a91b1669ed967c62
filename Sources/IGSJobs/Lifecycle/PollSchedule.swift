public import IGSClient

/// When to ask the service about one job: the documented times, made to spread, in the job's own time scale.
///
/// Times are bounded, so that no setting can make the engine spin, trap or sleep for ever.
public struct PollSchedule: Hashable, Sendable {
    /// The time-out, from the moment that the job was sent or taken up.
    public let timeout: Duration

    private let pollAfter: Double
    private let pollEvery: Double
    private let timeScale: Double

    /// The schedule of a request under the user's pacing.
    ///
    /// Everything is divided by the pacing's time scale, but a time-out never falls below ten seconds by that.
    public init(pacing: Pacing, request: GenerationRequest) {
        let scale = pacing.timeScale
        timeScale = scale.isFinite && scale > 0 ? min(max(scale, 0.001), 1e6) : 1
        pollAfter = Self.bounded(pacing.pollAfter) / timeScale
        pollEvery = Self.bounded(pacing.pollEvery) / timeScale
        let wanted = Self.bounded(pacing.timeout ?? Self.documentedTimeout(of: request))
        let scaled = wanted / timeScale
        timeout = .seconds(max(scaled, min(wanted, Self.leastScaledTimeout)))
    }

    /// From the acceptance to the first query: the wish and up to a fifth more.
    public func firstPoll(using generator: inout some RandomNumberGenerator) -> Duration {
        .seconds(max(Self.leastPause, pollAfter * .random(in: 1...1.2, using: &generator)))
    }

    /// Between two queries: the wish, a fifth less to a fifth more.
    public func nextPoll(using generator: inout some RandomNumberGenerator) -> Duration {
        .seconds(max(Self.leastPause, pollEvery * .random(in: 0.8...1.2, using: &generator)))
    }

    /// The pause before asking for a lost submission for the `attempt`th time, counted from 0.
    public func probe(_ attempt: Int) -> Duration {
        guard Self.probePauses.indices.contains(attempt) else { return .seconds(60 / timeScale) }
        return .seconds(Double(Self.probePauses[attempt]) / timeScale)
    }

    /// The pause before asking for the `attempt`th time, counted from 1, whether a word was meant that would end the job.
    ///
    /// Six words come within a minute at least, and none sooner than a poll would.
    public func confirmation(
        _ attempt: Int, using generator: inout some RandomNumberGenerator
    ) -> Duration {
        max(probe(min(attempt, Self.promptProbeCount - 1)), nextPoll(using: &generator))
    }

    /// The pause before the picture is fetched again for the `attempt`th time, counted from 1: nine tries are spread over two
    /// minutes at least.
    public func fetch(
        _ attempt: Int, using generator: inout some RandomNumberGenerator
    ) -> Duration {
        let index = min(max(attempt, 1), Self.fetchPauses.count) - 1
        return .seconds(
            max(
                Self.leastPause,
                Self.fetchPauses[index] / timeScale * .random(in: 1...1.2, using: &generator)))
    }

    /// How often a lost submission is asked for: within a minute six times, then every minute up to ten.
    public static var probeCount: Int { probePauses.count }

    /// How many of these come within the first minute; new submissions wait for that long at most.
    public static var promptProbeCount: Int { promptProbePauses.count }
}

extension PollSchedule {
    private static let fetchPauses = [1.0, 2, 4, 8, 16, 30, 30, 30]
    private static let promptProbePauses = [0, 2, 4, 8, 16, 30]
    private static let probePauses = promptProbePauses + Array(repeating: 60, count: 9)

    /// Seconds; short enough for the fastest sandbox.
    private static let leastPause = 0.005
    private static let leastScaledTimeout = 10.0
    private static let longest = 30.0 * 24 * 3600

    /// Three minutes, and five if the documentation's 130 s may come several times over.
    private static func documentedTimeout(of request: GenerationRequest) -> Duration {
        request.quality == .high && request.resolution != .oneK ? .seconds(300) : .seconds(180)
    }

    private static func bounded(_ duration: Duration) -> Double {
        min(max(duration.inSeconds, 0), longest)
    }
}
