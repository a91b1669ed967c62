import FoundationEssentials
import GRDB
import IGSClient

extension LedgerEntry {
    /// Reads a row, which may hold anything.
    ///
    /// - Throws: `LedgerError` with `corrupt`, naming the column.
    init(row: Row, path: String) throws {
        let columns = Columns(row: row, path: path)
        guard let id = OutTaskID(rawValue: try columns.required("id")) else {
            throw columns.corrupt("id")
        }
        guard let state = JobLifecycle.State(rawValue: try columns.required("state")) else {
            throw columns.corrupt("state")
        }
        var lifecycle = JobLifecycle(state: state)
        lifecycle.taskID = try columns.optional("task_id").flatMap(TaskID.init(rawValue:))
        lifecycle.isAcceptanceKnown = try columns.required("is_acceptance_known")
        lifecycle.polls = try columns.required("polls")
        lifecycle.progress = try columns.optional("progress")
        lifecycle.resultURL = try columns.optional("result_url")
        lifecycle.creditsUsed = try columns.optional("credits_used")
        lifecycle.failure = try columns.optional("failure").map {
            try columns.decoded($0, "failure")
        }
        lifecycle.image = try columns.optional("image").map { try columns.decoded($0, "image") }
        self.init(
            id: id, name: try columns.optional("name"), service: try columns.required("service"),
            request: try columns.decoded(try columns.required("request"), "request"),
            pacing: try columns.decoded(try columns.required("pacing"), "pacing"),
            createdAt: try columns.required("created_at"),
            submittedAt: try columns.optional("submitted_at"),
            completedAt: try columns.optional("completed_at"), lifecycle: lifecycle)
    }

    /// What the row never changes.
    func fixedColumns() throws -> StatementArguments {
        [
            "id": id.rawValue, "service": service, "name": name, "request": try json(request),
            "pacing": try json(pacing), "created_at": createdAt,
        ]
    }

    /// What the row changes as the job goes on, with the process that drives it.
    func changingColumns(owner: String?) throws -> StatementArguments {
        // A result that is a data URI is the picture itself: too big to keep, and the service gives it again.
        let resultURL = lifecycle.resultURL.flatMap { $0.hasPrefix("http") ? $0 : nil }
        return [
            "submitted_at": submittedAt, "completed_at": completedAt,
            "state": lifecycle.state.rawValue, "is_open": !lifecycle.state.status.isFinal,
            "owner": owner, "task_id": lifecycle.taskID?.rawValue,
            "is_acceptance_known": lifecycle.isAcceptanceKnown, "polls": lifecycle.polls,
            "progress": lifecycle.progress, "result_url": resultURL,
            "credits_used": lifecycle.creditsUsed, "failure": try lifecycle.failure.map(json),
            "image": try lifecycle.image.map(json),
        ]
    }
}

extension LedgerEntry {
    /// Canonical: the same value is always the same text.
    private func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// Reads columns without the traps that GRDB's own conversions have for unexpected values.
    private struct Columns {
        let row: Row
        let path: String

        func required<Value: DatabaseValueConvertible>(_ column: String) throws -> Value {
            guard let value: Value = try optional(column) else { throw corrupt(column) }
            return value
        }

        func optional<Value: DatabaseValueConvertible>(_ column: String) throws -> Value? {
            let stored: DatabaseValue = row[column] ?? .null
            guard !stored.isNull else { return nil }
            guard let value = Value.fromDatabaseValue(stored) else { throw corrupt(column) }
            return value
        }

        func decoded<Value: Decodable>(_ text: String, _ column: String) throws -> Value {
            do {
                return try JSONDecoder().decode(Value.self, from: Data(text.utf8))
            } catch {
                throw corrupt(column)
            }
        }

        func corrupt(_ column: String) -> LedgerError {
            LedgerError(code: .corrupt, path: path, message: "job.\(column)")
        }
    }
}
