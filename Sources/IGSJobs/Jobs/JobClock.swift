/// The time that jobs go by, as a protocol so that a test can make its own.
public protocol JobClock: Sendable {
    /// The wall clock: seconds since 1970. For the record only; nothing waits by it.
    var now: Double { get }
    /// The time since some moment. It continues through suspend and ignores changes of the wall
    /// clock.
    var uptime: Duration { get }
    /// Sleeps for a while.
    ///
    /// - Throws: `CancellationError` as soon as the task is cancelled.
    func sleep(for duration: Duration) async throws
}
