import IGSClient

extension JobLifecycle {
    /// Whether an answer to a query is awaited.
    private var isAsking: Bool { state == .uncertain || state.isTimed }

    mutating func take(_ report: TaskReport) -> [Action] {
        guard isAsking else { return [] }
        let before = self
        polls += 1
        attempts.queries = 0
        isAcceptanceKnown = true
        taskID = taskID ?? report.taskID
        progress = report.progress ?? progress
        creditsUsed = report.creditsUsed ?? creditsUsed
        unknownWord = nil
        failure = nil
        switch report.status {
        case .queued:
            state = .accepted
            return goOn(from: before)
        case .running(let word):
            state = .running
            unknownWord = word
            return goOn(from: before)
        case .completed:
            guard let url = report.results.first else {
                return end(
                    in: .failed,
                    report.failure.map { JobFailure($0) }
                        ?? JobFailure(kind: .init(.missingResult)))
            }
            state = .downloading
            resultURL = url
            return [.record, .download(url: url, after: .none)]
        case .failed:
            let failure =
                report.failure.map { JobFailure($0) } ?? JobFailure(kind: .init(.taskFailed))
            return end(in: failure.kind.service == .rejected ? .rejected : .failed, failure)
        case .cancelled:
            return end(
                in: .failed,
                JobFailure(kind: .taskCancelled, message: report.failure?.message ?? ""))
        case .expired:
            return end(
                in: .expired, JobFailure(kind: .expired, message: report.failure?.message ?? ""))
        }
    }

    mutating func queryFailed(_ error: ServiceError) -> [Action] {
        guard isAsking else { return [] }
        polls += 1
        let failure = JobFailure(error)
        switch error.kind {
        case .rejected:
            return end(in: .rejected, failure)
        case .unauthorized, .noCredits:
            return end(in: .paused, failure)
        case .unsupported:
            return end(in: .parked, failure)
        case .noSuchTask, .notAccepted, .throttled, .unsent, .untrusted, .taskFailed,
            .missingResult, .ambiguous, .transient, .unreadable, .redirected, .badAddress,
            .tooLarge, .badReference, .receiver, .cancelled:
            return state == .uncertain ? probeAgain(after: error) : pollAgain(after: error)
        }
    }
}

extension JobLifecycle {
    /// Only what a crash may not lose is worth a write to the disk.
    private func goOn(from before: JobLifecycle) -> [Action] {
        let isDurable =
            before.state == .uncertain || before.taskID != taskID
            || before.creditsUsed != creditsUsed
        return [isDurable ? .record : .publish, .query(after: .nextPoll)]
    }

    /// A lost submission was not found: once more, or, after the last time, the service's definite word counts.
    private mutating func probeAgain(after error: ServiceError) -> [Action] {
        attempts.probes += 1
        guard attempts.probes < PollSchedule.probeCount else {
            return end(in: error.kind == .noSuchTask ? .parked : .uncertain, JobFailure(error))
        }
        guard !asksForTooMuch(error) else { return end(in: .uncertain, JobFailure(error)) }
        failure = JobFailure(error)
        let pause: Pause =
            asksToWait(error)
            ? .throttled(attempts.probes, atLeast: error.retryAfter) : .probe(attempts.probes)
        return [.publish, .query(after: pause)]
    }

    private mutating func pollAgain(after error: ServiceError) -> [Action] {
        let failure = JobFailure(error)
        switch error.kind {
        case .noSuchTask where attempts.addresses > 0:
            return end(in: .expired, failure)
        case .noSuchTask where taskID == nil:
            isAcceptanceKnown = false
            return lose(failure)
        case .noSuchTask, .taskFailed, .missingResult:
            return end(in: .failed, failure)
        case .throttled, .transient, .ambiguous, .unsent, .cancelled, .receiver:
            guard !asksForTooMuch(error) else { return end(in: .detached, failure) }
            attempts.queries += 1
            return troubled(failure, pause(after: error, attempt: attempts.queries))
        case .unauthorized, .noCredits, .rejected, .notAccepted, .untrusted, .unreadable,
            .redirected, .badAddress, .tooLarge, .badReference, .unsupported:
            return troubled(failure, .nextPoll)
        }
    }

    private mutating func troubled(_ failure: JobFailure, _ pause: Pause) -> [Action] {
        self.failure = failure
        return [.publish, .query(after: pause)]
    }
}
