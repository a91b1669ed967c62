public import IGSClient

/// The life of a job as a pure state machine: an event in, actions out.
///
/// It neither waits nor writes nor sends; the caller performs the actions in order and reports the next event. To
/// recover after a crash, the caller loads the lifecycle from the ledger and handles the event ``Event/recovered``. An
/// event that cannot happen in a state changes nothing and returns no actions.
///
/// Two rules always hold. A submission is sent only from `queued`, after `sending` was recorded; and a job returns to
/// `queued` only if the service said, or the transport knows, that nothing was accepted.
public struct JobLifecycle: Hashable, Sendable {
    /// The job's state.
    public internal(set) var state: State
    /// The service's id of the task; nil until it is known.
    public internal(set) var taskID: TaskID?
    /// The path at the service to ask for the task at, from the acceptance; nil if the acceptance did not say.
    public internal(set) var pollPath: String?
    /// Whether the service has ever said that it has the task; if not, only our own id may find one.
    public internal(set) var isAcceptanceKnown: Bool
    /// Whether the service may have taken the task, and so may charge for it: from the moment when it is sent, until it
    /// is known to have been turned away.
    public internal(set) var mayBeCharged: Bool
    /// Percent done, as last reported.
    public internal(set) var progress: Double?
    /// How often the service was asked.
    public internal(set) var polls: Int
    /// The last status word, if igs does not know it.
    public internal(set) var unknownWord: String?
    /// Where the picture is according to the service, the newest address first: URLs or data URIs. They are kept for
    /// good.
    ///
    /// The first address of a completed job is the picture's own.
    public internal(set) var addresses: [String]
    /// The task's cost in credits, as last reported.
    public internal(set) var creditsUsed: Double?
    /// The task's cost in dollars, as last reported.
    public internal(set) var cost: Price?
    /// Why there is no picture, or the last problem.
    public internal(set) var failure: JobFailure?
    /// The picture.
    public internal(set) var image: StoredImage?

    /// Whether the service can be asked by our own id. Known once connected; not in the ledger.
    public var canProbe = true
    /// How often to try things.
    let policy: RetryPolicy
    /// What this session has tried so far.
    private(set) var attempts = JobAttempts()

    /// Creates the life of a new job, or of a job as the ledger has it.
    public init(state: State = .queued, policy: RetryPolicy = RetryPolicy()) {
        self.state = state
        self.policy = policy
        isAcceptanceKnown = false
        mayBeCharged = state != .queued
        polls = 0
        addresses = []
    }

    /// Applies an event and returns the actions to perform.
    public mutating func handle(_ event: Event) -> [Action] {
        switch event {
        case .begun: begin()
        case .recovered: recover()
        case .accepted(let acceptance): accept(acceptance)
        case .submitFailed(let error): submissionFailed(error)
        case .reported(let report): take(report)
        case .queryFailed(let error): queryFailed(error)
        case .stored(let image): complete(image)
        case .downloadFailed(let error): downloadFailed(error)
        case .imageDamaged(let defect): imageDamaged(defect)
        case .storeFailed(let failure): storeFailed(failure)
        case .timedOut: timeOut()
        case .disconnected(let failure): disconnect(failure)
        case .abandoned: abandon()
        }
    }
}

/// Taking a job up, beginning and ending it.
extension JobLifecycle {
    /// Resumes a job that an earlier session released, ahead of ``Event/recovered``, which may have to wait for its
    /// turn: from now on, it is a job to wait for.
    mutating func takeUp() {
        switch state {
        case .detached, .paused:
            state = hasOnlyAddresses ? .downloading : isAcceptanceKnown ? .running : .uncertain
        case .failed, .expired:
            guard canBeRevived else { return }
            attempts.isRevived = true
            state = addresses.isEmpty ? .running : .downloading
        case .parked:
            attempts.isRevived = true
        case .abandoned:
            guard canBeRevived else { return }
            attempts.isRevived = true
            state =
                !addresses.isEmpty
                ? .downloading : isAcceptanceKnown ? .running : .uncertain
        case .queued, .sending, .uncertain, .accepted, .running, .downloading, .completed,
            .rejected:
            break
        }
    }

    private mutating func begin() -> [Action] {
        guard state == .queued else { return [] }
        state = .sending
        mayBeCharged = true
        return [.record, .send]
    }

    private mutating func recover() -> [Action] {
        let isRevived = attempts.isRevived
        attempts = JobAttempts()
        attempts.isRevived = isRevived
        switch state {
        case .queued:
            return begin()
        case .sending:
            return lose(JobFailure(kind: .interrupted))
        case .uncertain:
            return lose(failure)
        case .accepted, .running:
            return [.query(after: .none)]
        case .detached, .paused:
            if hasOnlyAddresses { return fetch(after: .record) }
            guard isAcceptanceKnown else { return lose(failure) }
            state = .running
            failure = nil
            return [.record, .query(after: .none)]
        case .downloading:
            guard !addresses.isEmpty else {
                state = .running
                return [.query(after: .none)]
            }
            attempts.hasOldAddress = true
            return fetch(after: .publish)
        case .parked where canBeRevived && isRevived:
            return [.query(after: .none)]
        case .completed, .rejected, .failed, .parked, .expired, .abandoned:
            return [.release]
        }
    }

    /// Stops driving the job, in a state and for a reason.
    mutating func end(in state: State, _ failure: JobFailure?) -> [Action] {
        self.state = state
        self.failure = failure
        return [.release]
    }

    private mutating func timeOut() -> [Action] {
        guard state.isTimed else { return [] }
        return end(in: .detached, .timedOut(after: failure))
    }

    private mutating func disconnect(_ failure: JobFailure) -> [Action] {
        switch state {
        case .queued:
            end(in: .failed, failure)
        case .sending, .uncertain:
            end(in: .uncertain, failure)
        case .accepted, .running, .downloading, .detached, .paused:
            end(in: .detached, failure)
        case .parked:
            [.release]
        case .completed, .rejected, .failed, .expired, .abandoned:
            []
        }
    }

    private mutating func abandon() -> [Action] {
        state.status.isFinal ? [] : end(in: .abandoned, failure)
    }
}

/// Sending the request, and the result.
extension JobLifecycle {
    private mutating func accept(_ acceptance: Acceptance) -> [Action] {
        guard state == .sending else { return [] }
        state = .accepted
        isAcceptanceKnown = true
        taskID = acceptance.taskID
        pollPath = acceptance.pollPath
        failure = nil
        if let report = acceptance.report { return take(report) }
        // If nothing can find the task again, only the user may know what to do.
        guard canAsk else { return end(in: .parked, JobFailure(kind: .init(.unsupported))) }
        return [.record, .query(after: .firstPoll)]
    }

    /// Handles a failed submission (Protocol, "Errors"): unless it is known to have been turned away, it may have been
    /// accepted, and is not sent again.
    private mutating func submissionFailed(_ error: ServiceError) -> [Action] {
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

    /// Handles a submission whose fate is not known: asks by our own id, if the service can be asked by it.
    private mutating func lose(_ failure: JobFailure?) -> [Action] {
        guard canProbe else { return end(in: .parked, failure) }
        state = .uncertain
        self.failure = failure
        attempts.probes = 0
        return [.record, .query(after: .probe(0))]
    }

    /// Waits as the service asks; a wait that is too long for a session is left to the user.
    private mutating func wait(asTold error: ServiceError) -> [Action] {
        attempts.throttled += 1
        guard attempts.throttled < policy.throttledTries, !policy.asksForTooMuch(error) else {
            return turnAway(in: .parked, JobFailure(error))
        }
        return requeue(
            JobFailure(error), after: .throttled(attempts.throttled, atLeast: error.retryAfter))
    }

    /// Stops driving a job that the service is known not to have taken.
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

/// Asking how the task is doing.
extension JobLifecycle {
    /// Whether the job awaits an answer to a query.
    private var isAsking: Bool {
        state == .uncertain || state == .parked || state == .downloading || state.isTimed
    }

    private mutating func take(_ report: TaskReport) -> [Action] {
        guard isAsking else { return [] }
        let before = self
        polls += 1
        attempts.queries = 0
        if attempts.asksByOtherID {
            taskID = attempts.otherTaskID
            attempts.forgetOtherID()
        } else if let told = report.taskID, taskID == nil, canProbe, !attempts.trustsOurID {
            // The service may have mixed up its answers, and given our id to another task.
            attempts.asksByOtherID = true
            attempts.otherTaskID = told
            return [.publish, .query(after: .none)]
        } else if attempts.asksByOurID, let told = report.taskID, told != taskID {
            attempts.asksByOtherID = attempts.otherTaskID == told
            attempts.otherTaskID = told
            return [.publish, .query(after: .nextPoll)]
        }
        // A service that answers `error` and names no task may not have looked for it.
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
            // If words come in place of a picture, they are an answer; if nothing comes, its address may follow.
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

    private mutating func queryFailed(_ error: ServiceError) -> [Action] {
        guard isAsking else { return [] }
        polls += 1
        if attempts.asksByOtherID, error.kind == .noSuchTask || error.kind == .otherTask {
            // The task reported under our own id was somebody else's.
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
            // The ids take turns, because the service may know either.
            attempts.asksByOurID.toggle()
        }
        switch error.kind {
        // Only the query was in vain: the known addresses are still tried.
        case _ where state == .downloading:
            return fetchOn()
        case .unsupported:
            return end(in: .parked, state == .parked ? failure : JobFailure(error))
        // The service that answers does not know the task: asking for ten more minutes would tell the user nothing new.
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

    /// Keeps the addresses that the service reports, the newest first.
    private mutating func learn(_ results: [String]) {
        guard !results.isEmpty else { return }
        let older = addresses.filter { !results.contains($0) }
        addresses = Array((results + older).prefix(Self.mostAddresses))
        attempts.told = min(results.count, Self.mostAddresses)
    }

    /// Returns the action for a change: only what a crash must not lose is worth a write to the disk.
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
        // A task that had ended and now continues may still have its picture at the old address.
        return [change(from: before), .query(after: .nextPoll)]
    }

    private mutating func fetchOn(from before: JobLifecycle) -> [Action] {
        let actions = fetchOn()
        return change(from: before) == .record ? [.record] + actions.dropFirst() : actions
    }

    /// Handles an answer that would end the job. A service that names no task may not have looked for it, and is asked
    /// more often.
    private mutating func heed(
        _ failure: JobFailure, _ state: State, from before: JobLifecycle
    ) -> [Action] {
        heed(
            failure, state, needing: failure.namesTask ? policy.confirmations : policy.patience,
            from: before)
    }

    /// Believes an answer that would end the job once it came `count` times in a row, and asks again before that: a
    /// paid job is not given up because the service made a mistake.
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

    /// Handles a probe that found nothing: asks once more, or, after the last time, believes the service's definite
    /// answer.
    private mutating func probeAgain(after error: ServiceError) -> [Action] {
        let failure = JobFailure(error)
        attempts.probes += 1
        if state == .parked { return recheck(after: error) }
        guard attempts.probes < PollSchedule.probeCount else {
            attempts.wasDenied = error.kind == .noSuchTask
            return end(in: error.kind == .noSuchTask ? .parked : .uncertain, failure)
        }
        guard !policy.asksForTooMuch(error) else { return end(in: .uncertain, failure) }
        self.failure = failure
        let pause: Pause =
            policy.asksToWait(error)
            ? .throttled(attempts.probes, atLeast: error.retryAfter) : .probe(attempts.probes)
        return [.publish, .query(after: pause)]
    }

    /// Asks for a parked job again, which every session does until the service has said twice that it has no such task,
    /// or has not answered for a minute.
    private mutating func recheck(after error: ServiceError) -> [Action] {
        if error.kind == .noSuchTask {
            attempts.hear(JobFailure(error))
        }
        let isDenied =
            error.kind == .noSuchTask && attempts.finalWords >= policy.confirmations
        guard !isDenied,
            attempts.probes < PollSchedule.promptProbeCount, !policy.asksForTooMuch(error)
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
            guard !policy.asksForTooMuch(error) else { return end(in: .detached, failure) }
            attempts.queries += 1
            return troubled(failure, policy.pause(after: error, attempt: attempts.queries))
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

    /// The highest number of addresses that are kept.
    private static let mostAddresses = 16
}

/// Fetching the picture: every address that the service gave, again and again for two minutes, asking the service for a
/// new one in between. One refusal says little: an address may not be served yet, or may be one of several.
extension JobLifecycle {
    /// Begins to fetch from the addresses.
    private mutating func fetch(after record: Action) -> [Action] {
        state = .downloading
        attempts.address = 0
        return [record] + download(after: .none)
    }

    private mutating func complete(_ image: StoredImage) -> [Action] {
        guard state == .downloading else { return [] }
        self.image = image
        progress = 100
        keepOwnAddressFirst()
        return end(in: .completed, nil)
    }

    private mutating func downloadFailed(_ error: ServiceError) -> [Action] {
        guard state == .downloading else { return [] }
        let failure = JobFailure(error)
        if error.kind == .unsent, attempts.hasOldAddress {
            // If nothing listens there any more, the task may have moved: an embedded sandbox gets another port each
            // time.
            attempts.hasOldAddress = false
            if canAsk { return askAnew(failure, after: .none) }
        }
        return fetchAgain(failure, asksAnew: error.mayHaveMoved, error)
    }

    /// Handles bytes that are not a picture: the address may have changed by now.
    private mutating func imageDamaged(_ defect: ImageDefect) -> [Action] {
        guard state == .downloading else { return [] }
        if defect.code == .ownReference { dropAddress() }
        return fetchAgain(
            JobFailure(defect), asksAnew: [.notAnImage, .ownReference].contains(defect.code))
    }

    /// Handles a failure to write the picture. It is paid for, so a session that finds room on the disk fetches it.
    private mutating func storeFailed(_ failure: JobFailure) -> [Action] {
        guard state == .downloading else { return [] }
        return end(in: .detached, failure)
    }

    /// Continues to fetch from the known addresses, whatever the service says about the task meanwhile.
    private mutating func fetchOn() -> [Action] {
        attempts.address = 0
        return [.publish] + download(after: .none)
    }

    /// Removes the address just tried, which leads to a picture that was sent. The last one stays, so that there is
    /// something to try.
    private mutating func dropAddress() {
        guard addresses.count > 1, addresses.indices.contains(attempts.address) else { return }
        addresses.remove(at: attempts.address)
        if attempts.address < attempts.told { attempts.told -= 1 }
        attempts.address -= 1
    }

    /// Puts the picture's own address first: of several addresses, the first that had a picture. If it is from the last
    /// answer, the addresses that earlier answers gave for the same picture are of no more use.
    private mutating func keepOwnAddressFirst() {
        guard addresses.indices.contains(attempts.address) else { return }
        if attempts.address < attempts.told {
            addresses.removeSubrange(attempts.told...)
        }
        let own = addresses.remove(at: attempts.address)
        // A new signature does not make a different picture.
        addresses.removeAll { Self.withoutQuery($0) == Self.withoutQuery(own) }
        addresses.insert(own, at: 0)
    }

    private static func withoutQuery(_ address: String) -> Substring {
        address.prefix { $0 != "?" }
    }

    private func download(after pause: Pause) -> [Action] {
        guard addresses.indices.contains(attempts.address) else {
            return [.query(after: .nextPoll)]
        }
        return [.download(url: addresses[attempts.address], after: pause)]
    }

    private mutating func askAnew(_ failure: JobFailure, after pause: Pause) -> [Action] {
        self.failure = failure
        return [.publish, .query(after: pause)]
    }

    private mutating func fetchAgain(
        _ failure: JobFailure, asksAnew: Bool, _ error: ServiceError? = nil
    ) -> [Action] {
        self.failure = failure
        attempts.address += 1
        if attempts.address < addresses.count { return [.publish] + download(after: .none) }
        attempts.address = 0
        attempts.fetches += 1
        // A picture that is too large will most likely be too large again.
        let isHopeless = attempts.isRevived || error?.kind == .tooLarge
        let tries = isHopeless ? policy.revivedFetchTries : policy.fetchTries
        guard attempts.fetches < tries else {
            // The addresses stay with the job: the user may have them tried again.
            return end(in: failure.stateWithoutPicture, failure)
        }
        if let error, policy.asksForTooMuch(error) { return end(in: .detached, failure) }
        let pause = Pause.fetch(attempts.fetches, atLeast: error?.retryAfter)
        guard asksAnew, canAsk else { return [.publish] + download(after: pause) }
        return askAnew(failure, after: pause)
    }
}
