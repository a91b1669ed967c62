import IGSClient
import IGSJobs
import IGSScript

extension Session {
    /// Waits until jobs have ended, and tells of each as it does.
    ///
    /// A job that was let go of at its time-out, or that waited for a valid key, is taken up again.
    ///
    /// - Parameters:
    ///   - any: Whether one of them is enough.
    ///   - timeout: The longest to wait; the jobs go on afterwards.
    /// - Throws: ``Failure`` when the time is over, or the user interrupts.
    func wait(for entries: [JobEntry], any: Bool, timeout: Duration?) async throws(Failure) {
        guard let engine = openedService?.engine, !entries.isEmpty else {
            await reportSettled()
            return
        }
        for entry in entries where entry.job.status == .detached || entry.job.status == .paused {
            jobs.update(entry.number) {
                $0.isReported = false
                $0.isRaised = false
            }
            do {
                _ = try await engine.reattach(entry.job.id)
            } catch {
                throw RuntimeMessages.failure(error)
            }
        }
        let deadline = timeout.map { ContinuousClock.now + $0 }
        try await follow(entries.filter { $0.isRecalled && $0.job.status.isLive }, until: deadline)
        var pending = Set(entries.map(\.job.id))
        var watch = await watch(entries)
        if watch.times != nil {
            await refresh()
            reportProgress(of: pending, watch)
        }
        defer { if watch.times != nil { reporter.report(.waiting([])) } }
        while !pending.isEmpty {
            let turn = await turn(of: pending, told: watch.told, engine, until: deadline)
            if Task.isCancelled { throw .interrupted }
            await reportSettled()
            for entry in watch.news(of: liveEntries.filter { pending.contains($0.job.id) })
            where entry.job.status != .uncertain {
                reporter.report(.changed(entry))
            }
            reportProgress(of: pending, watch)
            switch turn {
            case .deadline: throw RuntimeMessages.waitTimedOut(pending.count)
            case .changed, .tick: continue
            case .settled(let ids):
                // None at all: what remains is driven by another process, if by any.
                if ids.isEmpty || any { return }
                pending.subtract(ids)
            }
        }
    }

    /// Waits for jobs that another igs drives, and takes over those of one that has died.
    private func follow(
        _ entries: [JobEntry], until deadline: ContinuousClock.Instant?
    ) async throws(Failure) {
        guard !entries.isEmpty else { return }
        let engine = try await service().engine
        let ids = Set(entries.map(\.job.id))
        let outcome = await withTaskGroup(of: Result<[Job], LedgerError>?.self) { group in
            group.addTask {
                do throws(LedgerError) {
                    return .success(try await engine.follow(ids))
                } catch {
                    return .failure(error)
                }
            }
            if let deadline {
                group.addTask {
                    try? await Task.sleep(until: deadline, clock: .continuous)
                    return nil
                }
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
        if Task.isCancelled { throw .interrupted }
        switch outcome {
        case nil: throw RuntimeMessages.waitTimedOut(entries.count)
        case .failure(let error): throw RuntimeMessages.failure(error)
        case .success(let followed):
            for job in followed {
                for entry in entries where entry.job.id == job.id {
                    jobs.update(entry.number) { entry in
                        entry.job = job
                        entry.isRecalled = false
                        entry.isReported = false
                        entry.isRaised = false
                    }
                }
            }
        }
    }

    /// Begins to watch jobs that are waited for.
    private func watch(_ entries: [JobEntry]) async -> WaitingWatch {
        var times: CompletionTimes?
        if reporter.progressInterval != nil {
            // Without a history, the progress is measured by what is documented.
            times =
                await (try? openedService?.ledger.completionTimes(service: profile.name))
                ?? CompletionTimes()
        }
        return WaitingWatch(entries, times: times, timeScale: profile.timeScale)
    }

    private func reportProgress(of ids: Set<OutTaskID>, _ watch: WaitingWatch) {
        guard watch.times != nil else { return }
        let entries = liveEntries.filter { ids.contains($0.job.id) }
        reporter.report(.waiting(watch.progress(of: entries, now: SystemJobClock().now)))
    }

    /// What ends a while of waiting.
    private enum Turn: Sendable {
        /// These jobs have ended.
        case settled([OutTaskID])
        /// There is something to tell of another.
        case changed
        /// The progress is to be shown again.
        case tick
        case deadline
    }

    /// Waits for something to tell about some jobs.
    private func turn(
        of ids: Set<OutTaskID>, told: [OutTaskID: WaitingWatch.Word], _ engine: JobEngine,
        until deadline: ContinuousClock.Instant?
    ) async -> Turn {
        let updates = engine.updates()
        let interval = reporter.progressInterval
        return await withTaskGroup(of: Turn?.self) { group in
            group.addTask { .settled(await engine.wait(for: ids, any: true).map(\.id)) }
            group.addTask {
                for await job in updates where job.status.isLive {
                    if let word = told[job.id], word != WaitingWatch.Word(job) { return .changed }
                }
                return nil
            }
            if let interval {
                group.addTask {
                    try? await Task.sleep(for: interval)
                    return .tick
                }
            }
            if let deadline {
                group.addTask {
                    try? await Task.sleep(until: deadline, clock: .continuous)
                    return .deadline
                }
            }
            var first: Turn?
            while first == nil, let turn = await group.next() { first = turn }
            group.cancelAll()
            return first ?? .settled([])
        }
    }

    /// Gives the jobs of earlier sessions numbers in this one.
    ///
    /// - Throws: ``Failure`` where the ledger cannot be used.
    func recallJobs() async throws(Failure) {
        try await takeUpJobs()
        let service = try await service()
        do {
            for job in try await service.ledger.entries(service: profile.name) {
                let isKnown = jobs.contains(job.id)
                let entry = jobs.addEarlier(job)
                jobs.update(entry.number) { entry in
                    if !isKnown {
                        entry.isRecalled = true
                        entry.isReported = true
                        entry.isRaised = true
                    }
                    if entry.isRecalled { entry.job = job }
                }
            }
        } catch {
            throw RuntimeMessages.failure(error)
        }
    }

    /// Ends the session after the current command.
    ///
    /// - Parameter code: The exit code; `nil`: 0, or that of the first error.
    func requestExit(_ code: Int32?) {
        exitRequest = ExitRequest(code: code)
    }

    /// Takes back the wish to end the session.
    package func withdrawExit() { exitRequest = nil }
}
