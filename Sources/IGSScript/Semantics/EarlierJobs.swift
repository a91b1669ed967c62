/// The jobs that earlier sessions left, by their names. There may be very many, so they are looked up one by one.
public struct EarlierJobs: Sendable {
    /// Whether a name means such a job.
    let contains: @Sendable (_ name: String) -> Bool
    /// Returns the names of the newest ones, for suggestions.
    public let names: @Sendable () -> Set<String>

    /// Makes them from two questions, which may each take some milliseconds.
    public init(
        contains: @escaping @Sendable (_ name: String) -> Bool,
        names: @escaping @Sendable () -> Set<String>
    ) {
        self.contains = contains
        self.names = names
    }
}
