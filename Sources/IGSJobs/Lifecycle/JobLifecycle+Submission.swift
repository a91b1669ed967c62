import IGSClient

extension JobLifecycle {
    mutating func accept(_ acceptance: Acceptance) -> [Action] {
        guard state == .sending else { return [] }
        state = .accepted
        isAcceptanceKnown = true
        taskID = acceptance.taskID
        pollPath = acceptance.pollPath
        failure = nil
        if let report = acceptance.report { return take(report) }
        // Where nothing finds the task again, only the user may know what to do.
        guard canAsk else { return end(in: .parked, JobFailure(kind: .init(.unsupported))) }
        return [.record, .query(after: .firstPoll)]
    }

    /// What a failed submission means (Protocol, "Errors"): whatever is not known to have been turned away
    /// may have been accepted, and is not sent again.
    mutating func submissionFailed(_ error: ServiceError) -> [Action] {
        guard state == .sending else { return [] }
        let failure = JobFailure(error)
        switch error.kind {
        case .rejected:
            return turnAway(in: .rejected, failure)
        case .unauthorized, .noCredits, .noSuchTask, .notAccepted, .untrusted, .redirected,
            .badAddress, .badReference, .unsupported:
            return turnAway(in: .failed, failure)
        case .throttled:
            return wait(asTold: error)
        case .unsent:
            attempts.unsent += 1
            guard attempts.unsent < policy.unsentTries else {
                return turnAway(in: .failed, failure)
            }
            return requeue(failure, after: .retry(attempts.unsent))
        case .cancelled:
            return turnAway(in: .queued, nil)
        case .ambiguous, .transient, .unreadable, .noService, .otherTask, .tooLarge,
            .missingResult, .taskFailed, .receiver:
            return lose(failure)
        }
    }

    /// The submission's fate is not known: ask by our own id, where the service can be asked so.
    mutating func lose(_ failure: JobFailure?) -> [Action] {
        guard canProbe else { return end(in: .parked, failure) }
        state = .uncertain
        self.failure = failure
        attempts.probes = 0
        return [.record, .query(after: .probe(0))]
    }
}

extension JobLifecycle {
    /// A wait that is too long for a session to sit out is left to the user.
    private mutating func wait(asTold error: ServiceError) -> [Action] {
        attempts.throttled += 1
        guard attempts.throttled < policy.throttledTries, !asksForTooMuch(error) else {
            return turnAway(in: .parked, JobFailure(error))
        }
        return requeue(
            JobFailure(error), after: .throttled(attempts.throttled, atLeast: error.retryAfter))
    }

    /// Ends the driving where it is known that the service has not taken the task.
    private mutating func turnAway(in state: State, _ failure: JobFailure?) -> [Action] {
        mayBeCharged = false
        return end(in: state, failure)
    }

    private mutating func requeue(_ failure: JobFailure, after pause: Pause) -> [Action] {
        state = .queued
        mayBeCharged = false
        self.failure = failure
        return [.record, .begin(after: pause)]
    }
}
