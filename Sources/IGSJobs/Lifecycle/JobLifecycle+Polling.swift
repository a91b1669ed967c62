import IGSClient

extension JobLifecycle {
    /// Whether an answer to a query is awaited.
    private var isAsking: Bool {
        state == .uncertain || state == .parked || state == .downloading || state.isTimed
    }

    mutating func take(_ report: TaskReport) -> [Action] {
        guard isAsking else { return [] }
        let before = self
        polls += 1
        attempts.queries = 0
        if attempts.asksByOtherID {
            taskID = attempts.otherTaskID
            attempts.forgetOtherID()
        } else if let told = report.taskID, taskID == nil, canProbe, !attempts.trustsOurID {
            // An answer that is mixed up may give our id to another's task.
            attempts.asksByOtherID = true
            attempts.otherTaskID = told
            return [.publish, .query(after: .none)]
        } else if attempts.asksByOurID, let told = report.taskID, told != taskID {
            attempts.asksByOtherID = attempts.otherTaskID == told
            attempts.otherTaskID = told
            return [.publish, .query(after: .nextPoll)]
        }
        // Whoever answers `error` and names no task may not have looked for it.
        if !isAcceptanceKnown, !report.namesTask,
            [.failed, .cancelled, .expired].contains(report.status)
        {
            return probeAgain(
                after: report.failure ?? ServiceError(kind: .transient, operation: .query))
        }
        isAcceptanceKnown = true
        mayBeCharged = true
        taskID = taskID ?? report.taskID
        attempts.asksByOurID = false
        attempts.strangers = 0
        progress = report.progress ?? progress
        creditsUsed = report.creditsUsed ?? creditsUsed
        cost = report.cost ?? cost
        learn(report.results)
        unknownWord = nil
        if state == .downloading { return fetchOn(from: before) }
        switch report.status {
        case .queued:
            return goOn(in: .accepted, from: before)
        case .running(let word):
            unknownWord = word
            return goOn(in: .running, from: before)
        case .completed:
            guard report.results.isEmpty else {
                attempts.forgetFinalWord()
                failure = nil
                return fetch(after: .record)
            }
            let failure = JobFailure(of: report)
            // Words in place of a picture are an answer; without any, its address may come yet.
            return heed(
                failure, failure.kind.service == .rejected ? .rejected : .failed,
                needing: failure.kind.service == .rejected ? policy.confirmations : policy.patience,
                from: before)
        case .failed:
            let failure = JobFailure(of: report)
            return heed(
                failure, failure.kind.service == .rejected ? .rejected : .failed, from: before)
        case .cancelled:
            return heed(JobFailure(of: report), .failed, from: before)
        case .expired:
            return heed(JobFailure(of: report), .expired, from: before)
        }
    }

    mutating func queryFailed(_ error: ServiceError) -> [Action] {
        guard isAsking else { return [] }
        polls += 1
        if attempts.asksByOtherID, error.kind == .noSuchTask || error.kind == .otherTask {
            // What was told under our own id was somebody else's.
            attempts.forgetOtherID()
            attempts.asksByOurID = false
            guard taskID == nil else { return [.publish, .query(after: .nextPoll)] }
            attempts.disproved += 1
            attempts.trustsOurID = attempts.disproved >= policy.patience
            return [.publish, .query(after: .confirmation(attempts.disproved))]
        }
        attempts.strangers = error.kind == .otherTask ? attempts.strangers + 1 : 0
        if taskID != nil, canProbe,
            error.kind == .noSuchTask || attempts.strangers >= policy.patience
        {
            // By turns: whichever id the service knows.
            attempts.asksByOurID.toggle()
        }
        switch error.kind {
        // It is asked for in vain only: the addresses that are known are tried on.
        case _ where state == .downloading:
            return fetchOn()
        case .unsupported:
            return end(in: .parked, state == .parked ? failure : JobFailure(error))
        // Nobody there knows of the task: asking on for ten minutes would tell the user no more.
        case .noService where !isAcceptanceKnown:
            return end(in: state == .parked ? .parked : .uncertain, JobFailure(error))
        case .rejected:
            return heed(JobFailure(error), .rejected, needing: policy.confirmations, from: self)
        case .unauthorized, .noCredits:
            return heed(
                JobFailure(error), state == .parked ? .parked : .paused,
                needing: policy.confirmations, from: self)
        case .noSuchTask, .notAccepted, .throttled, .unsent, .untrusted, .taskFailed,
            .missingResult, .ambiguous, .transient, .unreadable, .noService, .otherTask,
            .redirected,
            .badAddress, .tooLarge, .badReference, .receiver, .cancelled:
            return isAcceptanceKnown ? pollAgain(after: error) : probeAgain(after: error)
        }
    }
}

extension JobLifecycle {
    /// Keeps the addresses that the service names, the newest first.
    private mutating func learn(_ results: [String]) {
        guard !results.isEmpty else { return }
        let older = addresses.filter { !results.contains($0) }
        addresses = Array((results + older).prefix(Self.mostAddresses))
        attempts.told = min(results.count, Self.mostAddresses)
    }

    /// Only what a crash may not lose is worth a write to the disk.
    private func change(from before: JobLifecycle) -> Action {
        let isDurable =
            (before.state == .uncertain || before.state == .parked) && before.state != state
            || before.taskID != taskID
            || before.creditsUsed != creditsUsed || before.cost != cost
            || before.addresses != addresses || before.isAcceptanceKnown != isAcceptanceKnown
        return isDurable ? .record : .publish
    }

    private mutating func goOn(in state: State, from before: JobLifecycle) -> [Action] {
        self.state = state
        attempts.forgetFinalWord()
        failure = nil
        // A task that has ended once, and goes on now, may still have its picture where it had it.
        return [change(from: before), .query(after: .nextPoll)]
    }

    private mutating func fetchOn(from before: JobLifecycle) -> [Action] {
        let actions = fetchOn()
        return change(from: before) == .record ? [.record] + actions.dropFirst() : actions
    }

    /// Whoever names no task may not have looked for it, and is asked more often.
    private mutating func heed(
        _ failure: JobFailure, _ state: State, from before: JobLifecycle
    ) -> [Action] {
        heed(
            failure, state, needing: failure.namesTask ? policy.confirmations : policy.patience,
            from: before)
    }

    /// Believes a word that would end the job once it was said so often in a row, and asks again before that: what was
    /// paid for is not given up for a slip of the service's.
    private mutating func heed(
        _ failure: JobFailure, _ state: State, needing count: Int, from before: JobLifecycle
    ) -> [Action] {
        attempts.hear(failure)
        let needed = attempts.isRevived ? min(count, policy.confirmations) : count
        guard attempts.finalWords >= needed else {
            self.failure = failure
            if self.state == .uncertain || self.state == .parked, isAcceptanceKnown {
                self.state = .running
            }
            return [change(from: before), .query(after: .confirmation(attempts.finalWords))]
        }
        // There was a picture once.
        if state == .failed || state == .expired, !addresses.isEmpty, attempts.fetches == 0 {
            self.failure = failure
            return fetch(after: .record)
        }
        return end(in: state, failure)
    }

    /// A lost submission was not found: once more, or, after the last time, the service's definite word counts.
    private mutating func probeAgain(after error: ServiceError) -> [Action] {
        let failure = JobFailure(error)
        attempts.probes += 1
        if state == .parked { return recheck(after: error) }
        guard attempts.probes < PollSchedule.probeCount else {
            attempts.wasDenied = error.kind == .noSuchTask
            return end(in: error.kind == .noSuchTask ? .parked : .uncertain, failure)
        }
        guard !asksForTooMuch(error) else { return end(in: .uncertain, failure) }
        self.failure = failure
        let pause: Pause =
            asksToWait(error)
            ? .throttled(attempts.probes, atLeast: error.retryAfter) : .probe(attempts.probes)
        return [.publish, .query(after: pause)]
    }

    /// A parked job is asked for again in every session: until the service has said twice that it has no such task, or has
    /// not answered for a minute.
    private mutating func recheck(after error: ServiceError) -> [Action] {
        if error.kind == .noSuchTask {
            attempts.hear(JobFailure(error))
        }
        let isDenied =
            error.kind == .noSuchTask && attempts.finalWords >= policy.confirmations
        guard !isDenied,
            attempts.probes < PollSchedule.promptProbeCount, !asksForTooMuch(error)
        else {
            attempts.wasDenied = isDenied
            return [.release]
        }
        return [.query(after: .probe(attempts.probes))]
    }

    private mutating func pollAgain(after error: ServiceError) -> [Action] {
        let failure = JobFailure(error)
        switch error.kind {
        case .noSuchTask where taskID == nil:
            attempts.hear(failure)
            guard attempts.finalWords >= policy.patience else {
                return troubled(failure, .confirmation(attempts.finalWords))
            }
            isAcceptanceKnown = false
            return lose(failure)
        case .noSuchTask:
            return heed(
                failure, addresses.isEmpty ? .failed : .expired, needing: policy.patience,
                from: self)
        case .throttled, .transient, .ambiguous, .unsent, .cancelled, .receiver:
            guard !asksForTooMuch(error) else { return end(in: .detached, failure) }
            attempts.queries += 1
            return troubled(failure, pause(after: error, attempt: attempts.queries))
        case .taskFailed, .missingResult, .unauthorized, .noCredits, .rejected, .notAccepted,
            .untrusted, .unreadable, .noService, .otherTask, .redirected, .badAddress, .tooLarge,
            .badReference, .unsupported:
            return troubled(failure, .nextPoll)
        }
    }

    private mutating func troubled(_ failure: JobFailure, _ pause: Pause) -> [Action] {
        self.failure = failure
        return [.publish, .query(after: pause)]
    }

    /// More addresses than these are not kept.
    private static let mostAddresses = 16
}
