public import IGSClient

extension JobLifecycle {
    /// Something that happened to a job.
    public enum Event: Sendable {
        /// Its turn has come, for the first time or again after a pause.
        case begun
        /// It was read from the ledger by a session that now owns it, or the user asked for it again.
        case recovered
        /// The service took the submission.
        case accepted(Acceptance)
        /// The submission was refused, or got no usable reply.
        case submitFailed(ServiceError)
        /// The service told how far the task is.
        case reported(TaskReport)
        /// The service did not tell how far the task is.
        case queryFailed(ServiceError)
        /// The picture is verified and in the store.
        case stored(StoredImage)
        /// The picture's bytes did not come, or not all.
        case downloadFailed(ServiceError)
        /// Bytes came, but they are no whole picture.
        case imageDamaged(ImageDefect)
        /// The picture could not be written here.
        case storeFailed(JobFailure)
        /// The job's time is up.
        case timedOut
        /// No connection to any service was to be had, so nothing was sent.
        case disconnected(JobFailure)
        /// The user lets go of it.
        case abandoned
    }
}

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
        /// Ask for the task: by the service's id if it is known, else by ours.
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
