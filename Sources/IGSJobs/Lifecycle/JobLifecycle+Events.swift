public import IGSClient

extension JobLifecycle {
    /// Something that happened to a job.
    public enum Event: Sendable {
        /// Its turn has come, for the first time or again after a pause.
        case begun
        /// A session that now owns the job read it from the ledger, or the user asked for it again.
        case recovered
        /// The service took the submission.
        case accepted(Acceptance)
        /// The submission was refused, or got no usable reply.
        case submitFailed(ServiceError)
        /// The service reported how far the task is.
        case reported(TaskReport)
        /// The service did not report how far the task is.
        case queryFailed(ServiceError)
        /// The picture is verified and in the store.
        case stored(StoredImage)
        /// The picture's bytes did not come, or not all of them.
        case downloadFailed(ServiceError)
        /// Bytes came, but they are not a whole picture.
        case imageDamaged(ImageDefect)
        /// The picture could not be written here.
        case storeFailed(JobFailure)
        /// The job's time is up.
        case timedOut
        /// No service could be reached, so nothing was sent.
        case disconnected(JobFailure)
        /// The user gives the job up.
        case abandoned
    }
}

extension JobLifecycle {
    /// Something to do for a job, now, in the order given.
    public enum Action: Hashable, Sendable {
        /// Write the job to the ledger before the next action, and notify the subscribers.
        case record
        /// Notify the subscribers; a crash may lose this.
        case publish
        /// Report ``Event/begun`` after a pause.
        case begin(after: Pause)
        /// Submit the task under the job's id.
        case send
        /// Ask for the task: by the service's id if it is known, else by ours.
        case query(after: Pause)
        /// Fetch the picture.
        case download(url: String, after: Pause)
        /// Write the job to the ledger without an owner, notify the subscribers, and stop driving it.
        case release
    }

    /// A pause by its reason; ``PollSchedule`` and ``RetryPolicy`` define its length.
    public enum Pause: Hashable, Sendable {
        case none
        /// After the acceptance.
        case firstPoll
        /// Between two queries.
        case nextPoll
        /// Before a query for a lost submission, counted from 0.
        case probe(Int)
        /// Before asking again to confirm an answer that would end the job, counted from 1.
        case confirmation(Int)
        /// Before the picture is fetched again, counted from 1, and not sooner than the service asks.
        case fetch(Int, atLeast: Duration?)
        /// Before a retry, counted from 1.
        case retry(Int)
        /// Before a retry, counted from 1, that the service wants later; by how much, if it said so.
        case throttled(Int, atLeast: Duration?)
    }
}
