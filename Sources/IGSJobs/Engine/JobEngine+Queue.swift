import IGSClient

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

    /// Drives entries that were claimed.
    func takeUp(_ entries: [LedgerEntry]) async -> [Job] {
        var taken: [Job] = []
        for entry in entries where driven.insert(entry.id).inserted {
            jobs[entry.id] = DrivenJob(entry: entry, isRecovered: true, ticket: takeTicket())
            taken.append(entry.job)
            await enqueue(entry.id)
        }
        return taken
    }

    /// Begins as many jobs as the concurrency allows.
    func fill() {
        while !isShutDown, drivers.count < concurrency, !queue.isEmpty {
            let id = queue.removeFirst()
            drivers[id] = Task { await drive(id) }
        }
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
