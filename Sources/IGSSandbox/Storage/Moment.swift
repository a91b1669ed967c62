import FoundationEssentials
import Glibc

/// Moments in the sandbox: seconds since 1970.
enum Moment {
    /// Reads the system's clock.
    static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec / 1_000_000) / 1000
    }

    /// Writes a moment in ISO 8601 with milliseconds, UTC, as the service does.
    static func text(_ moment: Double) -> String {
        Date(timeIntervalSince1970: moment)
            .formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }
}
