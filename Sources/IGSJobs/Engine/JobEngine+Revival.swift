public import IGSClient

/// What was paid for stays within reach: asking and fetching once more, which costs nothing.
extension JobEngine {
    /// Takes up one job that nobody drives, and that may still bring a picture: an unfinished one, a parked one, and one
    /// that has ended, unless the service itself said that its task failed.
    ///
    /// - Returns: the job as it is now, or nil where there is nothing to take up: the service has no such job, nothing more
    ///   can come of it, or another process drives it.
    /// - Throws: `LedgerError`.
    public func reattach(_ id: OutTaskID) async throws(LedgerError) -> Job? {
        guard !isShutDown else { throw LedgerError(code: .closed, path: ledger.path) }
        guard !driven.contains(id) else { return job(id) }
        try await prepareOrHold()
        guard
            case .claimed(let entry) = try await ledger.claim(
                id, service: service, except: driven, mayBeSent: isSound, reviving: true)
        else { return job(id).flatMap { driven.contains(id) ? $0 : nil } }
        return await takeUp([entry]).first
    }

    /// Asks for a job that has ended without a picture once more, and answers it when that is decided.
    ///
    /// - Throws: `JobActionError` where it is still open what became of it: then it must not be paid for again.
    func askBeforeRetry(_ old: LedgerEntry) async throws(JobActionError) -> Job? {
        guard old.canBeRevived else { return nil }
        do throws(LedgerError) {
            guard try await reattach(old.id) != nil else { return nil }
        } catch {
            throw JobActionError(error)
        }
        _ = await wait(for: [old.id])
        guard let job = job(old.id), let lifecycle = jobs[old.id]?.entry.lifecycle else {
            return nil
        }
        switch job.status {
        case .completed:
            return job
        case .failed, .rejected, .expired, .abandoned:
            return nil
        case .parked:
            // Without an answer, the service may have the task all the same. Where it cannot be asked, the user decides.
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

    /// Brings the picture of a completed job back into the store, where it is gone or damaged there: from its address while
    /// that lives, else from the one that the service gives now.
    ///
    /// - Returns: the job, with another picture where the service gives another one for the task.
    /// - Throws: `JobActionError`, with `pictureLost` where it cannot be had.
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
            let schedule = PollSchedule(pacing: entry.pacing, request: entry.request)
            for attempt in 0..<entry.lifecycle.policy.revivedFetchTries {
                if attempt > 0 {
                    guard await sleep(schedule.fetch(attempt, using: &random)) else { break }
                }
                for address in addresses {
                    switch await Self.fetch(
                        address, for: entry.request, from: client, into: store)
                    {
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

    private func keep(
        _ image: StoredImage, of entry: LedgerEntry
    ) async throws(JobActionError) -> Job {
        guard image.sha256 != entry.lifecycle.image?.sha256 else { return entry.job }
        do throws(LedgerError) {
            let entry = try await ledger.replaceImage(of: entry.id, by: image)
            jobs[entry.id]?.entry = entry
            changes.send(entry.job)
            return entry.job
        } catch {
            throw JobActionError(error)
        }
    }
}
