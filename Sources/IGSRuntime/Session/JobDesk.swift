import FoundationEssentials
import IGSClient
import IGSJobs
import IGSScript

/// The jobs of a session: their numbers and names, and the ledger and engine behind them.
///
/// It opens the ledger when the first command needs it, takes up what ended sessions left unfinished, finds the jobs of
/// earlier sessions by their names, and keeps the failures that statements have yet to raise. Jobs run in the engine;
/// the desk learns of their progress in ``refresh()``.
///
/// It belongs to the same task as its session.
final class JobDesk {
    /// The jobs that the session knows.
    private(set) var book = JobBook()
    /// The names that inputs of this session give to jobs, even if they have not done so yet: none of them means an
    /// earlier session's job.
    private var givenNames: Set<String> = []
    /// The jobs that were forgotten in this session and not brought back, for each `forget`.
    private var forgotten: [[OutTaskID]] = []
    /// The failures of saving pictures automatically that no statement has raised yet.
    private var unraised: [Failure] = []
    /// Parked jobs of earlier sessions that the service is asked about once more.
    private var rechecked: Set<OutTaskID> = []

    private let service: ServiceProfile
    private let stateFolder: String
    private let reporter: any Reporter
    private let open: () throws(Failure) -> JobStack
    /// The engine and the store, if a command has needed them already.
    private(set) var opened: JobStack?
    /// What happens to the engine's jobs.
    private(set) var news: JobNews?
    /// The examination of the whole ledger, while it is under way.
    private(set) var examination: Task<Void, Never>?
    /// Whether the user knows that the ledger is damaged.
    private var isDamageTold = false
    /// Whether the user knows that the ledger was taken away.
    private var isLossTold = false

    /// - Parameter open: Opens the ledger, the store and the engine; called at most once with success.
    init(
        service: ServiceProfile, stateFolder: String, reporter: any Reporter,
        open: @escaping () throws(Failure) -> JobStack
    ) {
        self.service = service
        self.stateFolder = stateFolder
        self.reporter = reporter
        self.open = open
    }

    private func note(_ diagnostic: Diagnostic) { reporter.report(.diagnostic(diagnostic)) }
}

// MARK: - The ledger and the engine

extension JobDesk {
    /// Returns the engine and the store, opened if they are not yet.
    ///
    /// - Throws: ``Failure`` if the ledger or the store cannot be used; nothing was sent then.
    func stack() throws(Failure) -> JobStack {
        if let opened { return opened }
        let stack = try open()
        opened = stack
        news = stack.engine.news()
        if stack.ledger.replacesLost { note(LedgerMessages.replacesLost(stack.ledger.path)) }
        return stack
    }

    /// Whether a ledger exists already, or existed.
    var hasLedger: Bool {
        opened != nil
            || ["/ledger.sqlite", "/owners/commits"].contains {
                FileManager.default.fileExists(atPath: stateFolder + $0)
            }
    }

    /// Reports, once, what is wrong with a ledger that is used all the same.
    func tellOfDamage() async {
        guard let engine = opened?.engine, !isDamageTold || examination != nil else { return }
        let findings = await engine.findings
        if findings.isWhole { examination = nil }
        guard !isDamageTold, let told = findings.damage ?? findings.unreadable.first else {
            return
        }
        isDamageTold = true
        note(
            LedgerMessages.damaged(
                told, unreadableCount: findings.unreadable.count,
                holdsUp: findings.damage != nil))
    }

    /// Begins to examine the whole ledger in the background, if that has not been done yet.
    func beginExamination() {
        guard let engine = opened?.engine, examination == nil else { return }
        examination = Task.detached(priority: .background) { await engine.examineLedger() }
    }

    /// Ends an examination in the background, before the ledger is closed.
    func endExamination() async {
        examination?.cancel()
        await examination?.value
    }

    /// Reports, once, that the ledger was taken away while igs runs.
    func tellOfLoss() {
        guard let ledger = opened?.ledger, !isLossTold, !ledger.isInPlace else { return }
        isLossTold = true
        note(
            LedgerMessages.underFoot(
                ledger.path, tasks: live.compactMap { $0.job.taskID?.rawValue }))
    }
}

// MARK: - The book

extension JobDesk {
    /// The jobs that are in progress in this session.
    var live: [JobEntry] { book.entries.filter { $0.job.status.isLive && !$0.isRecalled } }

    /// Changes the entry with a number.
    func update(_ number: Int, _ change: (inout JobEntry) -> Void) { book.update(number, change) }

    /// Adds a job of this session: see ``JobBook/add(_:name:group:)``.
    func add(_ job: Job, name: String?, group: String? = nil) -> JobEntry {
        book.add(job, name: name, group: group)
    }

    /// Adds another try of a job, which stands for that job from now on.
    func add(_ job: Job, inPlaceOf old: JobEntry) -> JobEntry { book.add(job, inPlaceOf: old) }

    /// Adds a finished job of an earlier session that answers a request of this one: see
    /// ``JobBook/addReused(_:name:group:)``.
    func reuse(_ job: Job, name: String?, group: String?) -> JobEntry {
        book.addReused(job, name: name, group: group)
    }

    /// Adds a job that the user attached; it is no longer among the forgotten ones.
    func attach(_ job: Job, name: String?) -> JobEntry {
        dropForgotten([job.id])
        return book.add(job, name: name)
    }

    /// Makes a group's name mean no job, before the jobs of a new group are added.
    func startGroup(_ name: String) { book.startGroup(name) }

    /// Gives a job of an earlier session a number, but no name.
    func recall(_ job: Job) -> JobEntry { book.addRecalled(job) }

    /// Notes names that an input gives: from now on none of them means an earlier session's job.
    func give(_ names: some Sequence<String>) { givenNames.formUnion(names) }

    /// Gets the current state of the jobs that have changed from the engine.
    ///
    /// - Returns: What has happened since the last call.
    @discardableResult
    func refresh() async -> JobNews.Items {
        guard let engine = opened?.engine, let items = news?.take() else { return JobNews.Items() }
        guard !items.changed.isEmpty else { return items }
        for job in await engine.jobs(items.changed) {
            if rechecked.contains(job.id), job.status != .parked {
                rechecked.remove(job.id)
                if book.entry(of: job.id)?.isForgotten ?? false { continue }
                reporter.report(.takenUp(book.addEarlier(job)))
            } else if let entry = book.entry(of: job.id),
                !entry.isTold(.end) || entry.job.status.isLive
            {
                book.update(entry.number) { $0.job = job }
            }
        }
        return items
    }

    /// Returns the jobs that were added or changed since the last call, in the order of their numbers.
    func takeTouched() -> [JobEntry] { book.takeTouched() }
}

// MARK: - Jobs of earlier sessions

extension JobDesk {
    /// Takes up this service's unfinished jobs of sessions that have ended, and returns them. The caller reports them.
    ///
    /// - Throws: ``Failure`` if the ledger cannot be used.
    func takeUp(from stack: JobStack) async throws(Failure) -> [JobEntry] {
        var taken: [JobEntry] = []
        do {
            // A job that this session no longer follows is taken up again when a command names it.
            let own = book.entries.filter { !$0.isEarlier }.map(\.job.id)
            for job in try await stack.engine.resume(except: Set(own)) {
                // The service is asked once more about a parked job; there is nothing to report unless it has the job.
                if job.status == .parked, !book.contains(job.id) {
                    rechecked.insert(job.id)
                } else {
                    taken.append(book.addEarlier(job))
                }
            }
        } catch {
            throw LedgerMessages.failure(error)
        }
        await tellOfDamage()
        return taken
    }

    /// Returns the jobs of earlier sessions that a name means, each with a number in this one; none if the name means
    /// no job there, or if the running input gives the name.
    ///
    /// - Throws: ``Failure`` if the ledger cannot be used.
    func earlierJobs(named name: String) throws(Failure) -> [JobEntry] {
        guard !givenNames.contains(name) else { return [] }
        return try jobsOfEarlierSessions(named: name).map { job in
            let isNew = !book.contains(job.id)
            let entry = book.addRecalled(job)
            if isNew { reporter.report(.recalled(entry)) }
            return entry
        }
    }

    /// Returns the same jobs, without giving them numbers.
    ///
    /// - Throws: ``Failure`` if the ledger cannot be used.
    func jobsOfEarlierSessions(named name: String) throws(Failure) -> [Job] {
        guard hasLedger else { return [] }
        let ledger = try stack().ledger
        do throws(LedgerError) {
            return try ledger.jobs(named: name, service: service.name)
        } catch {
            throw LedgerMessages.failure(error)
        }
    }

    /// Returns the jobs of earlier sessions that may be named; `nil` if there is no ledger.
    ///
    /// - Parameter given: The names that an input gives, which is not running yet.
    func earlierJobs(besides given: Set<String> = []) -> EarlierJobs? {
        guard hasLedger, let ledger = try? stack().ledger else { return nil }
        let service = service.name
        let given = givenNames.union(given)
        return EarlierJobs { name in
            guard !given.contains(name) else { return false }
            return (try? ledger.jobs(named: name, service: service))?.isEmpty == false
        } names: {
            ((try? ledger.jobNames(service: service)) ?? []).subtracting(given)
        }
    }

    /// Returns the message about a spec that means no job.
    func unknownJob(_ spec: String) -> Diagnostic {
        JobListMessages.unknownJob(
            spec, known: book.names + (earlierJobs()?.names().sorted() ?? []))
    }

    /// Lists the jobs of this and earlier sessions that pass a filter; those that are new here get a number.
    ///
    /// - Parameters:
    ///   - moment: The time of the earliest job, in seconds since 1970.
    ///   - words: Words without which a job does not pass the filter.
    ///   - isWanted: The filter, for a job and its name.
    ///   - show: Receives the entries in the order of their numbers, some hundred at a time.
    /// - Throws: ``Failure`` if the ledger cannot be used, or if the task is cancelled.
    func listAllDays(
        since moment: Double, mentioning words: [String],
        where isWanted: (Job, _ name: String?) -> Bool, show: ([JobEntry]) -> Void
    ) async throws(Failure) {
        guard hasLedger else { return }
        let ledger = try stack().ledger
        let known = book.entries.count
        for start in stride(from: 1, through: known, by: Self.pageLength) {
            let numbers = start...min(known, start + Self.pageLength - 1)
            try await refreshRecalled(numbers, from: ledger)
            show(
                numbers.compactMap(book.entry).filter {
                    !$0.isForgotten && isWanted($0.job, $0.name)
                })
        }
        var place: Ledger.Listing.Place?
        repeat {
            if Task.isCancelled { throw .interrupted }
            do throws(LedgerError) {
                let page = try await ledger.listing(
                    service: service.name, since: moment, mentioning: words, from: place,
                    limit: Self.pageLength)
                let new = page.jobs.filter { !book.contains($0.id) && isWanted($0, $0.name) }
                show(new.map { book.addRecalled($0) })
                place = page.next
            } catch {
                throw LedgerMessages.failure(error)
            }
        } while place != nil
    }

    /// Gets the current state of those jobs that this session knows only from the ledger.
    private func refreshRecalled(
        _ numbers: ClosedRange<Int>, from ledger: Ledger
    ) async throws(Failure) {
        do throws(LedgerError) {
            for entry in numbers.compactMap(book.entry) where entry.isRecalled {
                if let job = try await ledger.job(entry.job.id) { book.addRecalled(job) }
            }
        } catch {
            throw LedgerMessages.failure(error)
        }
    }

    /// The number of jobs that are read from the ledger and shown at once.
    private static let pageLength = 200

    /// Returns how many jobs of the ledger this session does not list.
    func countEarlierJobs() async -> Int {
        guard hasLedger, let ledger = try? stack().ledger else { return 0 }
        let count = (try? await ledger.jobCount(service: service.name)) ?? 0
        return max(0, count - book.listed.count)
    }
}

// MARK: - Forgetting

extension JobDesk {
    /// Removes a job from the lists; its name does not lead to an older job instead.
    func forget(_ entry: JobEntry) {
        book.update(entry.number) { entry in
            entry.tell(.failure)
            entry.isForgotten = true
        }
        if let name = entry.name { givenNames.insert(name) }
    }

    /// Notes the jobs that one `forget` has removed, which `forget --undo` brings back.
    func noteForgotten(_ ids: [OutTaskID]) {
        if !ids.isEmpty { forgotten.append(ids) }
    }

    /// The jobs that the last `forget` of this session removed and that were not brought back; empty if there are none.
    var lastForgotten: [OutTaskID] { forgotten.last ?? [] }

    /// Lists jobs again that this or an earlier session had forgotten.
    func bringBack(_ jobs: [Job]) -> [JobEntry] {
        let entries = book.addAgain(jobs)
        for entry in entries {
            if let name = entry.job.name { givenNames.remove(name) }
        }
        dropForgotten(Set(jobs.map(\.id)))
        return entries
    }

    private func dropForgotten(_ ids: Set<OutTaskID>) {
        forgotten = forgotten.map { $0.filter { !ids.contains($0) } }.filter { !$0.isEmpty }
    }
}

// MARK: - Failures

extension JobDesk {
    /// Keeps a failure for the statement that raises failures next.
    func keep(_ failure: Failure) { unraised.append(failure) }

    /// Returns why jobs that were waited for have no picture, as one failure; `nil` if all have one.
    ///
    /// Jobs of earlier sessions fail only a statement that names them. So do jobs whose failure was caught already.
    ///
    /// - Parameters:
    ///   - numbers: The jobs to look at; `nil` means all.
    ///   - isNamed: Whether the user names them: then each job without a picture is reported, however often.
    func raiseFailures(of numbers: Set<Int>?, isNamed: Bool) -> Failure? {
        var raised = unraised
        unraised = []
        for entry in book.listed where numbers?.contains(entry.number) ?? true {
            guard entry.job.status != .completed else { continue }
            if !isNamed {
                guard !entry.isTold(.failure), !entry.isEarlier else { continue }
                // A job that runs in another process, or after a `wait --any`, has not failed.
                if entry.job.status == .queued || entry.job.status == .running { continue }
            }
            book.update(entry.number) { $0.tell(.failure) }
            raised.append(JobMessages.failure(of: entry))
        }
        guard let first = raised.first else { return nil }
        return Failure(raised.flatMap(\.diagnostics), code: first.code)
    }
}
