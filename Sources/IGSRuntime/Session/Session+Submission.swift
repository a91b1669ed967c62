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

    /// A submission with the id that it would have as a new job, and its place among identical ones.
    private struct Asked {
        let id: OutTaskID
        /// The request, whose references are in the store.
        let request: GenerationRequest
        /// See ``JobIntent/ordinal``.
        let ordinal: Int
    }

    /// Where a job comes from that answers a submission.
    enum Source: Sendable {
        /// It is new: it was submitted now.
        case submitted
        /// The run that is resumed has submitted it before.
        case takenUp
        /// An earlier run or session has finished it: its picture is there, and nothing is paid.
        case reused
    }

    /// Commits the intents of jobs, all of them or none; from here the engine drives them.
    ///
    /// A resumed run takes up the jobs that it has submitted before. With ``reuse``, finished jobs of the ledger answer
    /// what is left, as far as they go. It submits the rest, and also submits the jobs again that failed without being
    /// accepted, because the cause may be gone.
    ///
    /// - Returns: The jobs in order, and where each comes from.
    /// - Throws: ``Failure`` if they cannot be committed, or would exceed a budget; then nothing
    ///   was sent.
    func submit(
        _ submissions: [Submission], group: String?, at location: SourceLocation
    ) async throws(Failure) -> [(entry: JobEntry, source: Source)] {
        let stack = try await stack()
        do throws(LedgerError) {
            let asked = try await ask(for: submissions, stack.engine)
            let adopted = try await adopt(asked, stack.engine)
            let reused = try await reuse(
                asked.filter { adopted[$0.id]?.isUnpaidFailure ?? true }, from: stack)
            let budgets = try await openBudgets(in: stack.ledger)
            var new: [OutTaskID: Job] = [:]
            for id in asked.map(\.id) where reused[id] == nil {
                guard let job = adopted[id], job.isUnpaidFailure else { continue }
                new[id] = try await stack.engine.tryAgain(job, budgets: budgets)
            }
            let pacing = settings.pacing(timeScale: profile.timeScale)
            var intents: [JobIntent] = []
            for (one, submission) in zip(asked, submissions)
            where adopted[one.id] == nil && reused[one.id] == nil {
                intents.append(
                    JobIntent(
                        id: one.id, name: submission.name, request: one.request, pacing: pacing,
                        budgets: budgets, run: run?.id, ordinal: one.ordinal))
            }
            if !intents.isEmpty { try await beginRun(in: stack.ledger) }
            for job in try await stack.engine.submit(intents) { new[job.id] = job }
            if let group, submissions.count > 1 { desk.startGroup(group) }
            var entries: [(entry: JobEntry, source: Source)] = []
            for (one, submission) in zip(asked, submissions) {
                if let job = reused[one.id] {
                    entries.append(
                        (desk.reuse(job, name: submission.name, group: group), .reused))
                } else if let job = new[one.id] ?? adopted[one.id] {
                    entries.append(
                        (
                            desk.add(job, name: submission.name, group: group),
                            new[one.id] == nil ? .takenUp : .submitted
                        ))
                }
            }
            reuse?.note(entries.map(\.source))
            return entries
        } catch {
            throw LedgerMessages.failure(error).located(at: location)
        }
    }

    /// Returns the ids of the budgets that hold now, after making sure that the ledger has them.
    func openBudgets(in ledger: Ledger) async throws(LedgerError) -> [BudgetID] {
        try await caps.open(in: ledger, run: run, setting: settings.budget)
    }

    /// Gives each submission its id and its ordinal.
    private func ask(
        for submissions: [Submission], _ engine: JobEngine
    ) async throws(LedgerError) -> [Asked] {
        var asked: [Asked] = []
        for submission in submissions {
            let request = try await engine.storingReferences(of: submission.request)
            requestCounts[request, default: 0] += 1
            asked.append(
                Asked(
                    id: run?.nextID(for: request) ?? .random(), request: request,
                    ordinal: requestCounts[request, default: 1]))
        }
        return asked
    }

    /// Takes up what the run that is resumed has submitted before.
    private func adopt(
        _ asked: [Asked], _ engine: JobEngine
    ) async throws(LedgerError) -> [OutTaskID: Job] {
        guard let run, run.isResumed else { return [:] }
        var adopted: [OutTaskID: Job] = [:]
        for id in asked.map(\.id) { adopted[id] = try await engine.adopt(id) }
        return adopted
    }

    /// Finds finished jobs that answer submissions, and makes sure that their pictures are in the store.
    private func reuse(
        _ asked: [Asked], from stack: JobStack
    ) async throws(LedgerError) -> [OutTaskID: Job] {
        guard !asked.isEmpty, let pictures = reuse?.pictures(of: stack, profile, run) else {
            return [:]
        }
        let found = try pictures.take(
            asked.map { ReusablePictures.Wanted($0.request, ordinal: $0.ordinal) })
        var reused: [OutTaskID: Job] = [:]
        for (one, job) in zip(asked, found) {
            guard let job, let image = job.image else { continue }
            if !stack.store.has(image) {
                let files = try await stack.ledger.files(holding: image.sha256)
                guard await stack.store.putBack(image, from: files) != nil else { continue }
            }
            reused[one.id] = job
        }
        return reused
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
