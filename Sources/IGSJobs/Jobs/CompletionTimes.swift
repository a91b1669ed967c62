public import IGSClient

/// How long recent pictures have taken, from the submission to the file, by what was asked for.
public struct CompletionTimes: Sendable {
    /// What makes pictures comparable.
    private struct Kind: Hashable {
        let resolution: Resolution
        let quality: Quality?
        let timeScale: Double
    }

    /// Fewer times than this say nothing yet.
    private static let fewest = 3

    private var seconds: [Kind: [Double]] = [:]

    /// Creates a record without any times.
    public init() {}

    /// Counts the time that a job took, if it has a picture that was requested here.
    mutating func add(_ job: Job, pacing: Pacing) {
        guard job.status == .completed, !job.isAttached, let taken = job.seconds else { return }
        let request = job.request
        let kind = Kind(
            resolution: request.resolution, quality: request.quality, timeScale: pacing.timeScale)
        seconds[kind, default: []].append(taken)
    }

    /// Returns the time within which half of the pictures were done; nil if too few pictures like
    /// these are known.
    ///
    /// - Parameter timeScale: how many times faster than the live service this service is.
    public func median(of request: GenerationRequest, timeScale: Double) -> Duration? {
        let kind = Kind(
            resolution: request.resolution, quality: request.quality, timeScale: timeScale)
        guard let times = seconds[kind], times.count >= Self.fewest else { return nil }
        return .seconds(times.sorted()[times.count / 2])
    }
}
