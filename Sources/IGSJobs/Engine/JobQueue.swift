import IGSClient

/// The jobs that an engine knows: which of them it drives, how far each is with that, and whose turn comes next.
///
/// A value: it neither waits nor writes nor sends. A job's stage changes in one place, where the counts that depend on it
/// change, too.
struct JobQueue {
    /// How far a job is with being driven. It is driven at every stage but the last.
    enum Stage {
        /// Its intent is being committed, or has just been. It has a ticket, and no place in the line yet.
        case reserved
        /// It stands in the line, in the order of the tickets.
        case waiting
        /// The task drives it.
        case inFlight(Task<Void, Never>)
        /// It was stopped before it was settled: the engine is shut down, or the user forgets the job.
        case stopped
        /// Nobody here drives it: it is done, failed, or left to a later session.
        case settled
    }

    /// What it means for the other jobs that nobody knows whether the service has the task of this one.
    private enum Doubt {
        /// Nothing.
        case none
        /// An earlier session has left it so, and the service has not answered yet: nothing new is sent.
        case fresh
        /// It lasts for so long that others go on in its place.
        case long
    }

    private struct Slot {
        var stage = Stage.settled
        var doubt = Doubt.none
        var isBeingForgotten = false
        var ticket: Int?
        /// The job whose submission comes first, because it asks for the same.
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
    /// How many are in flight, without those in long doubt.
    private var flightCount = 0
    private var freshDoubtCount = 0
    private let ordersAlike: Bool
    /// For each request the job that was begun last with it; kept if they are ordered.
    private var lastAlike: [GenerationRequest: OutTaskID] = [:]
    /// The jobs that are not settled, those included whose intents are not committed yet.
    private(set) var driven: Set<OutTaskID> = []

    /// Creates an empty queue.
    ///
    /// - Parameters:
    ///   - concurrency: the most jobs in flight, at least one.
    ///   - ordersAlike: whether requests that are alike are sent one after the other.
    init(concurrency: Int, ordersAlike: Bool) {
        self.concurrency = max(1, concurrency)
        self.ordersAlike = ordersAlike
    }

    /// Sets how many jobs may be in flight, at least one. Jobs in flight stay so.
    mutating func setConcurrency(_ count: Int) {
        concurrency = max(1, count)
    }
}

/// What is known of the jobs.
extension JobQueue {
    /// The job of an id; nil if it was never committed or taken up here.
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

    /// Returns those of the jobs that are settled, oldest first.
    func settled(among ids: Set<OutTaskID>) -> [Job] {
        ids.subtracting(driven).compactMap { slots[$0] }
            .sorted { $0.ticket ?? .max < $1.ticket ?? .max }.compactMap { $0.job?.entry.job }
    }

    /// Whether a job's submission is still to come or going out.
    func isToBeSent(_ id: OutTaskID) -> Bool {
        guard driven.contains(id), let job = self[id] else { return false }
        return [.queued, .sending].contains(job.entry.lifecycle.state)
    }

    /// The job whose submission comes before that of another, because it asks for the same.
    func predecessor(of id: OutTaskID) -> OutTaskID? { slots[id]?.predecessor }

    /// Changes what is known of a job, but not its stage.
    mutating func update(_ id: OutTaskID, _ change: (inout DrivenJob) -> Void) {
        guard var job = self[id] else { return }
        change(&job)
        slots[id]?.job = job
    }
}

/// Coming in.
extension JobQueue {
    /// Counts jobs as driven before their intents are committed, and gives each its place in the order.
    ///
    /// - Returns: nil, or the first job that is driven already; then none is reserved.
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

    /// Lets go of jobs whose intents were not committed, or that are not driven on for another reason.
    mutating func release(_ ids: some Sequence<OutTaskID>) {
        for id in ids { change(id) { $0.stage = .settled } }
    }

    /// Keeps a new job, whose intent is committed.
    mutating func add(_ entry: LedgerEntry) {
        put(entry, isRecovered: false, slots[entry.id]?.ticket ?? takeTicket())
        change(entry.id) { $0.stage = .reserved }
    }

    /// Keeps a job that was taken over from an earlier session, to be driven on.
    mutating func takeUp(_ entry: LedgerEntry) {
        put(entry, isRecovered: true, takeTicket())
        change(entry.id) {
            $0.stage = .reserved
            $0.doubt = entry.lifecycle.isInDoubt ? .fresh : .none
        }
    }

    /// Keeps a job that nobody here drives, so that its state is known. One that is driven stays as it is.
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

    /// Notes what a job's doubt means for the others.
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

    /// Notes that a job's task has come to its end.
    mutating func land(_ id: OutTaskID) {
        guard case .inFlight = slots[id]?.stage else { return }
        change(id) { slot in
            slot.stage = .stopped
            if slot.doubt == .long { slot.doubt = .none }
        }
    }

    /// What may be sent waits for what may have been sent.
    private func mayBegin(_ id: OutTaskID) -> Bool {
        freshDoubtCount == 0 || self[id]?.entry.lifecycle.state != .queued
    }
}

/// Going out.
extension JobQueue {
    /// Gives up a job that is not driven on.
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
    /// - Returns: the tasks that drive those in flight, and the submissions that are going out; they are not stopped by this.
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

    /// Notes that the user forgets a job from now on, or does so no more.
    mutating func setForgetting(_ id: OutTaskID, to isBeingForgotten: Bool) {
        change(id) { $0.isBeingForgotten = isBeingForgotten }
    }

    /// Whether the user is forgetting a job at this moment: whoever does that settles it.
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

    /// Changes a slot, and what is counted of the slots.
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
