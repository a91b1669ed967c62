import IGSClient

/// What reaches out of the process.
extension JobEngine {
    /// Sends the submission, and sees it through even when the driving is cancelled.
    func send(_ id: OutTaskID) async -> Outcome {
        guard let request = jobs[id]?.entry.request, let service = try? await connected() else {
            return .stop
        }
        jobs[id]?.watchedSince = clock.uptime
        let submission = Task<Result<Acceptance, ServiceError>, Never> {
            do throws(ServiceError) {
                return .success(try await service.submit(request, id: id))
            } catch {
                return .failure(error)
            }
        }
        jobs[id]?.submission = submission
        let result = await submission.value
        jobs[id]?.submission = nil
        switch result {
        case .success(let acceptance):
            noteSuccess(of: id)
            guard await isAnothers(acceptance.taskID, id) else {
                return .event(.accepted(acceptance))
            }
            // The answer was mixed up: ours is found by our own id.
            return .event(.submitFailed(Self.anothersTask(.submit)))
        case .failure(let error): return .event(.submitFailed(error))
        }
    }

    /// Asks how the task is doing, once more at the moment that the job's time is up, and not after it.
    func query(_ id: OutTaskID, after pause: JobLifecycle.Pause) async -> Outcome {
        var duration = duration(of: pause, id)
        if let job = jobs[id], job.entry.lifecycle.state.isTimed {
            let rest = job.watchedSince + job.schedule.timeout - clock.uptime
            guard rest > .zero else { return .event(.timedOut) }
            duration = min(duration, rest)
        }
        guard await sleep(duration), let subject = jobs[id]?.entry.subject,
            let service = try? await connected()
        else { return .stop }
        do throws(ServiceError) {
            let report = try await service.query(subject)
            noteSuccess(of: id)
            if subject.task == nil, await isAnothers(report.taskID, id) {
                return .event(.queryFailed(Self.anothersTask(.query)))
            }
            return .event(.reported(report))
        } catch {
            return Task.isCancelled && error.kind == .cancelled
                ? .stop : .event(.queryFailed(error))
        }
    }

    func download(
        _ url: String, _ id: OutTaskID, after pause: JobLifecycle.Pause
    ) async -> Outcome {
        guard await sleep(pause, id), let service = try? await connected(),
            let request = jobs[id]?.entry.request
        else { return .stop }
        let event = await Self.fetch(url, for: request, from: service, into: store)
        // A download that was cut off by the shutdown is the next session's.
        switch event {
        case .downloadFailed where Task.isCancelled: return .stop
        case .stored: noteSuccess(of: id)
        default: break
        }
        return .event(event)
    }

    private static func anothersTask(_ operation: ServiceError.Operation) -> ServiceError {
        ServiceError(
            kind: .otherTask, operation: operation,
            message: "the service answered with the task of another job")
    }

    /// Whether a task is that of another job of ours, so that the answer that names it is not about this one.
    private func isAnothers(_ task: TaskID?, _ id: OutTaskID) async -> Bool {
        guard let task, jobs[id]?.entry.isAttached == false,
            let known = try? await ledger.entry(ofTask: task, service: self.service)
        else { return false }
        return known.id != id && !known.isAttached
    }

    private func noteSuccess(of id: OutTaskID) {
        quota.succeeded(paid: jobs[id]?.hasPaidForRetry ?? false)
        jobs[id]?.hasPaidForRetry = false
    }

    /// Brings a result into the store, off the engine.
    @concurrent
    static func fetch(
        _ url: String, for request: GenerationRequest, from service: any JobService,
        into store: ImageStore
    ) async -> JobLifecycle.Event {
        do {
            let incoming = try store.receive()
            do throws(ServiceError) {
                try await service.download(url, limit: ImageStore.maximumByteCount) { chunk in
                    try incoming.append(chunk)
                }
            } catch {
                throw error.underlying as? DiskError ?? error
            }
            return .stored(try incoming.placeImage(besides: store.digests(ofReferences: request)))
        } catch let error as ServiceError {
            return .downloadFailed(error)
        } catch let defect as ImageDefect {
            return .imageDamaged(defect)
        } catch {
            return .storeFailed(JobFailure(kind: .storage, message: "\(error)"))
        }
    }
}
