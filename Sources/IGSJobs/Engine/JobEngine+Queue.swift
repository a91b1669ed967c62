public import IGSClient

extension JobEngine {
    func takeTicket() -> Int {
        defer { nextTicket += 1 }
        return nextTicket
    }

    /// Puts a job in its place in the queue, which its ticket says, and begins what can be begun.
    func enqueue(_ id: OutTaskID) async {
        guard let ticket = jobs[id]?.ticket else { return }
        guard !isShutDown else {
            // Committed while the engine was being shut down: the next session's.
            try? await ledger.disown([id])
            return
        }
        let place = queue.lastIndex { (jobs[$0]?.ticket ?? .max) < ticket }
        queue.insert(id, at: place.map { $0 + 1 } ?? 0)
        fill()
    }

    /// Begins as many jobs as the concurrency allows.
    func fill() {
        while !isShutDown, drivers.count - longDoubts.count < concurrency,
            let place = queue.firstIndex(where: mayBegin)
        {
            let id = queue.remove(at: place)
            if ordersAlike, let entry = jobs[id]?.entry, entry.lifecycle.state == .queued {
                jobs[id]?.predecessor = lastAlike.updateValue(id, forKey: entry.request)
            }
            drivers[id] = Task { await drive(id) }
        }
    }

    /// What may be sent waits for what may have been sent.
    private func mayBegin(_ id: OutTaskID) -> Bool {
        doubts.isEmpty || jobs[id]?.entry.lifecycle.state != .queued
    }

    /// Waits until the jobs that ask for the same before are sent or dropped. Returns false if cancelled.
    func waitForPredecessors(of id: OutTaskID) async -> Bool {
        var predecessor = jobs[id]?.predecessor
        while let earlier = predecessor {
            func isToBeSent() -> Bool {
                guard driven.contains(earlier), let job = jobs[earlier] else { return false }
                return [.queued, .sending].contains(job.entry.lifecycle.state)
            }
            // Listened to before it is looked at, so that no change is missed.
            let changes = changes.listen()
            if isToBeSent() {
                for await job in changes where job.id == earlier && !isToBeSent() { break }
            }
            guard !Task.isCancelled else { return false }
            // What was dropped may have been waiting itself.
            let wasDropped = jobs[earlier]?.entry.lifecycle.state == .abandoned
            predecessor = wasDropped ? jobs[earlier]?.predecessor : nil
        }
        return true
    }

    /// Stops driving some jobs, in whatever state they are. A submission that is going out is given a while.
    func stop(_ ids: Set<OutTaskID>, grace: Duration) async {
        queue.removeAll(where: ids.contains)
        let drivers = ids.compactMap { self.drivers[$0] }
        for driver in drivers { driver.cancel() }
        let submissions = ids.compactMap { jobs[$0]?.submission }
        let clock = clock
        let reaper = Task {
            guard !submissions.isEmpty else { return }
            try? await clock.sleep(for: grace)
            for submission in submissions { submission.cancel() }
        }
        for driver in drivers { await driver.value }
        reaper.cancel()
        await reaper.value
    }

    /// The request with its references in the store, as it will stand in the ledger.
    ///
    /// - Throws: `LedgerError` with `reference`.
    public func storingReferences(
        of request: GenerationRequest
    ) async throws(LedgerError) -> GenerationRequest {
        try await Self.adopt(request, into: store)
    }

    /// The request with its references in the store.
    @concurrent
    static func adopt(
        _ request: GenerationRequest, into store: ImageStore
    ) async throws(LedgerError) -> GenerationRequest {
        guard !request.references.isEmpty else { return request }
        do {
            return try GenerationRequest(
                prompt: request.prompt, ratio: request.ratio, resolution: request.resolution,
                quality: request.quality, references: request.references.map(store.adopt))
        } catch {
            let path = (error as? ImageStoreError)?.path ?? store.folder
            throw LedgerError(code: .reference, path: path, underlying: error)
        }
    }
}
