public import IGSClient

/// Jobs that this engine did not submit.
extension JobEngine {
    /// Takes up the service's unfinished jobs that no living process drives, and returns them, oldest first.
    ///
    /// Parked jobs are included: they are asked for once more, and stay parked if the service does not know them. While
    /// the ledger is damaged, jobs that were not sent yet are excluded.
    ///
    /// - Parameter known: jobs not to take up, because the caller has released them.
    /// - Throws: `LedgerError`.
    public func resume(except known: Set<OutTaskID> = []) async throws(LedgerError) -> [Job] {
        try checkOpen()
        store.sweep(now: clock.now)
        try await prepareOrHold()
        if isSound { ledger.ownership.sweep() }
        let claimed = try await ledger.claim(
            isSound ? .unfinished : .sent, service: service, except: queue.driven.union(known))
        _ = await takeUp(claimed)
        return (takeUntold() + claimed)
            .sorted { ($0.place?.number ?? 0) < ($1.place?.number ?? 0) }
            .map { job($0.id) ?? $0.job }
    }

    /// Returns the job of a resumed run, or nil if no earlier session committed it and the caller has to submit it.
    ///
    /// From here on the engine drives the job if it is unfinished, or if it has ended but asking once more may bring
    /// its picture. It returns any other job as it is. If the user tried the job again, this means its newest retry.
    ///
    /// If another process was faster, a submission with the same id fails with `duplicateID`; then this method returns
    /// that job.
    ///
    /// - Throws: `LedgerError`, with `notOwned` if another living process drives the job, and `corrupt` while the
    ///   ledger is damaged.
    public func adopt(_ id: OutTaskID) async throws(LedgerError) -> Job? {
        try checkOpen()
        try await prepare()
        let result = try await ledger.claim(
            id, service: service, except: queue.driven, reviving: true, followingRetries: true)
        switch result {
        case nil:
            return nil
        case .claimed(let entry):
            return await takeUp([entry]).first ?? entry.job
        case .settled(let entry):
            return know(entry)
        case .driven(let entry):
            guard queue.driven.contains(entry.id) else {
                throw LedgerError(code: .notOwned, path: ledger.path, message: entry.id.rawValue)
            }
            return job(entry.id) ?? entry.job
        }
    }

    /// Waits until no other process drives any of the jobs: each has ended there, or is driven here from now on because
    /// its process has ended. Returns the jobs as they are then, in no order.
    ///
    /// Checks every second. If the task is cancelled or the engine is shut down, it returns at once.
    ///
    /// - Throws: `LedgerError`.
    public func follow(_ ids: Set<OutTaskID>) async throws(LedgerError) -> [Job] {
        try await prepareOrHold()
        var found: [OutTaskID: Job] = [:]
        while !isShutDown {
            var isWaiting = false
            for id in ids.subtracting(found.keys) {
                switch try await ledger.claim(
                    id, service: service, except: queue.driven, mayBeSent: isSound)
                {
                case nil: continue
                case .claimed(let entry): found[id] = await takeUp([entry]).first ?? entry.job
                case .settled(let entry): found[id] = know(entry)
                case .driven(let entry) where queue.driven.contains(id):
                    found[id] = job(id) ?? entry.job
                case .driven: isWaiting = true
                }
            }
            guard isWaiting, await sleep(.seconds(1)) else { break }
        }
        return Array(found.values)
    }

    /// Takes up one job that nobody drives and that may still bring a picture: an unfinished or parked one, or one that
    /// has ended, unless the service itself reported that its task failed.
    ///
    /// - Returns: the job as it is now, or nil if there is nothing to take up: the service has no such job, nothing
    ///   more can come of it, or another process drives it.
    /// - Throws: `LedgerError`.
    public func reattach(_ id: OutTaskID) async throws(LedgerError) -> Job? {
        try checkOpen()
        guard !queue.driven.contains(id) else { return job(id) }
        try await prepareOrHold()
        guard
            case .claimed(let entry) = try await ledger.claim(
                id, service: service, except: queue.driven, mayBeSent: isSound, reviving: true)
        else { return job(id).flatMap { queue.driven.contains(id) ? $0 : nil } }
        return await takeUp([entry]).first
    }
}
