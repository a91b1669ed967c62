/// What is to be expected of a job.
public struct JobOutlook: Hashable, Sendable {
    /// The times from the submission by which one such job in ten, half of them, and nine in ten are done.
    public let early, median, late: Duration
    /// How long it is until the service is asked about the job; nil if nothing is planned here.
    public let nextQuery: Duration?

    /// Creates an outlook.
    public init(early: Duration, median: Duration, late: Duration, nextQuery: Duration?) {
        self.early = early
        self.median = median
        self.late = late
        self.nextQuery = nextQuery
    }
}
