import FoundationEssentials
import GRDB
import IGSClient

/// A row of the ledger: a job, and what another session needs to continue it.
struct LedgerEntry: Hashable, Sendable {
    let id: OutTaskID
    let name: String?
    let service: String
    let request: GenerationRequest
    let pacing: Pacing
    let createdAt: Double
    /// What the job may cost in the worst case.
    var price = Price(mills: 0)
    /// The budgets that the job counts in.
    var budgets: [BudgetID] = []
    /// The script's run that submitted the job; nil at the prompt.
    var run: RunID?
    /// The session that submitted the job.
    var session: String?
    /// The job that this one tries again.
    var retryOf: OutTaskID?
    /// Whether the task was not submitted from here, but attached by its id.
    var isAttached = false
    /// Which of the identical requests of its run, or of its session, the job is: see ``JobIntent/ordinal``. A retry has
    /// the ordinal of the first try.
    var ordinal = 1
    var submittedAt: Double?
    var completedAt: Double?
    var lifecycle: JobLifecycle
    /// When the user forgot the job; nil while it is listed.
    var forgottenAt: Double?
    /// The row's number and the checksum of its fixed columns; nil until the entry is in the ledger.
    var place: Place?

    /// The place of an entry in the ledger.
    struct Place: Hashable {
        let number: Int64
        let seal: Int64
    }

    /// What the job counts for.
    var account: Account {
        isAttached ? .nothing : Account(lifecycle, price: price)
    }

    /// The job as callers outside see it.
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
    /// Returns the placeholder for the request of a task that was attached by an id.
    static func request(for task: TaskID) throws(RequestError) -> GenerationRequest {
        try GenerationRequest(prompt: "the task \(task.rawValue)")
    }

    /// Whether the service knows our id of the job: the id was sent with it, or found the task.
    var serviceKnowsID: Bool {
        !isAttached || request.prompt == "the task \(id.rawValue)"
    }

    /// Whether the job may be taken up again although it has ended: not while the user has given it up.
    var canBeRevived: Bool {
        lifecycle.canBeRevived && (lifecycle.state != .abandoned || forgottenAt == nil)
    }

    /// Returns the task as the service is asked for it next.
    var subject: TaskSubject {
        lifecycle.subject(id, isAttached: !serviceKnowsID, sent: request.sentAddresses)
    }
}

extension JobLifecycle {
    /// The task's cost, as the service reports it; nil if it does not.
    var toldCost: Price? { cost ?? creditsUsed.flatMap(Price.init(credits:)) }
}

extension Account {
    /// Creates the account of a job that may cost `price`.
    init(_ lifecycle: JobLifecycle, price: Price) {
        let told = lifecycle.toldCost
        let isOver = lifecycle.state.status.isFinal || lifecycle.state == .downloading
        self =
            switch (lifecycle.state, lifecycle.mayBeCharged) {
            case (.queued, _): Account(spent: .init(mills: 0), reserved: price)
            case (_, false): .nothing
            case _ where isOver: Account(spent: told ?? price, reserved: .init(mills: 0))
            default: Account(spent: .init(mills: 0), reserved: max(price, told ?? price))
            }
    }
}

extension LedgerEntry {
    /// Reads a row, which may hold anything.
    ///
    /// - Throws: `LedgerError` with `corrupt`, naming the entry and the column.
    init(row: Row, path: String) throws {
        try self.init(row: LedgerTable.job.read(row, path: path))
    }

    /// The addresses of a picture stand one on a line: igs 0.1 had one address.
    private static let addressSeparator: Character = "\n"

    /// Reads a row that has passed its checksum.
    init(row: LedgerRow) throws {
        var lifecycle = JobLifecycle(state: try row.parsed("state"))
        lifecycle.taskID = try row.parsedIfPresent("task_id")
        lifecycle.pollPath = try row.optional("poll_path")
        lifecycle.isAcceptanceKnown = try row.required("is_acceptance_known")
        lifecycle.mayBeCharged = try row.required("may_be_charged")
        lifecycle.polls = try row.required("polls")
        lifecycle.progress = try row.optional("progress")
        let addresses: String? = try row.optional("result_url")
        lifecycle.addresses =
            addresses?.split(separator: Self.addressSeparator).map(String.init) ?? []
        lifecycle.creditsUsed = try row.optional("credits_used")
        lifecycle.cost = try row.optional("cost").map(Price.init(mills:))
        let paths = StorePaths(ledger: row.path)
        lifecycle.failure = try row.optional("failure").map { text in
            paths.located(try row.decoded(text, "failure") as JobFailure)
        }
        lifecycle.image = try row.optional("image").map { text in
            paths.located(try row.decoded(text, "image") as StoredImage)
        }
        let request: GenerationRequest = try row.decoded(try row.required("request"), "request")
        let budgets: String = try row.required("budgets")
        self.init(
            id: try row.parsed("id"), name: try row.optional("name"),
            service: try row.required("service"),
            request: try paths.located(request),
            pacing: try row.decoded(try row.required("pacing"), "pacing"),
            createdAt: try row.required("created_at"),
            price: Price(mills: try row.required("price")),
            budgets: try budgets.split(separator: " ").map { text in
                guard let id = BudgetID(rawValue: String(text)) else {
                    throw row.corrupt("budgets")
                }
                return id
            },
            run: try row.parsedIfPresent("run"), session: try row.optional("session"),
            retryOf: try row.parsedIfPresent("retry_of"),
            isAttached: try row.required("is_attached"),
            ordinal: try row.required("ordinal"),
            submittedAt: try row.optional("submitted_at"),
            completedAt: try row.optional("completed_at"), lifecycle: lifecycle,
            forgottenAt: try row.optional("forgotten_at"),
            place: Place(number: try row.required("number"), seal: row.seal))
    }

    /// Returns the values that the row never changes, in the table's order, without its number.
    ///
    /// - Parameter path: the ledger's path.
    func fixedValues(path: String) throws -> [DatabaseValue] {
        let budgets = budgets.map(\.rawValue).joined(separator: " ")
        let text = try Self.json(StorePaths(ledger: path).relative(request))
        // What was attached only has a placeholder for its request.
        let key = isAttached ? nil : RequestKey(service: service, text: text).rawValue
        let values: [(any DatabaseValueConvertible)?] = [
            id.rawValue, service, name, text, try Self.json(pacing), createdAt, price.mills,
            budgets, run?.rawValue, session, retryOf?.rawValue, isAttached, key, ordinal,
        ]
        return values.map(LedgerTable.storable)
    }

    /// Returns the values that the row changes as the job proceeds, in the table's order, with the process that drives
    /// it.
    ///
    /// - Parameter path: the ledger's path.
    func changingValues(owner: String?, path: String) throws -> [DatabaseValue] {
        // A result that is a data URI is the picture itself: it is kept only if the service does not give it again.
        let keepsPictures = lifecycle.hasOnlyAddresses
        let addresses = lifecycle.addresses.filter { keepsPictures || $0.hasPrefix("http") }
            .joined(separator: String(Self.addressSeparator))
        let account = account
        let paths = StorePaths(ledger: path)
        let values: [(any DatabaseValueConvertible)?] = [
            submittedAt, completedAt, lifecycle.state.rawValue, !lifecycle.state.status.isFinal,
            owner, lifecycle.taskID?.rawValue, lifecycle.pollPath, lifecycle.isAcceptanceKnown,
            lifecycle.mayBeCharged, lifecycle.polls, lifecycle.progress,
            addresses.isEmpty ? nil : addresses, lifecycle.creditsUsed, lifecycle.cost?.mills,
            account.spent.mills, account.reserved.mills,
            try lifecycle.failure.map { try Self.json(paths.relative($0)) },
            try lifecycle.image.map(Self.json), forgottenAt,
        ]
        return values.map(LedgerTable.storable)
    }

    /// Returns canonical JSON: the same value always gives the same text.
    static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
