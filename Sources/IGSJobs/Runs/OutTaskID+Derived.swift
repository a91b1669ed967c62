import Crypto
public import IGSClient

extension OutTaskID {
    /// The id of the job that a run submits at a place: always the same for the same run and place.
    ///
    /// - Parameter place: which of the run's submissions it is: where the statement stands, in which iteration, which picture
    ///   of several. Any text; others make other ids.
    public static func derived(run: RunID, place: String) -> OutTaskID {
        // A run's id has no blank, so that the two texts cannot be taken for another two.
        spelled(SHA256.hash(data: Array("\(run) \(place)".utf8)))
    }
}
