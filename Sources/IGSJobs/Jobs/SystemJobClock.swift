import Glibc

/// The machine's own clocks.
///
/// Uptime and sleep use Swift's continuous clock: `CLOCK_BOOTTIME` on Linux, whose timers count suspend and ignore
/// changes of the wall clock.
public struct SystemJobClock: JobClock {
    private let origin = ContinuousClock.now

    /// Creates a clock whose uptime begins now.
    public init() {}

    /// The wall clock: seconds since 1970.
    public var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    /// The time since the clock was made, including suspend.
    public var uptime: Duration { origin.duration(to: .now) }

    /// Sleeps for a while, or throws `CancellationError`.
    public func sleep(for duration: Duration) async throws {
        try await Task.sleep(for: duration)
    }
}
