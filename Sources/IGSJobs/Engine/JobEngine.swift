public import IGSClient

/// Drives jobs: performs the actions of their lifecycles, writing to the ledger before and after each remote effect.
///
/// An engine belongs to one service, and a process has one engine for a service. A job is *driven* from its submission,
/// or from being taken up, until it is settled: done, failed, or left to a later session. The concurrency limits how
/// many driven jobs are in flight at a time; the others wait, first come, first served. A job that has been in doubt
/// for a minute does not count as in flight.
///
/// Jobs survive the engine: whatever it has begun and not finished is in the ledger, and ``resume(except:)`` takes it
/// up.
public actor JobEngine {
    /// The service whose jobs the engine drives, as the ledger has it.
    public nonisolated let service: String
    let ledger: Ledger
    let store: ImageStore
    let clock: any JobClock
    private let connect: @Sendable () async throws -> any JobService
    private nonisolated let announcements = JobAnnouncements()

    /// Everything submitted or taken up here, including settled jobs.
    private(set) var queue: JobQueue
    private var pauses: Pauses
    /// What earlier jobs teach about when to ask.
    var experience = Experience()
    private(set) var isShutDown = false
    private var connection: Task<any JobService, any Error>?
    /// The check of the ledger before the first paid work; returns the obstacle, if there is one.
    private var preparation: Task<LedgerError?, Never>?
    /// Whether the ledger was found to be sound, so that something may be sent.
    private(set) var isSound = false
    /// What is known about damage to the ledger.
    public private(set) var findings = LedgerExamination()
    /// What was taken up before ``resume(except:)`` asked for it.
    private var untold: [LedgerEntry] = []

    /// Creates an engine, which does nothing until it is given a job.
    ///
    /// - Parameters:
    ///   - service: the service's origin, or `sandbox`.
    ///   - ledger: where the jobs are recorded.
    ///   - store: where pictures and references go.
    ///   - connect: connects to the service; called when the first job needs it, and again only if it threw.
    ///   - clock: the clock to go by.
    ///   - random: the source of jitter.
    ///   - concurrency: the most jobs in flight, at least one.
    ///   - ordersAlike: whether to send identical requests one after the other, each when the one before is accepted:
    ///     for a service that gives the k-th of them its own picture, as the sandbox does.
    public init(
        service: String, ledger: Ledger, store: ImageStore,
        connect: @escaping @Sendable () async throws -> any JobService,
        clock: any JobClock = SystemJobClock(),
        random: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator(),
        concurrency: Int = 4, ordersAlike: Bool = false
    ) {
        self.service = service
        self.ledger = ledger
        self.store = store
        self.connect = connect
        self.clock = clock
        pauses = Pauses(random: random)
        queue = JobQueue(concurrency: concurrency, ordersAlike: ordersAlike)
    }

    /// Returns the job with an id as it is now, if it was submitted or taken up here.
    public func job(_ id: OutTaskID) -> Job? {
        queue[id]?.entry.job
    }

    /// Returns the jobs with some ids as they are now, without those that were neither submitted nor taken up here.
    public func jobs(_ ids: Set<OutTaskID>) -> [Job] {
        ids.compactMap { queue[$0]?.entry.job }
    }

    /// Returns those of some ids whose jobs are not settled.
    public func driven(among ids: Set<OutTaskID>) -> Set<OutTaskID> {
        ids.filter(queue.driven.contains)
    }

    /// How many jobs are not settled: those in flight and those that wait for their turn.
    public var drivenCount: Int { queue.driven.count }

    /// Sets how many jobs may be in flight, at least one. Jobs in flight stay in flight.
    public func setConcurrency(_ count: Int) {
        queue.setConcurrency(count)
        fill()
    }

    /// Returns a stream of every change of every job driven here from now on, in order, as the ledger has it. It ends
    /// with the engine.
    ///
    /// There may be any number of streams; each keeps elements until they are read.
    public nonisolated func updates() -> AsyncStream<Job> {
        announcements.changes.listen()
    }

    /// Returns the news of all jobs driven here from now on, for one reader, for as long as the engine lives.
    public nonisolated func news() -> JobNews {
        announcements.news()
    }

    /// Waits until all of the jobs, or any one of them, are settled, and returns those that are, oldest first.
    ///
    /// Ids that are not driven here count as settled. If the task is cancelled or the engine is shut down, it returns
    /// at once; that does not affect the jobs.
    public func wait(for ids: Set<OutTaskID>, any: Bool = false) async -> [Job] {
        let settlements = announcements.settlements.listen()
        var open = ids.intersection(queue.driven)
        if !open.isEmpty && !(any && open.count < ids.count) {
            for await job in settlements where open.remove(job.id) != nil {
                if any || open.isEmpty { break }
            }
        }
        return queue.settled(among: ids)
    }

    /// Stops driving, and leaves the ledger so that a later session continues every job.
    ///
    /// A submission that is being sent has the grace period to get its reply, so that it does not become uncertain.
    public func shutdown(grace: Duration = .seconds(5)) async {
        isShutDown = true
        connection?.cancel()
        await stop(queue.active, grace: grace)
        // If this fails, the end of the process has the same effect.
        try? await ledger.disown(Array(queue.driven))
        announcements.finish()
    }
}

/// Accepting jobs: new ones, and those in the ledger.
extension JobEngine {
    /// Commits an intent and drives it from then on. Its references are copied into the store first.
    ///
    /// - Throws: `LedgerError`; then nothing is sent, now or later.
    public func submit(_ intent: JobIntent) async throws(LedgerError) -> Job {
        let jobs = try await submit([intent])
        guard let job = jobs.first else { throw LedgerError(code: .failed, path: ledger.path) }
        return job
    }

    /// Commits intents, all of them or none, and drives them from then on. Their references are copied into the store
    /// first.
    ///
    /// What the jobs may cost in the worst case is reserved in their budgets in the transaction that commits the
    /// intents. Calls may overlap; jobs are begun in the order of the calls.
    ///
    /// Nothing is sent until the fate of earlier submissions is known: first the service is asked for the jobs that an
    /// ended session left in doubt, until it has answered about each, or has been asked for a minute without an answer.
    ///
    /// - Throws: `LedgerError`, with `overBudget` if a budget would be exceeded, and `corrupt` while the ledger is
    ///   damaged; then nothing is sent, now or later.
    public func submit(_ intents: [JobIntent]) async throws(LedgerError) -> [Job] {
        try checkOpen()
        try reserve(intents.map(\.id))
        let entries: [LedgerEntry]
        do throws(LedgerError) {
            try await prepare()
            var drafts: [LedgerEntry] = []
            // Jobs that are made together are recognised by their common time.
            let now = clock.now
            for intent in intents { drafts.append(try await draft(intent, now)) }
            entries = try await ledger.insert(drafts)
        } catch {
            queue.release(intents.map(\.id))
            throw error
        }
        return await drive(entries)
    }

    /// Returns the request with its references in the store, as the ledger will have it.
    ///
    /// - Throws: `LedgerError` with `reference`.
    public func storingReferences(
        of request: GenerationRequest
    ) async throws(LedgerError) -> GenerationRequest {
        try await store.adoptReferences(of: request)
    }

    /// Drives new entries, which are in the ledger.
    func drive(_ entries: [LedgerEntry]) async -> [Job] {
        for entry in entries {
            queue.add(entry)
            publish(entry.id)
        }
        for entry in entries { await enqueue(entry.id) }
        return entries.map(\.job)
    }

    /// Drives entries that were claimed.
    func takeUp(_ entries: [LedgerEntry]) async -> [Job] {
        var taken: [Job] = []
        for var entry in entries where !queue.driven.contains(entry.id) {
            entry.lifecycle.takeUp()
            queue.takeUp(entry)
            announcements.note(entry.id)
            taken.append(entry.job)
            await enqueue(entry.id)
        }
        return taken
    }

    /// Keeps a job that this engine does not drive, and returns it.
    func know(_ entry: LedgerEntry) -> Job {
        queue.know(entry)
        announcements.note(entry.id)
        return entry.job
    }

    /// Counts jobs as driven before they are committed, and gives each its place in the order.
    ///
    /// - Throws: `LedgerError`, with `duplicateID` for the first that is already driven; then none counts.
    func reserve(_ ids: [OutTaskID]) throws(LedgerError) {
        guard let known = queue.reserve(ids) else { return }
        throw LedgerError(code: .duplicateID, path: ledger.path, message: known.rawValue)
    }

    /// Releases what was reserved and not committed.
    func release(_ id: OutTaskID) {
        queue.release([id])
    }

    /// Checks that the engine is not shut down.
    ///
    /// - Throws: `LedgerError` with `closed`.
    func checkOpen() throws(LedgerError) {
        guard !isShutDown else { throw LedgerError(code: .closed, path: ledger.path) }
    }

    private func draft(
        _ intent: JobIntent, _ now: Double
    ) async throws(LedgerError) -> LedgerEntry {
        let request = try await store.adoptReferences(of: intent.request)
        return LedgerEntry(
            id: intent.id, name: intent.name, service: service, request: request,
            pacing: intent.pacing, createdAt: now, price: intent.price,
            budgets: intent.budgets, run: intent.run, session: ledger.session,
            ordinal: intent.ordinal, lifecycle: JobLifecycle())
    }
}

/// Before the first paid work.
extension JobEngine {
    /// Checks the ledger and the store before the first paid work, and takes up the jobs in doubt that nobody drives.
    ///
    /// - Throws: `LedgerError`, with `corrupt` if the ledger is damaged.
    func prepare() async throws(LedgerError) {
        if let damage = findings.damage { throw damage }
        let attempt = preparation ?? Task { await takeUpDoubts() }
        preparation = attempt
        guard let error = await attempt.value else { return }
        if preparation == attempt { preparation = nil }
        throw error
    }

    /// Prepares, but tolerates a damaged ledger: paid pictures are still fetched.
    func prepareOrHold() async throws(LedgerError) {
        do throws(LedgerError) {
            try await prepare()
        } catch {
            guard error.code == .corrupt else { throw error }
            findings.damage = error
        }
    }

    /// Examines the whole ledger, if that has not been done yet: see ``Ledger/examineWhole()``. If it is damaged,
    /// nothing more is submitted.
    ///
    /// Does nothing if the ledger cannot be read, or if the task is cancelled.
    public func examineLedger() async {
        guard !findings.isWhole, let found = try? await ledger.examineWhole() else { return }
        findings = found
        if found.damage != nil { isSound = false }
    }

    /// Returns, once, what was taken up before ``resume(except:)`` asked for it.
    func takeUntold() -> [LedgerEntry] {
        defer { untold = [] }
        return untold
    }

    private func takeUpDoubts() async -> LedgerError? {
        do throws(LedgerError) {
            findings = try await ledger.examine()
            if let damage = findings.damage { return damage }
            if let trouble = storeTrouble { return trouble }
            let entries = try await ledger.claim(.doubtful, service: service, except: queue.driven)
            _ = await takeUp(entries)
            untold += entries
            isSound = true
            return nil
        } catch {
            return error
        }
    }

    /// The reason why pictures could not be kept; nil if they can.
    private var storeTrouble: LedgerError? {
        do throws(ImageStoreError) {
            try store.makeFolder()
            return nil
        } catch {
            return LedgerError(code: .unwritable, path: error.path, underlying: error)
        }
    }
}

/// Taking turns.
extension JobEngine {
    /// Puts a job in its place in the queue, which its ticket determines, and begins what can begin.
    private func enqueue(_ id: OutTaskID) async {
        guard !isShutDown else {
            // Committed while the engine was being shut down: it is left to the next session.
            try? await ledger.disown([id])
            return
        }
        queue.enqueue(id)
        fill()
    }

    /// Begins as many jobs as the concurrency allows.
    private func fill() {
        while !isShutDown, queue.beginNext({ id in Task { await drive(id) } }) {}
    }

    /// Waits until earlier jobs with the same request are sent or dropped. Returns false if cancelled.
    private func waitForPredecessors(of id: OutTaskID) async -> Bool {
        var predecessor = queue.predecessor(of: id)
        while let earlier = predecessor {
            // Listens before it looks, so that it misses no change.
            let changes = announcements.changes.listen()
            if queue.isToBeSent(earlier) {
                for await job in changes where job.id == earlier {
                    if !queue.isToBeSent(earlier) { break }
                }
            }
            guard !Task.isCancelled else { return false }
            // A dropped job may have been waiting itself.
            let wasDropped = queue[earlier]?.entry.lifecycle.state == .abandoned
            predecessor = wasDropped ? queue.predecessor(of: earlier) : nil
        }
        return true
    }

    /// Stops driving some jobs, in whatever state they are. A submission that is being sent has the grace period to
    /// finish.
    private func stop(_ ids: Set<OutTaskID>, grace: Duration) async {
        let (drivers, submissions) = queue.withdraw(ids)
        for driver in drivers { driver.cancel() }
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

    /// Stops driving a job that the user forgets. Until ``endForgetting(_:)``, nothing else settles it.
    func beginForgetting(_ id: OutTaskID, grace: Duration) async {
        queue.setForgetting(id, to: true)
        await stop([id], grace: grace)
    }

    /// Settles a job that was forgotten, or could not be.
    func endForgetting(_ id: OutTaskID) {
        queue.setForgetting(id, to: false)
        settle(id)
        fill()
    }

    /// Keeps a job's entry, which was changed in the ledger, and notifies the subscribers.
    func note(_ entry: LedgerEntry) {
        queue.update(entry.id) { $0.entry = entry }
        publish(entry.id)
    }
}

/// Driving: an event, the actions that the lifecycle returns, and the next event.
extension JobEngine {
    /// The result of an action.
    private enum Outcome {
        /// The action is done; the next one follows.
        case done
        /// The action caused an event.
        case event(JobLifecycle.Event)
        /// The job is not to be driven any further.
        case stop
    }

    /// Drives one job until it is settled or the engine is shut down.
    private func drive(_ id: OutTaskID) async {
        var event = await firstEvent(of: id)
        while let current = event {
            event = await step(id, current)
        }
        queue.land(id)
        if !isShutDown, !queue.isBeingForgotten(id) { settle(id) }
        fill()
    }

    /// Settles a job that this engine does not drive any further.
    private func settle(_ id: OutTaskID) {
        if let job = queue.settle(id) { announcements.settle(job) }
    }

    /// Connects if needed, and returns the event to begin with; nil when cancelled.
    private func firstEvent(of id: OutTaskID) async -> JobLifecycle.Event? {
        let isRecovered = queue[id]?.isRecovered ?? false
        do {
            let service = try await connected()
            guard await waitForPredecessors(of: id), !Task.isCancelled else { return nil }
            queue.update(id) { job in
                job.entry.lifecycle.canProbe = service.canProbe
                job.watchedSince = clock.uptime
                job.noteSubmission(at: clock)
            }
            return isRecovered ? .recovered : .begun
        } catch {
            guard !Task.isCancelled else { return nil }
            let failure =
                (error as? ServiceError).map { JobFailure($0) }
                ?? JobFailure(kind: .connection, message: "\(error)")
            return .disconnected(failure)
        }
    }

    /// Handles one event and performs the actions; returns the event that follows, or nil at the end.
    private func step(_ id: OutTaskID, _ event: JobLifecycle.Event) async -> JobLifecycle.Event? {
        guard var entry = queue[id]?.entry else { return nil }
        let before = entry
        let actions = entry.lifecycle.handle(event)
        stamp(&entry, after: before)
        queue.update(id) { job in
            job.entry = entry
            if before.lifecycle.state == .uncertain { job.watchedSince = clock.uptime }
        }
        if queue.weigh(entry.lifecycle, id) { fill() }
        for action in actions {
            switch await perform(action, on: id, since: before) {
            case .done: continue
            case .event(let next): return next
            case .stop: return nil
            }
        }
        return nil
    }

    private func stamp(_ entry: inout LedgerEntry, after before: LedgerEntry) {
        let state = entry.lifecycle.state
        guard state != before.lifecycle.state else { return }
        if state == .sending { entry.submittedAt = clock.now }
        if state.status.isFinal { entry.completedAt = clock.now }
        if state == .completed { experience.add(entry) }
    }

    private func perform(
        _ action: JobLifecycle.Action, on id: OutTaskID, since before: LedgerEntry
    ) async -> Outcome {
        switch action {
        case .record:
            return await record(id, keep: true, since: before)
        case .release:
            return await record(id, keep: false, since: before)
        case .publish:
            publish(id)
            return .done
        case .begin(let pause):
            return await sleep(pause, id) ? .event(.begun) : .stop
        case .send:
            return await send(id)
        case .query(let pause):
            return await query(id, after: pause)
        case .download(let url, let pause):
            return await download(url, id, after: pause)
        }
    }

    /// Commits the job's change. If that fails, the job is not driven any further, and its next actions are not
    /// performed: the ledger then lacks at most what the lifecycle can find out again.
    private func record(_ id: OutTaskID, keep: Bool, since before: LedgerEntry) async -> Outcome {
        guard let entry = queue[id]?.entry else { return .stop }
        do throws(LedgerError) {
            if entry.lifecycle.state == .sending { try ledger.checkPresence() }
            try await ledger.update(entry, keep: keep)
            publish(id)
            return keep ? .done : .stop
        } catch {
            var entry = before
            let failure = JobFailure(
                kind: .ledger, message: error.message, code: error.code.rawValue)
            _ = entry.lifecycle.end(in: .detached, failure)
            queue.update(id) { $0.entry = entry }
            publish(id)
            return .stop
        }
    }

    /// Tells the subscribers a job's present state.
    func publish(_ id: OutTaskID) {
        announcements.publish(id) { job(id) }
    }

    /// Sleeps for a pause of a job. Returns false if cancelled.
    private func sleep(_ pause: JobLifecycle.Pause, _ id: OutTaskID) async -> Bool {
        await sleep(duration(of: pause, id))
    }

    /// Sleeps. Returns false if cancelled.
    func sleep(_ duration: Duration) async -> Bool {
        if duration > .zero { try? await clock.sleep(for: duration) }
        return !Task.isCancelled
    }

    /// Sleeps for the pause that an entry would have if it were driven. Returns false if cancelled.
    func sleep(_ pause: JobLifecycle.Pause, asFor entry: LedgerEntry) async -> Bool {
        let schedule = PollSchedule(pacing: entry.pacing, request: entry.request)
        return await sleep(pauses.length(of: pause, for: schedule, entry.lifecycle.policy).length)
    }

    private func duration(of pause: JobLifecycle.Pause, _ id: OutTaskID) -> Duration {
        guard let job = queue[id] else { return .zero }
        let (length, isPaid) = pauses.length(
            of: pause, for: job.schedule, job.entry.lifecycle.policy,
            expecting: experience.forecast(of: job), at: job.age(at: clock.uptime))
        queue.update(id) { $0.hasPaidForRetry = isPaid }
        return length
    }
}

/// Effects outside the process.
extension JobEngine {
    /// Returns the service, connecting to it if necessary.
    func connected() async throws -> any JobService {
        let attempt = connection ?? Task { [connect] in try await connect() }
        connection = attempt
        do {
            return try await attempt.value
        } catch {
            if connection == attempt { connection = nil }
            throw error
        }
    }

    /// Sends the submission, and completes it even if the driving is cancelled.
    private func send(_ id: OutTaskID) async -> Outcome {
        guard let request = queue[id]?.entry.request, let service = try? await connected() else {
            return .stop
        }
        queue.update(id) { job in
            job.watchedSince = clock.uptime
            job.submittedAt = clock.uptime
        }
        let submission = Task<Result<Acceptance, ServiceError>, Never> {
            do throws(ServiceError) {
                return .success(try await service.submit(request, id: id))
            } catch {
                return .failure(error)
            }
        }
        queue.update(id) { $0.submission = submission }
        let result = await submission.value
        queue.update(id) { $0.submission = nil }
        switch result {
        case .success(let acceptance):
            noteSuccess(of: id)
            guard await isAnothers(acceptance.taskID, id) else {
                return .event(.accepted(acceptance))
            }
            // The service mixed up its answers: our own id finds our task.
            return .event(.submitFailed(Self.anothersTask(.submit)))
        case .failure(let error): return .event(.submitFailed(error))
        }
    }

    /// Asks how the task is doing, one last time at the moment when the job's time is up, and not after it.
    private func query(_ id: OutTaskID, after pause: JobLifecycle.Pause) async -> Outcome {
        await learn(for: id)
        var duration = duration(of: pause, id)
        if let job = queue[id], job.entry.lifecycle.state.isTimed {
            let rest = job.watchedSince + job.schedule.timeout - clock.uptime
            guard rest > .zero else { return .event(.timedOut) }
            duration = min(duration, rest)
        }
        queue.update(id) { $0.nextQuery = clock.uptime + duration }
        guard await sleep(duration), let subject = queue[id]?.entry.subject,
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

    private func download(
        _ url: String, _ id: OutTaskID, after pause: JobLifecycle.Pause
    ) async -> Outcome {
        guard await sleep(pause, id), let service = try? await connected(),
            let request = queue[id]?.entry.request
        else { return .stop }
        let event = await store.fetch(url, for: request, from: service)
        // A download that the shutdown cut off is left to the next session.
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

    /// Whether a task belongs to another job of ours, so that the answer that names it is not about this one.
    private func isAnothers(_ task: TaskID?, _ id: OutTaskID) async -> Bool {
        guard let task, queue[id]?.entry.isAttached == false,
            let known = try? await ledger.entry(ofTask: task, service: self.service)
        else { return false }
        return known.id != id && !known.isAttached
    }

    private func noteSuccess(of id: OutTaskID) {
        pauses.succeeded(paid: queue[id]?.hasPaidForRetry ?? false)
        queue.update(id) { $0.hasPaidForRetry = false }
    }
}
