import IGSClient

/// A row of the ledger: a job, and what it takes to go on with it in another session.
struct LedgerEntry: Hashable, Sendable {
    let id: OutTaskID
    let name: String?
    let service: String
    let request: GenerationRequest
    let pacing: Pacing
    let createdAt: Double
    /// What it may cost at worst.
    var price = Price(mills: 0)
    /// The budgets that it counts in.
    var budgets: [BudgetID] = []
    /// The script's run that submitted it; nil at the prompt.
    var run: RunID?
    /// The session that submitted it.
    var session: String?
    /// The job that it is another try of.
    var retryOf: OutTaskID?
    /// Whether the task was not submitted from here, but made known by its id.
    var isAttached = false
    var submittedAt: Double?
    var completedAt: Double?
    var lifecycle: JobLifecycle
    /// When the user forgot it; nil while it is listed.
    var forgottenAt: Double?
    /// The row's number and the checksum of its fixed columns; nil before it is in the ledger.
    var place: Place?

    /// Where an entry is in the ledger.
    struct Place: Hashable {
        let number: Int64
        let seal: Int64
    }

    /// What it counts for.
    var account: Account {
        isAttached ? .nothing : Account(lifecycle, price: price)
    }

    /// What the outside sees.
    var job: Job {
        Job(
            id: id, name: name, service: service, request: request,
            status: lifecycle.state.status, taskID: lifecycle.taskID, createdAt: createdAt,
            submittedAt: submittedAt, completedAt: completedAt, progress: lifecycle.progress,
            polls: lifecycle.polls, unknownWord: lifecycle.unknownWord, image: lifecycle.image,
            creditsUsed: lifecycle.creditsUsed, failure: lifecycle.failure,
            cost: lifecycle.toldCost, price: price, addresses: lifecycle.addresses,
            canBeRevived: canBeRevived, account: account,
            run: run, retryOf: retryOf, isAttached: isAttached, forgottenAt: forgottenAt)
    }
}

extension LedgerEntry {
    /// What stands in for the request of a task that was made known by an id.
    static func request(for task: TaskID) throws(RequestError) -> GenerationRequest {
        try GenerationRequest(prompt: "the task \(task.rawValue)")
    }

    /// Whether the service knows our id of the job: it was sent with it, or found the task.
    var serviceKnowsID: Bool {
        !isAttached || request.prompt == "the task \(id.rawValue)"
    }

    /// Whether it may be taken up again though it has ended: not as long as the user has given it up.
    var canBeRevived: Bool {
        lifecycle.canBeRevived && (lifecycle.state != .abandoned || forgottenAt == nil)
    }

    /// The task as the service is asked for it next.
    var subject: TaskSubject {
        lifecycle.subject(id, isAttached: !serviceKnowsID, sent: request.sentAddresses)
    }
}
