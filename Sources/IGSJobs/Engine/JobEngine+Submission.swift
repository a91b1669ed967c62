import IGSClient

extension JobEngine {
    /// Commits an intent and drives it from then on. Its references are copied into the store first.
    ///
    /// - Throws: `LedgerError`; then nothing is sent, now or later.
    public func submit(_ intent: JobIntent) async throws(LedgerError) -> Job {
        let jobs = try await submit([intent])
        guard let job = jobs.first else { throw LedgerError(code: .failed, path: ledger.path) }
        return job
    }

    /// Commits intents, all of them or none, and drives them from then on. Their references are copied into the store first.
    ///
    /// What the jobs may cost at worst is reserved of their budgets in the transaction that commits the intents. Calls
    /// may overlap; jobs are begun in the order of the calls.
    ///
    /// Nothing is sent while it is not known what became of earlier submissions: jobs of the service that an ended session
    /// left in doubt are asked for first, until each was answered for, or was asked for during a minute without an answer.
    ///
    /// - Throws: `LedgerError`, with `overBudget` where a budget would be passed, and `corrupt` as long as the ledger is
    ///   damaged; then nothing is sent, now or later.
    public func submit(_ intents: [JobIntent]) async throws(LedgerError) -> [Job] {
        guard !isShutDown else { throw LedgerError(code: .closed, path: ledger.path) }
        let tickets = try begin(intents)
        let entries: [LedgerEntry]
        do throws(LedgerError) {
            try await prepare()
            var drafts: [LedgerEntry] = []
            // What is made together is known as such by its time.
            let now = clock.now
            for intent in intents { drafts.append(try await draft(intent, now)) }
            entries = try await ledger.insert(drafts)
        } catch {
            for intent in intents { driven.remove(intent.id) }
            throw error
        }
        return await drive(entries, tickets)
    }

    /// Looks at the ledger and the store before the first paid work, and takes up the jobs in doubt that nobody drives.
    ///
    /// - Throws: `LedgerError`, with `corrupt` where the ledger is damaged.
    func prepare() async throws(LedgerError) {
        let attempt = preparation ?? Task { await takeUpDoubts() }
        preparation = attempt
        guard let error = await attempt.value else { return }
        if preparation == attempt { preparation = nil }
        throw error
    }

    /// Drives new entries, which are in the ledger.
    func drive(_ entries: [LedgerEntry], _ tickets: [Int]) async -> [Job] {
        for (entry, ticket) in zip(entries, tickets) {
            jobs[entry.id] = DrivenJob(entry: entry, isRecovered: false, ticket: ticket)
            changes.send(entry.job)
        }
        for entry in entries { await enqueue(entry.id) }
        return entries.map(\.job)
    }
}

extension JobEngine {
    /// Counts the intents' jobs as driven, and gives each its place in the order.
    private func begin(_ intents: [JobIntent]) throws(LedgerError) -> [Int] {
        for (index, intent) in intents.enumerated() where !driven.insert(intent.id).inserted {
            for begun in intents[..<index] { driven.remove(begun.id) }
            throw LedgerError(
                code: .duplicateID, path: ledger.path, message: intent.id.rawValue)
        }
        return intents.map { _ in takeTicket() }
    }

    private func draft(
        _ intent: JobIntent, _ now: Double
    ) async throws(LedgerError) -> LedgerEntry {
        let request = try await Self.adopt(intent.request, into: store)
        return LedgerEntry(
            id: intent.id, name: intent.name, service: service, request: request,
            pacing: intent.pacing, createdAt: now, price: intent.price,
            budgets: intent.budgets, run: intent.run, session: ledger.session,
            lifecycle: JobLifecycle())
    }

    /// Why pictures could not be kept; nil if they can.
    private var storeTrouble: LedgerError? {
        do throws(ImageStoreError) {
            try store.makeFolder()
            return nil
        } catch {
            return LedgerError(code: .unwritable, path: error.path, underlying: error)
        }
    }

    private func takeUpDoubts() async -> LedgerError? {
        do throws(LedgerError) {
            if let damage = try await ledger.damage() { return damage }
            if let trouble = storeTrouble { return trouble }
            let entries = try await ledger.claim(.doubtful, service: service, except: driven)
            _ = await takeUp(entries)
            untold += entries
            isSound = true
            return nil
        } catch {
            return error
        }
    }
}
