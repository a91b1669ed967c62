public import IGSClient

/// What a user requests for one job: to try it again, to forget it, to attach a task, to restore its picture.
extension JobEngine {
    /// Submits again a job that ended without a picture, as a new job with the same request and name, and drives it.
    ///
    /// First it asks the service for the old job: if its picture comes after all, nothing is paid, and this method
    /// returns the old job. If the service cannot be asked by our own id, it may charge a second time. While another
    /// try is under way, or if one has its picture, there is no further one.
    ///
    /// - Parameters:
    ///   - newID: the new job's id.
    ///   - price: what the new job may cost in the worst case.
    ///   - budgets: the budgets that the new job counts in; the old one stays in its own.
    /// - Throws: `JobActionError`.
    public func retry(
        _ id: OutTaskID, as newID: OutTaskID = .random(), price: Price? = nil,
        budgets: [BudgetID] = []
    ) async throws(JobActionError) -> Job {
        do throws(LedgerError) {
            try checkOpen()
            try await prepare()
        } catch {
            throw JobActionError(error)
        }
        let old = try await entry(id)
        if let job = try await askBeforeRetry(old) { return job }
        guard !old.isAttached else { throw JobActionError(.unknownRequest, job: old.job) }
        do throws(LedgerError) {
            try reserve([newID])
        } catch {
            throw JobActionError(error)
        }
        let intent = JobIntent(
            id: newID, name: old.name, request: old.request, pacing: old.pacing, price: price)
        let entry = LedgerEntry(
            id: newID, name: old.name, service: service, request: old.request, pacing: old.pacing,
            createdAt: clock.now, price: intent.price, budgets: budgets, run: old.run,
            session: ledger.session, retryOf: id, ordinal: old.ordinal, lifecycle: JobLifecycle())
        do throws(LedgerError) {
            let entries = try await ledger.insertRetry(entry, of: id)
            return await drive(entries).first ?? entry.job
        } catch {
            release(newID)
            throw JobActionError(error)
        }
    }

    /// Forgets a job: it is not listed any more, and if it is unfinished, it is abandoned and not driven any further.
    ///
    /// The entry stays in the ledger: what the job cost, or may have cost, still counts. A submission that is being
    /// sent has some time to get its reply.
    ///
    /// - Parameter time: when, in seconds since 1970, the same for jobs that are forgotten together; nil: now.
    /// - Throws: `JobActionError`.
    @discardableResult
    public func forget(
        _ id: OutTaskID, at time: Double? = nil, grace: Duration = .seconds(5)
    ) async throws(JobActionError) -> Job {
        _ = try await entry(id)
        defer { endForgetting(id) }
        await beginForgetting(id, grace: grace)
        do throws(LedgerError) {
            let entry = try await ledger.forget(id, now: time ?? clock.now)
            note(entry)
            return entry.job
        } catch {
            // It is not driven any further even so; others may wait for that.
            endForgetting(id)
            publish(id)
            throw JobActionError(error)
        }
    }

    /// Restores a forgotten job. If it was abandoned and its picture may still come, the engine asks for it and fetches
    /// it again, which costs nothing.
    ///
    /// - Throws: `JobActionError`.
    public func unforget(_ id: OutTaskID) async throws(JobActionError) -> Job {
        _ = try await entry(id)
        do throws(LedgerError) {
            let entry = try await ledger.unforget(id)
            if let job = job(id), queue.driven.contains(id) { return job }
            note(entry)
            guard entry.lifecycle.state.isUnfinished else { return entry.job }
            return try await reattach(id) ?? entry.job
        } catch {
            throw JobActionError(error)
        }
    }

    /// Attaches a task of the service by its id alone, and drives it to its picture: by the service's id, or by the
    /// caller's own (`out_task_id`), which another program may have kept.
    ///
    /// If the ledger already has the task, this returns its job as it is, and takes it up if it is unfinished and
    /// nobody drives it; a forgotten one is restored.
    ///
    /// - Throws: `JobActionError`, with `unknownTask` if the service does not know it; then nothing is kept.
    public func attach(
        _ task: TaskID, name: String? = nil, pacing: Pacing = Pacing()
    ) async throws(JobActionError) -> Job {
        do throws(LedgerError) {
            try checkOpen()
            if let known = try await known(task), known.forgottenAt == nil {
                return try await reattach(known.id) ?? known.job
            }
        } catch {
            throw JobActionError(error)
        }
        if let forgotten = try await forgotten(task) { return try await unforget(forgotten) }
        let entry = try await attachment(task, name, pacing)
        do throws(LedgerError) {
            let entries = try await ledger.insertAttachment(entry, of: task)
            return await takeUp(entries).first ?? entry.job
        } catch {
            throw JobActionError(error)
        }
    }

    /// Restores the picture of a completed job to the store, if it is missing or damaged there: from its address while
    /// that works, otherwise from the one that the service gives now.
    ///
    /// - Returns: the job, with another picture if the service gives another one for the task.
    /// - Throws: `JobActionError`, with `pictureLost` if the picture cannot be fetched.
    public func restore(_ id: OutTaskID) async throws(JobActionError) -> Job {
        let entry = try await entry(id)
        guard entry.lifecycle.state == .completed, let image = entry.lifecycle.image else {
            throw JobActionError(.notOver, job: entry.job)
        }
        guard !store.has(image) else { return entry.job }
        var failure: JobFailure?
        do {
            let client = try await connected()
            var addresses = entry.lifecycle.addresses
            for attempt in 0..<entry.lifecycle.policy.revivedFetchTries {
                if attempt > 0 {
                    guard await sleep(.fetch(attempt, atLeast: nil), asFor: entry) else { break }
                }
                for address in addresses {
                    switch await store.fetch(address, for: entry.request, from: client) {
                    case .stored(let new): return try await keep(new, of: entry)
                    case .downloadFailed(let error): failure = JobFailure(error)
                    case .imageDamaged(let defect): failure = JobFailure(defect)
                    case .storeFailed(let reason): failure = reason
                    default: break
                    }
                }
                do throws(ServiceError) {
                    let report = try await client.query(entry.subject)
                    if !report.results.isEmpty { addresses = report.results }
                } catch {
                    failure = JobFailure(error)
                }
            }
        } catch let error as JobActionError {
            throw error
        } catch {
            failure = failure ?? JobFailure(kind: .connection, message: "\(error)")
        }
        throw JobActionError(.pictureLost, job: entry.job, failure: failure)
    }
}

extension JobEngine {
    private func entry(_ id: OutTaskID) async throws(JobActionError) -> LedgerEntry {
        do throws(LedgerError) {
            guard let entry = try await ledger.entry(id), entry.service == service else {
                throw LedgerError(
                    code: .failed, path: ledger.path, underlying: JobActionError(.unknownJob))
            }
            return entry
        } catch {
            throw JobActionError(error)
        }
    }

    /// Returns the job of a task that the user forgot.
    private func forgotten(_ task: TaskID) async throws(JobActionError) -> OutTaskID? {
        do throws(LedgerError) {
            return try await known(task)?.id
        } catch {
            throw JobActionError(error)
        }
    }

    private func known(_ task: TaskID) async throws(LedgerError) -> LedgerEntry? {
        if let entry = try await ledger.entry(ofTask: task, service: service) { return entry }
        guard let id = OutTaskID(rawValue: task.rawValue), let entry = try await ledger.entry(id),
            entry.service == service
        else { return nil }
        return entry
    }

    /// Returns an entry for a task that the service says it has.
    private func attachment(
        _ task: TaskID, _ name: String?, _ pacing: Pacing
    ) async throws(JobActionError) -> LedgerEntry {
        do {
            let client = try await connected()
            let found = try await find(task, from: client)
            var lifecycle = JobLifecycle(state: .accepted)
            lifecycle.isAcceptanceKnown = true
            lifecycle.taskID = found.task
            return LedgerEntry(
                id: found.id ?? .random(), name: name, service: service,
                request: try LedgerEntry.request(for: task), pacing: pacing,
                createdAt: clock.now, session: ledger.session, isAttached: true,
                lifecycle: lifecycle)
        } catch let error as ServiceError {
            throw JobActionError(
                error.kind == .noSuchTask ? .unknownTask : .unanswered, failure: JobFailure(error))
        } catch {
            throw JobActionError(
                .unanswered, failure: JobFailure(kind: .connection, message: "\(error)"))
        }
    }

    /// Asks for a task by the service's id, then by the caller's.
    ///
    /// - Returns: the service's id, if there is one, and the caller's, if that has found it.
    private func find(
        _ task: TaskID, from client: any JobService
    ) async throws(ServiceError) -> (task: TaskID?, id: OutTaskID?) {
        do throws(ServiceError) {
            _ = try await client.query(TaskSubject(task: task, id: nil))
            return (task, nil)
        } catch {
            guard client.canProbe, [.noSuchTask, .otherTask, .unreadable].contains(error.kind),
                let id = OutTaskID(rawValue: task.rawValue)
            else { throw error }
            let report = try await client.query(TaskSubject(task: nil, id: id))
            return (report.taskID, id)
        }
    }

    /// Asks once more for a job that ended without a picture, and returns it when its fate is decided.
    ///
    /// - Throws: `JobActionError` if its fate is still open: then it must not be paid for again.
    private func askBeforeRetry(_ old: LedgerEntry) async throws(JobActionError) -> Job? {
        guard old.canBeRevived else { return nil }
        do throws(LedgerError) {
            guard try await reattach(old.id) != nil else { return nil }
        } catch {
            throw JobActionError(error)
        }
        _ = await wait(for: [old.id])
        guard let job = job(old.id), let lifecycle = queue[old.id]?.entry.lifecycle else {
            return nil
        }
        switch job.status {
        case .completed:
            return job
        case .failed, .rejected, .expired, .abandoned:
            return nil
        case .parked:
            // Without an answer, the service may still have the task. If it cannot be asked, the user decides.
            guard lifecycle.attempts.wasDenied || !lifecycle.canProbe else {
                throw JobActionError(.unanswered, job: job, failure: job.failure)
            }
            return nil
        case .uncertain:
            throw JobActionError(.uncertain, job: job)
        case .queued, .running, .paused, .detached:
            throw JobActionError(.notOver, job: job, failure: job.failure)
        }
    }

    private func keep(
        _ image: StoredImage, of entry: LedgerEntry
    ) async throws(JobActionError) -> Job {
        guard image.sha256 != entry.lifecycle.image?.sha256 else { return entry.job }
        do throws(LedgerError) {
            let entry = try await ledger.replaceImage(of: entry.id, by: image)
            note(entry)
            return entry.job
        } catch {
            throw JobActionError(error)
        }
    }
}
