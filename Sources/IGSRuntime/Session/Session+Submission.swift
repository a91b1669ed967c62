import IGSClient
import IGSJobs
import IGSScript

/// How jobs are submitted.
extension Session {
    /// A job to submit.
    struct Submission: Sendable {
        let request: GenerationRequest
        let name: String?
    }

    /// Commits the intents of jobs, all of them or none; from here the engine drives them.
    ///
    /// A resumed run takes up the jobs that it has submitted before, and submits the rest. It also
    /// submits the jobs again that failed without being accepted, because the cause may be gone.
    ///
    /// - Returns: The jobs in order, and whether each is new.
    /// - Throws: ``Failure`` if they cannot be committed, or would exceed a budget; then nothing
    ///   was sent.
    func submit(
        _ submissions: [Submission], group: String?, at location: SourceLocation
    ) async throws(Failure) -> [(entry: JobEntry, isNew: Bool)] {
        let stack = try await stack()
        do throws(LedgerError) {
            let ids = try await ids(of: submissions, stack.engine)
            let budgets = try await openBudgets(in: stack.ledger)
            var adopted: [OutTaskID: Job] = [:]
            var new: [OutTaskID: Job] = [:]
            if let run, run.isResumed {
                for id in ids {
                    guard let job = try await stack.engine.adopt(id) else { continue }
                    if job.isUnpaidFailure {
                        new[id] = try await stack.engine.tryAgain(job, budgets: budgets)
                    }
                    adopted[id] = job
                }
            }
            let pacing = settings.pacing(timeScale: profile.timeScale)
            var intents: [JobIntent] = []
            for (id, submission) in zip(ids, submissions) where adopted[id] == nil {
                intents.append(
                    JobIntent(
                        id: id, name: submission.name, request: submission.request,
                        pacing: pacing, budgets: budgets, run: run?.id))
            }
            if !intents.isEmpty { try await beginRun(in: stack.ledger) }
            for job in try await stack.engine.submit(intents) { new[job.id] = job }
            if let group, submissions.count > 1 { desk.startGroup(group) }
            var entries: [(entry: JobEntry, isNew: Bool)] = []
            for (id, submission) in zip(ids, submissions) {
                guard let job = new[id] ?? adopted[id] else { continue }
                entries.append(
                    (desk.add(job, name: submission.name, group: group), new[id] != nil))
            }
            return entries
        } catch {
            throw LedgerMessages.failure(error).located(at: location)
        }
    }

    /// Returns the ids of the budgets that hold now, after making sure that the ledger has them.
    func openBudgets(in ledger: Ledger) async throws(LedgerError) -> [BudgetID] {
        try await caps.open(in: ledger, run: run, setting: settings.budget)
    }

    private func ids(
        of submissions: [Submission], _ engine: JobEngine
    ) async throws(LedgerError) -> [OutTaskID] {
        guard run != nil else { return submissions.map { _ in .random() } }
        var ids: [OutTaskID] = []
        for submission in submissions {
            let stored = try await engine.storingReferences(of: submission.request)
            ids.append(run?.nextID(for: stored) ?? .random())
        }
        return ids
    }

    private func beginRun(in ledger: Ledger) async throws(LedgerError) {
        guard let run, !run.isBegun else { return }
        _ = try await ledger.beginRun(script: run.script, digest: run.digest, id: run.id)
        self.run?.isBegun = true
    }
}

private extension Job {
    /// Whether it failed because the service refused it, or was never reached.
    var isUnpaidFailure: Bool {
        status == .failed && account.spent.mills == 0 && account.reserved.mills == 0
            && !isAttached
    }
}

private extension JobEngine {
    /// Submits a job again; returns `nil` if that cannot be done, for example because another
    /// process was faster.
    func tryAgain(_ job: Job, budgets: [BudgetID]) async throws(LedgerError) -> Job? {
        do throws(JobActionError) {
            return try await retry(job.id, budgets: budgets)
        } catch {
            if let ledgerError = error.ledgerError { throw ledgerError }
            return nil
        }
    }
}
