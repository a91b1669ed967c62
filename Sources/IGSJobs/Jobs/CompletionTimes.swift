public import IGSClient

/// How long pictures have taken of late, from the submission to the file, by what was asked for.
public struct CompletionTimes: Sendable {
    /// What makes pictures comparable.
    private struct Kind: Hashable {
        let resolution: Resolution
        let quality: Quality?
        let timeScale: Double
    }

    /// Fewer times than these say nothing yet.
    private static let fewest = 3

    private var seconds: [Kind: [Double]] = [:]

    /// None are known.
    public init() {}

    /// Counts what a job has taken, if it has a picture that was asked for here.
    mutating func add(_ job: Job, pacing: Pacing) {
        guard job.status == .completed, !job.isAttached, let taken = job.seconds else { return }
        let request = job.request
        let kind = Kind(
            resolution: request.resolution, quality: request.quality, timeScale: pacing.timeScale)
        seconds[kind, default: []].append(taken)
    }

    /// Returns what half of the pictures took at most; nil if too few like these are known.
    ///
    /// - Parameter timeScale: how much faster than the live service the service is.
    public func median(of request: GenerationRequest, timeScale: Double) -> Duration? {
        let kind = Kind(
            resolution: request.resolution, quality: request.quality, timeScale: timeScale)
        guard let times = seconds[kind], times.count >= Self.fewest else { return nil }
        return .seconds(times.sorted()[times.count / 2])
    }
}
