/// How long the service usually takes from a submission to the finished picture.
///
/// This is a guess, not data (Protocol, "Prices and times"): good enough to plan with.
public struct TypicalTime: Hashable, Sendable {
    /// Half of the pictures take no longer than this.
    public let median: Duration
    /// One picture in twenty takes longer than this.
    public let slow: Duration

    /// Makes times.
    public init(median: Duration, slow: Duration) {
        self.median = median
        self.slow = slow
    }

    /// Returns the times of one picture.
    ///
    /// - Parameter quality: `nil` for the service's own default, which is assumed to be `medium`.
    public static func estimate(quality: Quality?, resolution: Resolution) -> TypicalTime {
        let (median, slow) =
            switch resolution {
            case .oneK: (30.0, 90.0)
            case .twoK: (50.0, 140.0)
            case .fourK: (110.0, 300.0)
            }
        return switch quality {
        case .low:
            TypicalTime(median: .seconds(median * 0.4), slow: .seconds(slow * 0.4))
        case .high:
            TypicalTime(
                median: .seconds(min(median * 2.5, 130)), slow: .seconds(min(slow * 2.5, 300)))
        case .medium, nil:
            TypicalTime(median: .seconds(median), slow: .seconds(slow))
        }
    }
}
