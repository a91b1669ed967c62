import IGSRandom

/// Something that the model service may do wrong, or that may go wrong on the way to it.
package enum Lie: String, CaseIterable, Sendable {
    // A submission.
    /// It is accepted, and the connection breaks before the reply.
    case replyLost
    /// It is accepted, and nothing comes until the time is up.
    case replyNever
    /// It is accepted, and a gateway answers with 502.
    case errorThoughAccepted
    /// It is accepted, and a page of HTML comes with 200.
    case pageThoughAccepted
    /// It never arrives, and the client cannot know.
    case requestLost
    /// There is no connection.
    case unreachable
    /// It is refused with 503, which may mean anything.
    case unavailable
    /// It makes two tasks.
    case acceptedTwice
    /// The task gets an `out_task_id` other than the one requested.
    case acceptedAsAnother
    /// The acceptance belongs to somebody else's task.
    case acceptanceOfAnother
    /// It is accepted, and the reply is a refusal that names the task.
    case refusalWithTask
    /// It is accepted, and the reply is a 429 with the status `submitted`.
    case throttledThoughSubmitted
    /// The acceptance names no task.
    case noTaskID
    /// 429 with a `Retry-After`.
    case throttled
    /// 401, for some time.
    case unauthorized
    /// No credits, for some time.
    case noCredits
    /// The safety review refuses.
    case review

    // A task.
    /// It is not found in the first seconds.
    case notFoundAtFirst
    /// It appears after ten minutes.
    case showsUpLate
    /// It is not found, once.
    case forgottenOnce
    /// A gateway answers 404, once.
    case gatewayOnce
    /// The report is about another task, with its picture and cost.
    case reportOfAnother
    /// The report is an older one.
    case stale
    /// The report says that it has failed, once.
    case failedOnce
    /// `{"status":"error"}` with 200, once.
    case errorOnce
    /// It is completed, but has no address yet.
    case addressLater
    /// A query gets 5xx, a page, or nothing.
    case queryFails
    /// It fails in the end.
    case fails
    /// It costs more than announced.
    case dearer
    /// Its cost is not reported.
    case costUntold

    // A picture.
    /// The address answers 404 or 403 for ten seconds.
    case pictureLater
    /// Every report has a new address, and the old ones are dead.
    case addressMoves
    /// The first of two addresses is dead.
    case firstAddressDead
    /// A page of HTML comes in place of the picture, once.
    case pageForPicture
    /// The picture's end is missing, once.
    case truncated
    /// The connection breaks while the picture is sent.
    case pictureCut
    /// Addresses live for half a minute.
    case addressExpires
}

/// The lies of one history, and how often each is told.
package struct Lies: Sendable {
    /// How often each lie is told; a lie that is not listed is never told.
    let rates: [Lie: Double]
    /// Whether the time of lies is over.
    var isOver = false

    /// Creates lies with given rates.
    init(rates: [Lie: Double]) { self.rates = rates }

    /// Draws up to four lies.
    init(from choices: [Lie], using random: inout SeededRandom) {
        var rates: [Lie: Double] = [:]
        for _ in 0..<Int.random(in: 0...4, using: &random) {
            guard let lie = random.pick(choices) else { continue }
            rates[lie] = random.pick([0.05, 0.2, 0.5, 0.9])
        }
        self.rates = rates
    }

    /// Whether a lie is told now.
    func happens(_ lie: Lie, using random: inout SeededRandom) -> Bool {
        guard !isOver, let rate = rates[lie] else { return false }
        return random.chance(rate)
    }
}

extension Lies: CustomStringConvertible {
    package var description: String {
        let words = Lie.allCases.compactMap { lie in
            rates[lie].map { "\(lie.rawValue) \(Int($0 * 100))%" }
        }
        return words.isEmpty ? "none" : words.joined(separator: ", ")
    }
}
