public import IGSClient

/// Drives jobs: performs the actions of their lifecycles, writing to the ledger before and after each remote effect.
///
/// An engine belongs to one service, and there is one engine for a service in a process. A job is *driven* from its
/// submission, or from being taken up, until it is settled: done, failed, or left to a later session. So many driven jobs
/// as the concurrency allows are in flight at a time; the others wait, first come, first served. A job that has been in
/// doubt for a minute does not count as in flight.
///
/// Jobs survive the engine: whatever it has begun and not finished is in the ledger, and ``resume()`` takes it up.
public actor JobEngine {
    /// The service whose jobs these are, as it stands in the ledger.
    public nonisolated let service: String
    let ledger: Ledger
    let store: ImageStore
    let clock: any JobClock
    let connect: @Sendable () async throws -> any JobService
    nonisolated let changes = Broadcast<Job>()
    nonisolated let settlements = Broadcast<Job>()

    var random: any RandomNumberGenerator & Sendable
    var concurrency: Int
    /// Everything submitted or taken up here, settled jobs too.
    var jobs: [OutTaskID: DrivenJob] = [:]
    /// Those not settled; a job is in it before its intent is committed.
    var driven: Set<OutTaskID> = []
    /// Those that wait for their turn, in order.
    var queue: [OutTaskID] = []
    /// Those in flight.
    var drivers: [OutTaskID: Task<Void, Never>] = [:]
    var nextTicket = 0
    var isShutDown = false
    var connection: Task<any JobService, any Error>?
    /// The look at the ledger before the first paid work; answers what is in the way of it.
    var preparation: Task<LedgerError?, Never>?
    /// Whether the ledger was found to be sound, so that something may be sent.
    var isSound = false
    /// What is damaged in the ledger, so that nothing new is sent; nil as long as nothing is known to be.
    public internal(set) var damage: LedgerError?
    /// What was taken up before ``resume()`` asked for it.
    var untold: [LedgerEntry] = []
    /// Jobs of earlier sessions that hold up what is new, because the service may have their tasks.
    var doubts: Set<OutTaskID> = []
    /// Jobs in doubt for so long that others may go on in their place.
    var longDoubts: Set<OutTaskID> = []
    var beingForgotten: Set<OutTaskID> = []
    var quota = RetryQuota()
    /// Whether requests that are alike are sent one after the other.
    let ordersAlike: Bool
    /// For each request the job that was begun last with it; kept if they are ordered.
    var lastAlike: [GenerationRequest: OutTaskID] = [:]

    /// Creates an engine, which does nothing until it is given a job.
    ///
    /// - Parameters:
    ///   - service: the service's origin, or `sandbox`.
    ///   - ledger: where the jobs are recorded.
    ///   - store: where pictures and references go.
    ///   - connect: makes the service reachable; called when the first job needs it, and again only after it threw.
    ///   - clock: the time to live by.
    ///   - random: where jitter comes from.
    ///   - concurrency: the most jobs in flight, at least one.
    ///   - ordersAlike: whether requests that are alike are sent one after the other, each when the one before is accepted:
    ///     for a service that makes the k-th of them a picture of its own, as the sandbox does.
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
        self.random = random
        self.concurrency = max(1, concurrency)
        self.ordersAlike = ordersAlike
    }

    /// The job of an id as it is now, where it was submitted or taken up here.
    public func job(_ id: OutTaskID) -> Job? {
        jobs[id]?.entry.job
    }

    /// How many jobs are not settled: those in flight and those that wait for their turn.
    public var drivenCount: Int { driven.count }

    /// Sets how many jobs may be in flight, at least one. Jobs in flight stay so.
    public func setConcurrency(_ count: Int) {
        concurrency = max(1, count)
        fill()
    }

    /// Every change of every job driven here from now on, in order, as the ledger has it. Ends with the engine.
    ///
    /// There may be any number of streams; each keeps what was not yet taken from it.
    public nonisolated func updates() -> AsyncStream<Job> {
        changes.listen()
    }

    /// Returns when all of the jobs, or any one of them, are settled, and answers those that are, oldest first.
    ///
    /// Ids that are not driven here count as settled. When the task is cancelled or the engine shut down, it returns at
    /// once. The jobs are not touched by that.
    public func wait(for ids: Set<OutTaskID>, any: Bool = false) async -> [Job] {
        let settlements = settlements.listen()
        var open = ids.intersection(driven)
        if !open.isEmpty && !(any && open.count < ids.count) {
            for await job in settlements where open.remove(job.id) != nil {
                if any || open.isEmpty { break }
            }
        }
        return ids.subtracting(driven).compactMap { jobs[$0] }
            .sorted { $0.ticket < $1.ticket }.map(\.entry.job)
    }

    /// Stops driving, and leaves the ledger such that a later session goes on with every job.
    ///
    /// A submission that is going out is given a while to get its reply, so that it does not become uncertain.
    public func shutdown(grace: Duration = .seconds(5)) async {
        isShutDown = true
        connection?.cancel()
        await stop(Set(drivers.keys).union(queue), grace: grace)
        // Where this fails the process's end does the same.
        try? await ledger.disown(Array(driven))
        changes.finish()
        settlements.finish()
    }
}
