import FoundationEssentials
import GRDB
import IGSClient

extension LedgerEntry {
    /// Reads a row, which may hold anything.
    ///
    /// - Throws: `LedgerError` with `corrupt`, naming the entry and the column.
    init(row: Row, path: String) throws {
        try self.init(row: LedgerTable.job.read(row, path: path))
    }

    /// Reads a row that has passed its checksum.
    init(row: LedgerRow) throws {
        var lifecycle = JobLifecycle(state: try row.parsed("state"))
        lifecycle.taskID = try row.parsedIfPresent("task_id")
        lifecycle.isAcceptanceKnown = try row.required("is_acceptance_known")
        lifecycle.mayBeCharged = try row.required("may_be_charged")
        lifecycle.polls = try row.required("polls")
        lifecycle.progress = try row.optional("progress")
        lifecycle.resultURL = try row.optional("result_url")
        lifecycle.creditsUsed = try row.optional("credits_used")
        lifecycle.failure = try row.optional("failure").map { try row.decoded($0, "failure") }
        lifecycle.image = try row.optional("image").map { try row.decoded($0, "image") }
        let budgets: String = try row.required("budgets")
        self.init(
            id: try row.parsed("id"), name: try row.optional("name"),
            service: try row.required("service"),
            request: try row.decoded(try row.required("request"), "request"),
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
            submittedAt: try row.optional("submitted_at"),
            completedAt: try row.optional("completed_at"), lifecycle: lifecycle,
            forgottenAt: try row.optional("forgotten_at"),
            place: Place(number: try row.required("number"), seal: row.seal))
    }

    /// What the row never changes, in the table's order, but for its number.
    func fixedValues() throws -> [DatabaseValue] {
        let budgets = budgets.map(\.rawValue).joined(separator: " ")
        let values: [(any DatabaseValueConvertible)?] = [
            id.rawValue, service, name, try json(request), try json(pacing), createdAt, price.mills,
            budgets, run?.rawValue, session, retryOf?.rawValue, isAttached,
        ]
        return values.map(LedgerChecksum.storable)
    }

    /// What the row changes as the job goes on, in the table's order, with the process that drives it.
    func changingValues(owner: String?) throws -> [DatabaseValue] {
        // A result that is a data URI is the picture itself: too big to keep, and the service gives it again.
        let resultURL = lifecycle.resultURL.flatMap { $0.hasPrefix("http") ? $0 : nil }
        let account = account
        let values: [(any DatabaseValueConvertible)?] = [
            submittedAt, completedAt, lifecycle.state.rawValue, !lifecycle.state.status.isFinal,
            owner, lifecycle.taskID?.rawValue, lifecycle.isAcceptanceKnown,
            lifecycle.mayBeCharged, lifecycle.polls, lifecycle.progress, resultURL,
            lifecycle.creditsUsed, account.spent.mills, account.reserved.mills,
            try lifecycle.failure.map(json), try lifecycle.image.map(json), forgottenAt,
        ]
        return values.map(LedgerChecksum.storable)
    }

    /// Canonical: the same value is always the same text.
    private func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
