import IGSClient

extension JobFailure {
    /// Where a job ends for which this was said at every one of its picture's addresses, again and again.
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
        // A picture that is damaged each time.
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
