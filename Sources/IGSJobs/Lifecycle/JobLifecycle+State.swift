import IGSClient

extension JobLifecycle {
    /// The detailed state of a job, as the ledger keeps it.
    public enum State: String, Codable, Sendable, CaseIterable {
        /// The intent is committed. Nothing was accepted: the job may be sent.
        case queued
        /// The submission is going out, or its reply coming in.
        case sending
        /// The submission's reply was lost.
        case uncertain
        /// The service has the task, but has not begun it.
        case accepted
        /// The service is working on the task.
        case running
        /// The service is done, but the picture is not in the store yet.
        case downloading
        case completed
        case rejected
        case failed
        case detached
        case paused
        case parked
        case expired
        case abandoned

        /// The state in the words that people and scripts see.
        public var status: JobStatus {
            switch self {
            case .queued: .queued
            case .sending, .accepted, .running, .downloading: .running
            case .uncertain: .uncertain
            case .completed: .completed
            case .rejected: .rejected
            case .failed: .failed
            case .detached: .detached
            case .paused: .paused
            case .parked: .parked
            case .expired: .expired
            case .abandoned: .abandoned
            }
        }

        /// Whether a later session takes the job up by itself.
        public var isUnfinished: Bool {
            switch self {
            case .queued, .sending, .uncertain, .accepted, .running, .downloading, .detached,
                .paused:
                true
            case .completed, .rejected, .failed, .parked, .expired, .abandoned: false
            }
        }

        /// Whether the job's time-out is running.
        public var isTimed: Bool { self == .accepted || self == .running }
    }
}

/// What follows from a job's state.
extension JobLifecycle {
    /// Whether it is unknown if the service has the task.
    public var isInDoubt: Bool {
        switch state {
        case .sending, .uncertain: true
        case .detached, .paused: !isAcceptanceKnown
        default: false
        }
    }

    /// Whether the job was taken up recently, and it is still being found out whether the service has the task.
    ///
    /// This ends with the first definite answer, even if that is "no such task", and at the latest when the service has
    /// been asked for a minute without one.
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

    /// Whether a later session takes the job up by itself: if it is unfinished, or if it is parked, to ask for it once
    /// more.
    var isTakenUp: Bool { state.isUnfinished || state == .parked && canBeRevived }

    /// Whether asking and fetching again, which costs nothing, may bring the picture after all.
    ///
    /// The service's own report that the task itself failed is final, and so is its report that it has not taken the
    /// task.
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

    /// Whether the picture is not here yet, and only its addresses may lead to it: the service's id is not known.
    var hasOnlyAddresses: Bool {
        image == nil && !addresses.isEmpty && taskID == nil && pollPath == nil
    }

    /// Whether the service can be asked for the task.
    var canAsk: Bool { taskID != nil || pollPath != nil || canProbe }

    /// Returns the task as the service is asked for it next.
    ///
    /// - Parameters:
    ///   - id: our own id.
    ///   - isAttached: whether the task was attached by its id, so that the service does not know ours.
    ///   - sent: the addresses that were sent with the request.
    func subject(_ id: OutTaskID, isAttached: Bool, sent: Set<String>) -> TaskSubject {
        // A partly repaired entry counts as attached, and may have no id but ours.
        let isOurs = taskID == nil || !isAttached
        let task =
            attempts.asksByOtherID
            ? attempts.otherTaskID : attempts.asksByOurID && isOurs ? nil : taskID
        return TaskSubject(task: task, id: isOurs ? id : nil, sent: sent, pollPath: pollPath)
    }
}
