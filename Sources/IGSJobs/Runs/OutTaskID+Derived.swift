public import IGSClient
import SHA2

extension OutTaskID {
    /// Returns the id of the job that a run submits at a place: always the same for the same run and place.
    ///
    /// - Parameter place: which of the run's submissions it is: where the statement stands, in which iteration, which
    ///   picture of several. Any text; a different text makes a different id.
    public static func derived(run: RunID, place: String) -> OutTaskID {
        // A run's id contains no blank, so two different pairs never make the same text.
        spelled(SHA256.hash("\(run) \(place)".utf8).bytes)
    }
}
