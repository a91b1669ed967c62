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
