/// One run of a script, which can be resumed until it has ended.
public struct Run: Hashable, Identifiable, Sendable {
    /// The run's id; the ids of its jobs derive from it.
    public let id: RunID
    /// The script's file, as whoever began the run named it.
    public let script: String
    /// A digest of the script's text when the run began: any text that changes with it.
    public let digest: String
    /// When the run began, in seconds since 1970.
    public let startedAt: Double
    /// When the script ended, in seconds since 1970; nil until then.
    public let endedAt: Double?
    /// Whether a living process, other than the one that asks, is running it.
    public let isRunningElsewhere: Bool
}
