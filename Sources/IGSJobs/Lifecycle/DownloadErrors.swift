import IGSClient

extension JobFailure {
    /// The state in which a job ends if this failure came from every address of its picture, again and again.
    var stateWithoutPicture: JobLifecycle.State {
        switch kind.service {
        case .unauthorized, .noCredits, .rejected, .noSuchTask, .notAccepted, .taskFailed,
            .missingResult, .redirected, .unsupported:
            .expired
        case .tooLarge, .badAddress, .badReference:
            .failed
        case .throttled, .unsent, .untrusted, .ambiguous, .transient, .unreadable, .noService,
            .otherTask, .receiver, .cancelled:
            .detached
        // The picture is damaged each time.
        case nil:
            .failed
        }
    }
}

extension ServiceError {
    /// Whether there may be another address by now: nothing answers at this one, or it is refused.
    var mayHaveMoved: Bool {
        switch kind {
        case .unauthorized, .noCredits, .rejected, .noSuchTask, .notAccepted, .taskFailed,
            .missingResult, .redirected, .badAddress, .badReference, .unsupported, .unreadable,
            .tooLarge, .unsent, .untrusted:
            true
        case .throttled, .ambiguous, .transient, .noService, .otherTask, .receiver, .cancelled:
            false
        }
    }
}
