import IGSClient

extension JobEngine {
    /// What came of an action.
    enum Outcome {
        /// It is done; the next one follows.
        case done
        /// It brought about an event.
        case event(JobLifecycle.Event)
        /// The job is not to be driven on.
        case stop
    }

    /// Drives one job until it is settled or the engine shut down.
    func drive(_ id: OutTaskID) async {
        var event = await firstEvent(of: id)
        while let current = event {
            event = await step(id, current)
        }
        drivers[id] = nil
        longDoubts.remove(id)
        if !isShutDown, !beingForgotten.contains(id) { settle(id) }
        fill()
    }

    /// Gives up a job that this engine will not drive on.
    func settle(_ id: OutTaskID) {
        doubts.remove(id)
        guard driven.remove(id) != nil, let job = job(id) else { return }
        settlements.send(job)
    }

    /// Keeps count of the jobs in doubt; those that hold up others, and those that others may overtake.
    private func weigh(_ lifecycle: JobLifecycle, _ id: OutTaskID) {
        let isLong =
            lifecycle.state == .parked
            || lifecycle.state == .uncertain && !lifecycle.isInFreshDoubt
        guard isLong != longDoubts.contains(id) || doubts.contains(id) else { return }
        if isLong { longDoubts.insert(id) } else { longDoubts.remove(id) }
        if !lifecycle.isInFreshDoubt { doubts.remove(id) }
        fill()
    }

    /// Connects, where that was not done yet; nil when cancelled.
    private func firstEvent(of id: OutTaskID) async -> JobLifecycle.Event? {
        let isRecovered = jobs[id]?.isRecovered ?? false
        do {
            let service = try await connected()
            guard await waitForPredecessors(of: id), !Task.isCancelled else { return nil }
            jobs[id]?.entry.lifecycle.canProbe = service.canProbe
            jobs[id]?.watchedSince = clock.uptime
            return isRecovered ? .recovered : .begun
        } catch {
            guard !Task.isCancelled else { return nil }
            let failure =
                (error as? ServiceError).map { JobFailure($0) }
                ?? JobFailure(kind: .connection, message: "\(error)")
            return .disconnected(failure)
        }
    }

    /// Handles one event and performs the actions; answers the event that follows, or nil at the end.
    private func step(_ id: OutTaskID, _ event: JobLifecycle.Event) async -> JobLifecycle.Event? {
        guard var entry = jobs[id]?.entry else { return nil }
        let before = entry
        let actions = entry.lifecycle.handle(event)
        stamp(&entry, after: before)
        jobs[id]?.entry = entry
        if before.lifecycle.state == .uncertain { jobs[id]?.watchedSince = clock.uptime }
        weigh(entry.lifecycle, id)
        for action in actions {
            switch await perform(action, on: id, since: before) {
            case .done: continue
            case .event(let next): return next
            case .stop: return nil
            }
        }
        return nil
    }

    private func stamp(_ entry: inout LedgerEntry, after before: LedgerEntry) {
        let state = entry.lifecycle.state
        guard state != before.lifecycle.state else { return }
        if state == .sending { entry.submittedAt = clock.now }
        if state.status.isFinal { entry.completedAt = clock.now }
    }

    func connected() async throws -> any JobService {
        let attempt = connection ?? Task { [connect] in try await connect() }
        connection = attempt
        do {
            return try await attempt.value
        } catch {
            if connection == attempt { connection = nil }
            throw error
        }
    }
}

extension JobEngine {
    private func perform(
        _ action: JobLifecycle.Action, on id: OutTaskID, since before: LedgerEntry
    ) async -> Outcome {
        switch action {
        case .record:
            return await record(id, keep: true, since: before)
        case .release:
            return await record(id, keep: false, since: before)
        case .publish:
            publish(id)
            return .done
        case .begin(let pause):
            return await sleep(pause, id) ? .event(.begun) : .stop
        case .send:
            return await send(id)
        case .query(let pause):
            return await query(id, after: pause)
        case .download(let url, let pause):
            return await download(url, id, after: pause)
        }
    }

    private func publish(_ id: OutTaskID) {
        if let job = job(id) { changes.send(job) }
    }

    /// Commits the job's change. Where that fails the job is not driven on, and what would have followed is not done: the
    /// ledger knows less than happened at most by what the lifecycle can find out again.
    private func record(_ id: OutTaskID, keep: Bool, since before: LedgerEntry) async -> Outcome {
        guard let entry = jobs[id]?.entry else { return .stop }
        do throws(LedgerError) {
            if entry.lifecycle.state == .sending { try ledger.checkPresence() }
            try await ledger.update(entry, keep: keep)
            publish(id)
            return keep ? .done : .stop
        } catch {
            var entry = before
            let failure = JobFailure(
                kind: .ledger, message: error.message, code: error.code.rawValue)
            _ = entry.lifecycle.end(in: .detached, failure)
            jobs[id]?.entry = entry
            publish(id)
            return .stop
        }
    }

    /// Sleeps; answers false when cancelled.
    func sleep(_ pause: JobLifecycle.Pause, _ id: OutTaskID) async -> Bool {
        await sleep(duration(of: pause, id))
    }

    func sleep(_ duration: Duration) async -> Bool {
        if duration > .zero { try? await clock.sleep(for: duration) }
        return !Task.isCancelled
    }

    func duration(of pause: JobLifecycle.Pause, _ id: OutTaskID) -> Duration {
        jobs[id]?.hasPaidForRetry = false
        guard let job = jobs[id] else { return .zero }
        let policy = job.entry.lifecycle.policy
        switch pause {
        case .none:
            return .zero
        case .firstPoll:
            return job.schedule.firstPoll(using: &random)
        case .nextPoll:
            return job.schedule.nextPoll(using: &random)
        case .probe(let attempt):
            return job.schedule.probe(attempt)
        case .confirmation(let attempt):
            return job.schedule.confirmation(attempt, using: &random)
        case .fetch(let attempt, let floor):
            let asked = min(max(floor ?? .zero, .zero), policy.longestWait)
            return max(asked, job.schedule.fetch(attempt, using: &random))
        case .retry(let attempt):
            return paidFor(policy.pause(beforeRetry: attempt, using: &random), id)
        case .throttled(let attempt, let floor):
            let pause = policy.pause(
                beforeThrottledRetry: attempt, atLeast: floor, using: &random)
            return paidFor(pause, id)
        }
    }

    /// The pause before a retry, where the quota has room for it; else not less than that of a poll.
    private func paidFor(_ pause: Duration, _ id: OutTaskID) -> Duration {
        let isPaid = quota.payForRetry()
        jobs[id]?.hasPaidForRetry = isPaid
        guard !isPaid, let schedule = jobs[id]?.schedule else { return pause }
        return max(pause, schedule.nextPoll(using: &random))
    }
}
