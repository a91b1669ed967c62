/// The time that jobs live by, so that a test can make its own.
public protocol JobClock: Sendable {
    /// The wall clock: seconds since 1970. For the record only; nothing waits by it.
    var now: Double { get }
    /// Time since some moment, which runs on through suspend and knows no change of the wall clock.
    var uptime: Duration { get }
    /// Returns after a while.
    ///
    /// - Throws: `CancellationError` as soon as the task is cancelled.
    func sleep(for duration: Duration) async throws
}
