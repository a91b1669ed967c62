import IGSClient

/// The jobs that an engine knows: which of them it drives, how far each has come, and whose turn is next.
///
/// A value: it neither waits nor writes nor sends. A job's stage changes in one place, which also changes the counts
/// that depend on it.
struct JobQueue {
    /// How far the driving of a job has come. It is driven at every stage but the last.
    enum Stage {
        /// Its intent is being committed, or has just been. It has a ticket, but no place in the line yet.
        case reserved
        /// It waits in the line, in the order of the tickets.
        case waiting
        /// The task drives it.
        case inFlight(Task<Void, Never>)
        /// It was stopped before it was settled: the engine is shut down, or the user forgets the job.
        case stopped
        /// This engine does not drive it: it is done, failed, or left to a later session.
        case settled
    }

    /// The effect on other jobs if nobody knows whether the service has this job's task.
    private enum Doubt {
        /// No effect.
        case none
        /// An earlier session left the job so, and the service has not answered yet: nothing new is sent.
        case fresh
        /// The doubt has lasted so long that others proceed in its place.
        case long
    }

    private struct Slot {
        var stage = Stage.settled
        var doubt = Doubt.none
        var isBeingForgotten = false
        var ticket: Int?
        /// The job with the same request whose submission comes first.
        var predecessor: OutTaskID?
        /// Nil until the intent is committed.
        var job: DrivenJob?

        var isDriven: Bool { if case .settled = stage { false } else { true } }

        var takesRoom: Bool {
            if case .inFlight = stage { doubt != .long } else { false }
        }
    }

    private var slots: [OutTaskID: Slot] = [:]
    private var line: [OutTaskID] = []
    private var nextTicket = 0
    private var concurrency: Int
    /// How many jobs are in flight, without those in long doubt.
    private var flightCount = 0
    private var freshDoubtCount = 0
    private let ordersAlike: Bool
    /// For each request, the last job begun with it; kept only if identical requests are ordered.
    private var lastAlike: [GenerationRequest: OutTaskID] = [:]
    /// The jobs that are not settled, including those whose intents are not committed yet.
    private(set) var driven: Set<OutTaskID> = []

    /// Creates an empty queue.
    ///
    /// - Parameters:
    ///   - concurrency: the most jobs in flight, at least one.
    ///   - ordersAlike: whether to send identical requests one after the other.
    init(concurrency: Int, ordersAlike: Bool) {
        self.concurrency = max(1, concurrency)
        self.ordersAlike = ordersAlike
    }

    /// Sets how many jobs may be in flight, at least one. Jobs in flight stay in flight.
    mutating func setConcurrency(_ count: Int) {
        concurrency = max(1, count)
    }
}

/// Looking jobs up.
extension JobQueue {
    /// The job with an id; nil if it was never committed or taken up here.
    subscript(id: OutTaskID) -> DrivenJob? { slots[id]?.job }

    /// The jobs in the line and in flight.
    var active: Set<OutTaskID> {
        driven.filter { id in
            switch slots[id]?.stage {
            case .waiting, .inFlight: true
            case .reserved, .stopped, .settled, nil: false
            }
        }
    }

    /// Returns those of the given jobs that are settled, oldest first.
    func settled(among ids: Set<OutTaskID>) -> [Job] {
        ids.subtracting(driven).compactMap { slots[$0] }
            .sorted { $0.ticket ?? .max < $1.ticket ?? .max }.compactMap { $0.job?.entry.job }
    }

    /// Whether a job's submission is still to be sent, or is being sent.
    func isToBeSent(_ id: OutTaskID) -> Bool {
        guard driven.contains(id), let job = self[id] else { return false }
        return [.queued, .sending].contains(job.entry.lifecycle.state)
    }

    /// Returns the job with the same request whose submission comes before that of another.
    func predecessor(of id: OutTaskID) -> OutTaskID? { slots[id]?.predecessor }

    /// Changes what the queue has on a job, but not its stage.
    mutating func update(_ id: OutTaskID, _ change: (inout DrivenJob) -> Void) {
        slots[id]?.job?.update(change)
    }
}

/// Entering the queue.
extension JobQueue {
    /// Counts jobs as driven before their intents are committed, and gives each its place in the order.
    ///
    /// - Returns: nil, or the first job that is already driven; then none is reserved.
    mutating func reserve(_ ids: [OutTaskID]) -> OutTaskID? {
        for (index, id) in ids.enumerated() {
            guard !driven.contains(id) else {
                release(ids[..<index])
                return id
            }
            change(id) { $0.stage = .reserved }
        }
        for id in ids where self[id] == nil {
            let ticket = takeTicket()
            change(id) { $0.ticket = ticket }
        }
        return nil
    }

    /// Releases jobs whose intents were not committed, or that are not driven any further for another reason.
    mutating func release(_ ids: some Sequence<OutTaskID>) {
        for id in ids { change(id) { $0.stage = .settled } }
    }

    /// Keeps a new job, whose intent is committed.
    mutating func add(_ entry: LedgerEntry) {
        put(entry, isRecovered: false, slots[entry.id]?.ticket ?? takeTicket())
        change(entry.id) { $0.stage = .reserved }
    }

    /// Keeps a job that was taken over from an earlier session, to drive it.
    mutating func takeUp(_ entry: LedgerEntry) {
        put(entry, isRecovered: true, takeTicket())
        change(entry.id) {
            $0.stage = .reserved
            $0.doubt = entry.lifecycle.isInDoubt ? .fresh : .none
        }
    }

    /// Keeps a job that this engine does not drive, so that its state is known. A driven job stays as it is.
    mutating func know(_ entry: LedgerEntry) {
        guard !driven.contains(entry.id) else { return }
        put(entry, isRecovered: true, takeTicket())
    }

    /// Puts a job in its place in the line.
    mutating func enqueue(_ id: OutTaskID) {
        guard let ticket = slots[id]?.ticket else { return }
        let earlier = line.lastIndex { slots[$0]?.ticket ?? .max < ticket }
        line.insert(id, at: earlier.map { $0 + 1 } ?? 0)
        change(id) { $0.stage = .waiting }
    }
}

/// Taking turns.
extension JobQueue {
    /// Puts the next job in flight, if there is room for it.
    ///
    /// - Parameter drive: starts to drive it.
    /// - Returns: whether one was begun.
    mutating func beginNext(_ drive: (OutTaskID) -> Task<Void, Never>) -> Bool {
        guard flightCount < concurrency, let place = line.firstIndex(where: mayBegin) else {
            return false
        }
        let id = line.remove(at: place)
        if ordersAlike, let entry = self[id]?.entry, entry.lifecycle.state == .queued {
            slots[id]?.predecessor = lastAlike.updateValue(id, forKey: entry.request)
        }
        change(id) { $0.stage = .inFlight(drive(id)) }
        return true
    }

    /// Records the effect of a job's doubt on the others.
    ///
    /// - Returns: whether others may be able to begin now.
    mutating func weigh(_ lifecycle: JobLifecycle, _ id: OutTaskID) -> Bool {
        let before = slots[id]?.doubt ?? .none
        let isLong =
            lifecycle.state == .parked
            || lifecycle.state == .uncertain && !lifecycle.isInFreshDoubt
        guard isLong != (before == .long) || before == .fresh else { return false }
        let isFresh = before == .fresh && lifecycle.isInFreshDoubt
        change(id) { $0.doubt = isLong ? .long : isFresh ? .fresh : .none }
        return true
    }

    /// Records that a job's task has ended.
    mutating func land(_ id: OutTaskID) {
        guard case .inFlight = slots[id]?.stage else { return }
        change(id) { slot in
            slot.stage = .stopped
            if slot.doubt == .long { slot.doubt = .none }
        }
    }

    /// Whether a job may begin: what may be sent waits for what may have been sent.
    private func mayBegin(_ id: OutTaskID) -> Bool {
        freshDoubtCount == 0 || self[id]?.entry.lifecycle.state != .queued
    }
}

/// Leaving the queue.
extension JobQueue {
    /// Settles a job that is not driven any further.
    ///
    /// - Returns: the job, if it was driven until now.
    mutating func settle(_ id: OutTaskID) -> Job? {
        let wasDriven = driven.contains(id)
        change(id) { slot in
            slot.stage = .settled
            slot.doubt = .none
        }
        return wasDriven ? self[id]?.entry.job : nil
    }

    /// Takes jobs out of the line.
    ///
    /// - Returns: the tasks that drive those in flight, and the submissions that are being sent; this does not stop
    ///   them.
    mutating func withdraw(
        _ ids: Set<OutTaskID>
    ) -> (
        drivers: [Task<Void, Never>],
        submissions: [Task<Result<Acceptance, ServiceError>, Never>]
    ) {
        for id in line where ids.contains(id) { change(id) { $0.stage = .stopped } }
        line.removeAll(where: ids.contains)
        let drivers = ids.compactMap { id -> Task<Void, Never>? in
            if case .inFlight(let driver) = slots[id]?.stage { driver } else { nil }
        }
        return (drivers, ids.compactMap { self[$0]?.submission })
    }

    /// Records whether the user is forgetting a job from now on.
    mutating func setForgetting(_ id: OutTaskID, to isBeingForgotten: Bool) {
        change(id) { $0.isBeingForgotten = isBeingForgotten }
    }

    /// Whether the user is forgetting a job at this moment: the code that does so settles it.
    func isBeingForgotten(_ id: OutTaskID) -> Bool { slots[id]?.isBeingForgotten ?? false }
}

extension JobQueue {
    private mutating func takeTicket() -> Int {
        defer { nextTicket += 1 }
        return nextTicket
    }

    private mutating func put(_ entry: LedgerEntry, isRecovered: Bool, _ ticket: Int) {
        change(entry.id) { slot in
            slot.job = DrivenJob(entry: entry, isRecovered: isRecovered)
            slot.ticket = ticket
            slot.predecessor = nil
        }
    }

    /// Changes a slot, and updates the counts over the slots.
    private mutating func change(_ id: OutTaskID, _ change: (inout Slot) -> Void) {
        var slot = slots[id] ?? Slot()
        if slot.takesRoom { flightCount -= 1 }
        if slot.doubt == .fresh { freshDoubtCount -= 1 }
        change(&slot)
        if slot.takesRoom { flightCount += 1 }
        if slot.doubt == .fresh { freshDoubtCount += 1 }
        if slot.isDriven { driven.insert(id) } else { driven.remove(id) }
        let isOfUse = slot.isDriven || slot.isBeingForgotten || slot.job != nil
        slots[id] = isOfUse ? slot : nil
    }
}
