package import IGSClient

/// What a script would submit, found by following it without running it.
package struct Plan: Sendable {
    /// The jobs.
    package let jobs: PlannedJobs
    /// How many of them would be in progress at a time.
    package let concurrency: Int
    /// Whether there may be more of them, because a loop or a condition depends on what only the
    /// run knows.
    package let isOpen: Bool
    /// Whether pictures are reused at all.
    package var reuses = false
    /// The saves of these jobs that are certain to happen.
    var saves: [PlannedSave] = []

    /// The most that all of them cost together at the live service.
    package var cost: Price { jobs.cost }

    /// How long they take together at the live service: usually, and if each of them is slow.
    ///
    /// Each job starts as soon as one before it has ended; the times that the script waits in
    /// between do not count.
    package var time: TypicalTime {
        TypicalTime(
            median: jobs.makespan(at: concurrency, \.median),
            slow: jobs.makespan(at: concurrency, \.slow))
    }
}
