import IGSClient
import IGSJobs
import IGSScript

extension Session {
    /// Returns the jobs that a bare `wait`, and the end of a script, wait for: the jobs of this session that are in
    /// progress, and those without an end that no statement has failed for. Jobs that earlier sessions left do not
    /// delay a script. A user at the prompt, or one with no other jobs to wait for, waits for those, too.
    ///
    /// - Parameter takesEarlier: Whether jobs of earlier sessions may be among them.
    func outstanding(takesEarlier: Bool) -> [JobEntry] {
        let waiting = jobs.listed.filter { entry in
            !entry.isRecalled
                && (entry.job.status == .queued || entry.job.status == .running
                    || entry.isUnsettled && !entry.isTold(.failure))
        }
        let own = waiting.filter { !$0.isEarlier }
        guard takesEarlier, mode == .prompt || own.isEmpty else { return own }
        return waiting.filter { !$0.isEarlier || $0.job.status.isLive }
    }

    /// Waits until jobs have ended, and reports each as it does.
    ///
    /// A job that nothing follows any more, and whose picture may still come, is taken up again: the service is asked
    /// about it once more and its picture is fetched, free of charge.
    ///
    /// - Parameters:
    ///   - any: Whether one picture is enough.
    ///   - timeout: The longest time to wait; the jobs keep running afterwards.
    ///   - isNamed: Whether the user names the jobs: then the service is asked even about those that have ended.
    /// - Throws: ``Failure`` when the time is over, or the user interrupts.
    func wait(
        for entries: [JobEntry], any: Bool, timeout: Duration?, isNamed: Bool = false
    ) async throws(Failure) {
        guard !entries.isEmpty else {
            await reportSettled()
            return
        }
        let engine = try await stack().engine
        await refresh()
        for entry in entries.compactMap({ jobs.entry($0.number) })
        where entry.isUnsettled || isNamed && entry.job.canBeRevived {
            try await takeUpAgain(entry, engine)
        }
        let deadline = timeout.map { ContinuousClock.now + $0 }
        try await follow(entries.filter { $0.isRecalled && $0.job.status.isLive }, until: deadline)
        var pending = Set(entries.map(\.job.id))
        var watch = await watch(entries)
        await refresh()
        if watch.showsProgress { reportProgress(of: pending, watch) }
        defer { if watch.showsProgress { reporter.report(.waiting([])) } }
        // What this engine does not drive has ended, or another process drives it.
        var ended = pending.subtracting(await engine.driven(among: pending))
        // What has happened before the wait may be news, too.
        var changed = pending
        var isLate = false
        while true {
            let news = await reportSettled()
            changed.formUnion(news.changed.intersection(pending))
            let running = changed.compactMap(jobs.entry(of:))
                .filter { $0.job.status.isLive && !$0.isRecalled }
                .sorted { $0.number < $1.number }
            changed = []
            for entry in watch.news(of: running) where entry.job.status != .uncertain {
                reporter.report(.changed(entry))
            }
            reportProgress(of: pending, watch)
            ended.formUnion(news.settled.intersection(pending))
            if any, hasPicture(among: ended) { return }
            pending.subtract(ended)
            ended = []
            if pending.isEmpty || news.isOver { return }
            if isLate {
                throw JobListMessages.waitTimedOut(
                    jobs.entries.filter { pending.contains($0.job.id) })
            }
            isLate = await waitForNews(until: deadline)
            if Task.isCancelled { throw .interrupted }
        }
    }

    /// Makes the engine follow a job again that it no longer follows.
    private func takeUpAgain(_ entry: JobEntry, _ engine: JobEngine) async throws(Failure) {
        do throws(LedgerError) {
            guard let job = try await engine.reattach(entry.job.id) else { return }
            desk.update(entry.number) { $0.follow(job) }
        } catch {
            throw LedgerMessages.failure(error)
        }
    }

    private func hasPicture(among ids: Set<OutTaskID>) -> Bool {
        ids.contains { jobs.entry(of: $0)?.job.status == .completed }
    }

    /// Waits for jobs that another igs drives, and takes over the jobs of an igs that has died.
    private func follow(
        _ entries: [JobEntry], until deadline: ContinuousClock.Instant?
    ) async throws(Failure) {
        guard !entries.isEmpty else { return }
        let engine = try await stack().engine
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
        case nil: throw JobListMessages.waitTimedOut(entries)
        case .failure(let error): throw LedgerMessages.failure(error)
        case .success(let followed):
            for job in followed {
                for entry in entries where entry.job.id == job.id {
                    desk.update(entry.number) { $0.follow(job) }
                }
            }
        }
    }

    /// Begins to watch the jobs that are waited for.
    private func watch(_ entries: [JobEntry]) async -> WaitingWatch {
        let isShown = reporter.progressInterval != nil
        let times = isShown ? await openedStack?.engine.completionTimes() : nil
        return WaitingWatch(entries, times: times, timeScale: profile.timeScale)
    }

    private func reportProgress(of ids: Set<OutTaskID>, _ watch: WaitingWatch) {
        guard watch.showsProgress else { return }
        let entries = liveEntries.filter { ids.contains($0.job.id) }
        reporter.report(.waiting(watch.progress(of: entries, now: SystemJobClock().now)))
    }

    /// Waits until something has happened to a job, it is time to show the progress again, or the time is over.
    ///
    /// - Returns: Whether the time is over.
    private func waitForNews(until deadline: ContinuousClock.Instant?) async -> Bool {
        guard let news = desk.news else { return true }
        let tick = reporter.progressInterval.map { ContinuousClock.now + $0 }
        guard let limit = [tick, deadline].compactMap(\.self).min() else {
            await news.wait()
            return false
        }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await news.wait() }
            group.addTask { try? await Task.sleep(until: limit, clock: .continuous) }
            await group.next()
            group.cancelAll()
        }
        return deadline.map { $0 <= .now } ?? false
    }
}
