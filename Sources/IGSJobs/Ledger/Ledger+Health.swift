import IGSClient
import GRDB

/// What the ledger can say about itself.
extension Ledger {
    /// What is damaged, or nil where nothing is known to be: an unfinished job that cannot be read, what SQLite's own check of
    /// the whole file finds, its indices included, or commits that are missing.
    ///
    /// As long as there is damage, nothing new is sent: a job that is paid for may be among what cannot be read. Costs 12 ms
    /// with 10,000 jobs.
    ///
    /// - Throws: `LedgerError` where the ledger cannot be read at all.
    public func damage() async throws(LedgerError) -> LedgerError? {
        guard !isBehind else {
            return LedgerError(
                code: .corrupt, path: path, message: "the newest changes are missing")
        }
        return try await read { database, path in
            do {
                let words = try String.fetchOne(database, sql: "PRAGMA integrity_check(1)")
                guard words == "ok" else {
                    return LedgerError(code: .corrupt, path: path, message: words ?? "")
                }
                let rows = try Row.fetchCursor(
                    database, sql: "SELECT * FROM job WHERE is_open = 1 ORDER BY number")
                while let row = try rows.next() { _ = try LedgerEntry(row: row, path: path) }
                return nil
            } catch {
                let error = LedgerError(error, path: path)
                guard error.code == .corrupt else { throw error }
                return error
            }
        }
    }

    /// What jobs have cost, from a moment on.
    ///
    /// Forgotten jobs count like the others.
    ///
    /// - Parameters:
    ///   - session: the session whose jobs are meant: the one that submitted them; nil for those of all sessions.
    ///   - moment: from which intents on, in seconds since 1970.
    /// - Throws: `LedgerError`.
    public func spending(
        session: String? = nil, since moment: Double = 0
    ) async throws(LedgerError) -> Spending {
        try await read { database, path in
            var spending = Spending()
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT * FROM job WHERE created_at >= :moment
                    AND (:session IS NULL OR session = :session)
                    """,
                arguments: ["moment": moment, "session": session])
            while let found = try rows.next() {
                guard let row = try? LedgerTable.job.read(found, path: path),
                    let service: String = try? row.required("service"),
                    let spent: Int = try? row.required("spent"),
                    let reserved: Int = try? row.required("reserved"),
                    let isAttached: Bool = try? row.required("is_attached")
                else {
                    spending.unreadableCount += 1
                    continue
                }
                guard !isAttached else { continue }
                let account = Account(
                    spent: Price(mills: spent), reserved: Price(mills: reserved))
                spending.services[service, default: Spending.Sum()].add(account)
            }
            return spending
        }
    }
}
