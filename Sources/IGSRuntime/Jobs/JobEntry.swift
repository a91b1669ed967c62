package import IGSJobs

/// A job as the session knows it: with its number and its name.
package struct JobEntry: Sendable {
    /// How a session got a job.
    enum Origin: Sendable {
        /// It was submitted, attached or brought back in this session.
        case here
        /// An earlier session finished it, and it answers a request of this one.
        case reused
        /// An earlier session began it, and it continues in this one.
        case takenUp
        /// It belongs to an earlier session, and was only listed or named here; another process may drive it.
        case recalled
    }

    /// What the user can be told about a job, each once.
    enum Told: Sendable {
        /// How it ended. What follows from its end was done, too.
        case end
        /// How it ended, told when it was taken up: there is nothing to report at its end.
        case endWhenTakenUp
        /// That nobody knows whether it was accepted.
        case doubt
        /// Its failure, which a statement raised.
        case failure
    }

    /// The number in this session, from 1.
    package let number: Int
    /// The name, if it has one.
    package let name: String?
    /// The job as the ledger has it.
    package internal(set) var job: Job
    /// How the session got it.
    private(set) var origin: Origin
    /// The row of a table that it was made from; `nil` if there was none.
    package internal(set) var row: CurrentRow?
    /// Whether it was removed from the lists.
    package internal(set) var isForgotten = false
    private var told: Set<Told> = []

    init(number: Int, name: String?, job: Job, origin: Origin = .here) {
        self.number = number
        self.name = name
        self.job = job
        self.origin = origin
        switch origin {
        case .here, .takenUp: break
        // That it is reused says how it ended.
        case .reused: told = [.endWhenTakenUp]
        // The user needs no report about it.
        case .recalled: told = [.end, .failure]
        }
    }

    /// Whether an earlier session began it, and no request of this one is answered by it.
    var isEarlier: Bool { origin == .takenUp || origin == .recalled }

    /// Whether it was only listed or named here.
    var isRecalled: Bool { origin == .recalled }

    /// Whether it has not ended, and nothing happens to it by itself: in doubt, or left to the user.
    package var isUnsettled: Bool {
        switch job.status {
        case .uncertain, .parked, .paused, .detached: true
        case .queued, .running, .completed, .failed, .rejected, .expired, .abandoned: false
        }
    }

    /// The name, or `job-N` without one.
    package var label: String { name ?? "job-\(number)" }

    /// Whether the user was told a fact about it.
    func isTold(_ fact: Told) -> Bool { told.contains(fact) }

    /// Notes that the user was told a fact about it.
    mutating func tell(_ fact: Told) { told.insert(fact) }

    /// Notes that an earlier session began it and that it continues in this one.
    mutating func takeUp() {
        origin = .takenUp
        told.subtract([.end, .failure])
    }

    /// Notes that it counts as this session's own.
    ///
    /// - Parameter job: Its current state; its end is reported only if it is still to come.
    mutating func adopt(_ job: Job) {
        origin = .here
        if job.status.isLive {
            told.subtract([.end, .failure])
        } else {
            told.formUnion([.end, .failure])
        }
    }

    /// Follows a job from here on: its end, and a failure, are reported again.
    mutating func follow(_ job: Job) {
        self.job = job
        if origin == .recalled { origin = .takenUp }
        told.subtract([.end, .failure])
    }

    /// Notes the new state of a job that got a picture after its end was reported.
    mutating func reopen(_ job: Job) {
        self.job = job
        told.remove(.end)
    }
}
