import Glibc
import SandboxPainter

/// When a task is in which state: a pure function of the moment, fixed when the task is accepted.
///
/// Moments are seconds since 1970. Spans are seconds, already divided by the sandbox's speed, so that a sandbox that
/// takes over a state folder gives the same answers, whatever its own speed.
package struct Timeline: Hashable, Codable, Sendable {
    package enum Phase: Hashable, Sendable {
        case pending
        case processing
        case completed
    }

    package let submittedAt: Double
    /// How long the task waits before it is worked on.
    package let pending: Double
    /// How long the task takes altogether.
    package let duration: Double

    package init(submittedAt: Double, pending: Double, duration: Double) {
        self.submittedAt = submittedAt
        self.pending = pending
        self.duration = duration
    }

    enum CodingKeys: String, CodingKey {
        case submittedAt = "submitted_at"
        case pending
        case duration
    }

    package var completedAt: Double { submittedAt + duration }

    package func phase(at now: Double) -> Phase {
        if now >= completedAt { return .completed }
        return now - submittedAt < pending ? .pending : .processing
    }

    /// Returns the task's progress, from 0 to 100; 100 only once it is completed.
    package func progress(at now: Double) -> Int {
        switch phase(at: now) {
        case .pending: return 0
        case .completed: return 100
        case .processing:
            let share = (now - submittedAt - pending) / max(duration - pending, 1e-9)
            return min(99, max(1, Int(min(max(share, 0), 1) * 100)))
        }
    }
}

extension Timeline {
    /// Draws the times of a task, the same for the same seed: Protocol, "Prices and times".
    ///
    /// - Parameter speed: How many times faster than the service the sandbox is.
    package static func drawn(
        seed: String, tier: Tier, quality: Quality, speed: Double, submittedAt: Double
    ) -> Timeline {
        var generator = SeededGenerator(seed: "timeline \(seed)")
        let expected = expectedSeconds(tier: tier, quality: quality)
        let deviation = log(expected.slowest / expected.median) / 1.645
        let drawn = expected.median * exp(deviation * generator.normal())
        let duration = min(max(drawn, expected.median / 3), expected.slowest * 1.2)
        let pending = duration * generator.between(0.1, 0.2)
        return Timeline(
            submittedAt: submittedAt, pending: pending / speed, duration: duration / speed)
    }

    /// Returns the median and the 95th percentile of the seconds that such tasks take at the service.
    package static func expectedSeconds(
        tier: Tier, quality: Quality
    ) -> (median: Double, slowest: Double) {
        let (median, slowest): (Double, Double) =
            switch tier {
            case .oneK: (30, 90)
            case .twoK: (50, 140)
            case .fourK: (110, 300)
            }
        return switch quality {
        case .low: (median * 0.4, slowest * 0.4)
        case .medium: (median, slowest)
        case .high: (min(median * 2.5, 130), min(slowest * 2.5, 300))
        }
    }
}
