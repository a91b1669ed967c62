public import IGSClient

/// The life of a job as a pure state machine: an event in, actions out.
///
/// It neither waits nor writes nor sends; whoever drives it performs the actions in order and answers with the next
/// event. Recovery after a crash is the lifecycle as the ledger has it and the event ``Event/recovered``. An event
/// that cannot happen in a state changes nothing and asks for nothing.
///
/// Two rules hold throughout. Nothing is sent but from `queued`, after `sending` was recorded; and a job returns to
/// `queued` only where the service said, or the transport knows, that nothing was accepted.
public struct JobLifecycle: Hashable, Sendable {
    /// Where the job stands.
    public internal(set) var state: State
    /// The service's id of the task, once known.
    public internal(set) var taskID: TaskID?
    /// Where the acceptance said that the task is to be asked for: a path of the service's; nil where it did not say.
    public internal(set) var pollPath: String?
    /// Whether the service ever said that it has the task; without it, only our own id may find one.
    public internal(set) var isAcceptanceKnown: Bool
    /// Whether the service may have taken the task, and so may charge for it: from the moment that it is sent, until it is
    /// known to have been turned away.
    public internal(set) var mayBeCharged: Bool
    /// Percent done as told last.
    public internal(set) var progress: Double?
    /// How often the service was asked.
    public internal(set) var polls: Int
    /// The status word told last, where it is none that igs knows.
    public internal(set) var unknownWord: String?
    /// Where the service says that the picture is, the newest word first: URLs or data URIs. They are kept for good.
    ///
    /// Of a completed job, the picture's own is the first.
    public internal(set) var addresses: [String]
    /// What the task cost in credits, as told last.
    public internal(set) var creditsUsed: Double?
    /// What the task cost in dollars, as told last.
    public internal(set) var cost: Price?
    /// Why there is no picture, or the last trouble.
    public internal(set) var failure: JobFailure?
    /// The picture.
    public internal(set) var image: StoredImage?

    /// Whether the service can be asked by our own id. Known once connected; not in the ledger.
    public var canProbe = true
    /// How often things are tried.
    let policy: RetryPolicy
    /// Attempts of this session, by what they were attempts at.
    var attempts = Attempts()

    /// A new job's life, or the life of one as the ledger has it.
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

extension JobLifecycle {
    /// How often something was tried since the job was taken up.
    struct Attempts: Hashable {
        var unsent = 0
        var throttled = 0
        var probes = 0
        var queries = 0
        /// Rounds through all of the addresses.
        var fetches = 0
        /// How many of the addresses stood in the last answer that had any.
        var told = 0
        /// Which of the addresses is tried.
        var address = 0
        /// How often in a row the service has said what would end the job, and what that was.
        private(set) var finalWords = 0
        private(set) var finalWord: JobFailure?
        /// Whether the address of the picture is as an earlier session left it.
        var hasOldAddress = false
        /// Whether the next question is by our own id: the id that the acceptance gave may not be the task's.
        var asksByOurID = false
        /// The task's id in the last answer to that question, if it is not the acceptance's.
        var otherTaskID: TaskID?
        /// Whether the next question is by that id, which was told twice: only if the service has a task under it, it may be
        /// ours.
        var asksByOtherID = false
        /// How often an id was told under our own id that the service has no task under.
        var disproved = 0
        /// Whether what is told under our own id is believed all the same: it was told so often, and nothing else finds the task.
        var trustsOurID = false
        /// How often in a row the answer was about another task.
        var strangers = 0
        /// Whether the job had ended, and is asked for once more: the same answer is believed sooner.
        var isRevived = false
        /// Whether the service has just said again that it has no such task.
        var wasDenied = false

        /// Counts a word that would end the job: only the same word confirms it, and none that names no task one that does.
        mutating func hear(_ word: JobFailure) {
            let isConfirmed = word.kind == finalWord?.kind && word.namesTask == finalWord?.namesTask
            finalWords = isConfirmed ? finalWords + 1 : 1
            finalWord = word
        }

        /// The other id is the task's now, or is known not to be.
        mutating func forgetOtherID() {
            otherTaskID = nil
            asksByOtherID = false
        }

        /// The service has said that the task goes on, or has its picture: what it said before was a slip.
        mutating func forgetFinalWord() {
            finalWords = 0
            finalWord = nil
        }
    }

    /// Whether nobody knows if the service has the task.
    public var isInDoubt: Bool {
        switch state {
        case .sending, .uncertain: true
        case .detached, .paused: !isAcceptanceKnown
        default: false
        }
    }

    /// Whether it is still to be found out, soon after the job was taken up, whether the service has the task.
    ///
    /// It ends with the first definite answer, be it that there is no such task, and at the latest when the service was
    /// asked for a minute without one.
    public var isInFreshDoubt: Bool {
        switch state {
        case .sending:
            true
        case .uncertain:
            attempts.probes < PollSchedule.promptProbeCount
                && !(attempts.probes > 0 && failure?.kind.service == .noSuchTask)
        default:
            false
        }
    }

    /// Ends the driving in a state, for a reason.
    mutating func end(in state: State, _ failure: JobFailure?) -> [Action] {
        self.state = state
        self.failure = failure
        return [.release]
    }
}

extension JobLifecycle {
    /// Puts a job that an earlier session let go of on its way again, ahead of ``Event/recovered``, which may have to wait for
    /// its turn: from now on it is to be waited for.
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

    /// Whether a later session takes the job up by itself: where it is unfinished, or parked, to ask for it once more.
    var isTakenUp: Bool { state.isUnfinished || state == .parked && canBeRevived }

    /// Whether asking and fetching again, which costs nothing, may bring the picture after all.
    ///
    /// The service's own word that the task itself failed is final, and so is that it has taken no task.
    public var canBeRevived: Bool {
        guard mayBeCharged else { return false }
        switch state {
        case .expired, .parked, .abandoned: return true
        case .failed: return failure.map { !$0.isServicesVerdict } ?? true
        case .queued, .sending, .uncertain, .accepted, .running, .downloading, .completed,
            .rejected, .detached, .paused:
            return false
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
        attempts = Attempts()
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
