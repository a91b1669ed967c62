extension JobLifecycle {
    /// Something that is to be done about a job, now, in the order given.
    public enum Action: Hashable, Sendable {
        /// Write the job to the ledger before what follows, and tell the subscribers.
        case record
        /// Tell the subscribers; a crash may forget it.
        case publish
        /// Say ``Event/begun`` after a pause.
        case begin(after: Pause)
        /// Submit the task under the job's id.
        case send
        /// Ask for the task: by the service's id where it is known, else by ours.
        case query(after: Pause)
        /// Fetch the picture.
        case download(url: String, after: Pause)
        /// Write the job to the ledger as nobody's, tell the subscribers, and stop driving it.
        case release
    }

    /// A pause by its reason; ``PollSchedule`` and ``RetryPolicy`` know how long it is.
    public enum Pause: Hashable, Sendable {
        case none
        /// After the acceptance.
        case firstPoll
        /// Between two queries.
        case nextPoll
        /// Before a query for a lost submission, counted from 0.
        case probe(Int)
        /// Before asking again whether a word was meant that would end the job, counted from 1.
        case confirmation(Int)
        /// Before the picture is fetched again, counted from 1, and not sooner than the service wants.
        case fetch(Int, atLeast: Duration?)
        /// Before a retry, counted from 1.
        case retry(Int)
        /// Before a retry, counted from 1, that the service wants later, by so much if it said.
        case throttled(Int, atLeast: Duration?)
    }
}
