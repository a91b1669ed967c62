import IGSClient

extension JobLifecycle {
    mutating func complete(_ image: StoredImage) -> [Action] {
        guard state == .downloading else { return [] }
        self.image = image
        resultURL = nil
        progress = 100
        return end(in: .completed, nil)
    }

    mutating func downloadFailed(_ error: ServiceError) -> [Action] {
        guard state == .downloading else { return [] }
        let failure = JobFailure(error)
        switch error.kind {
        case .tooLarge:
            return end(in: .failed, failure)
        case .unauthorized, .noCredits, .rejected, .noSuchTask, .notAccepted, .taskFailed,
            .missingResult, .redirected, .badAddress, .badReference, .unsupported:
            return askForAddress(failure)
        case .unsent where attempts.hasOldAddress:
            // Where nobody listens any more, the task may have moved: an embedded sandbox has a port of its own each time.
            attempts.hasOldAddress = false
            return askForAddress(failure)
        case .throttled, .unsent, .untrusted, .ambiguous, .transient, .unreadable, .receiver,
            .cancelled:
            guard !asksForTooMuch(error) else { return end(in: .detached, failure) }
            return tryAgain(failure, pause(after: error, attempt: attempts.downloads + 1))
        }
    }

    mutating func imageDamaged(_ defect: ImageDefect) -> [Action] {
        guard state == .downloading else { return [] }
        let failure = JobFailure(kind: .damagedImage, message: defect.rawValue)
        attempts.damaged += 1
        guard let resultURL, attempts.damaged < policy.damagedTries else {
            return end(in: .failed, failure)
        }
        self.failure = failure
        return [.publish, .download(url: resultURL, after: .retry(attempts.damaged))]
    }

    /// The picture is paid for: a session that finds room on the disk fetches it.
    mutating func storeFailed(_ failure: JobFailure) -> [Action] {
        guard state == .downloading else { return [] }
        return end(in: .detached, failure)
    }
}

extension JobLifecycle {
    private mutating func tryAgain(_ failure: JobFailure, _ pause: Pause) -> [Action] {
        attempts.downloads += 1
        guard let resultURL, attempts.downloads < policy.downloadTries else {
            return end(in: .detached, failure)
        }
        self.failure = failure
        return [.publish, .download(url: resultURL, after: pause)]
    }

    /// The address is refused, most likely because its time is up: the task may have a new one.
    private mutating func askForAddress(_ failure: JobFailure) -> [Action] {
        attempts.addresses += 1
        guard attempts.addresses <= policy.addressTries else {
            return end(in: .expired, failure)
        }
        state = .running
        resultURL = nil
        self.failure = failure
        return [.publish, .query(after: .nextPoll)]
    }
}
