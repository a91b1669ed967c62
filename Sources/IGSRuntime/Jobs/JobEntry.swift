package import IGSJobs

/// A job as the session knows it: with its number and its name.
package struct JobEntry: Sendable {
    /// Where a session has a job from.
    enum Origin: Sendable {
        /// It was submitted, attached or brought back in this session.
        case here
        /// An earlier session began it, and it goes on in this one.
        case takenUp
        /// It is an earlier session's and was only listed or named here; another process may drive it.
        case recalled
    }

    /// What the user can be told of a job, each once.
    enum Told: Sendable {
        /// How it ended; what follows from that was done, too.
        case end
        /// How it ended, when it was taken up: there is nothing to report at its end.
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
    /// What the ledger says.
    package internal(set) var job: Job
    /// Where the session has it from.
    private(set) var origin: Origin
    /// Whether it was removed from the lists.
    package private(set) var isForgotten = false
    private var told: Set<Told> = []

    init(number: Int, name: String?, job: Job, origin: Origin = .here) {
        self.number = number
        self.name = name
        self.job = job
        self.origin = origin
        // It is news to nobody.
        if origin == .recalled { told = [.end, .failure] }
    }

    /// Whether an earlier session began it.
    var isEarlier: Bool { origin != .here }

    /// Whether it was only listed or named here.
    var isRecalled: Bool { origin == .recalled }

    /// Whether it has come to no end, and nothing happens to it by itself: in doubt, or left to the user.
    package var isUnsettled: Bool {
        switch job.status {
        case .uncertain, .parked, .paused, .detached: true
        case .queued, .running, .completed, .failed, .rejected, .expired, .abandoned: false
        }
    }

    /// The name, else `job-N`.
    package var label: String { name ?? "job-\(number)" }

    /// Whether the user was told something of it.
    func isTold(_ fact: Told) -> Bool { told.contains(fact) }

    /// Notes that the user was told something of it.
    mutating func tell(_ fact: Told) { told.insert(fact) }

    /// Notes that it is an earlier session's which goes on in this one.
    mutating func takeUp() { origin = .takenUp }

    /// Notes that it counts as this session's own.
    ///
    /// - Parameter job: As it stands; its end is told only if it is still to come.
    mutating func adopt(_ job: Job) {
        origin = .here
        if job.status.isLive {
            told.subtract([.end, .failure])
        } else {
            told.formUnion([.end, .failure])
        }
    }

    /// Follows a job from here on: its end, and a failure, are told again.
    mutating func follow(_ job: Job) {
        self.job = job
        if origin == .recalled { origin = .takenUp }
        told.subtract([.end, .failure])
    }

    /// Notes how a job stands that came to a picture after its end was told.
    mutating func reopen(_ job: Job) {
        self.job = job
        told.remove(.end)
    }

    /// Removes it from the lists; its number and its names stay its own.
    mutating func hide() { isForgotten = true }

    /// Puts it into the lists again.
    mutating func list() { isForgotten = false }
}
