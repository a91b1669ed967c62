import GRDB

extension Ledger {
    /// How long the pictures of a service have taken of late. Entries that cannot be read are left out.
    ///
    /// - Parameter count: how many of the newest jobs are looked at.
    /// - Throws: `LedgerError`.
    public func completionTimes(
        service: String, newest count: Int = 200
    ) async throws(LedgerError) -> CompletionTimes {
        try await read { database, path in
            let sql = """
                SELECT * FROM job WHERE service = ? AND completed_at IS NOT NULL
                ORDER BY number DESC LIMIT ?
                """
            var times = CompletionTimes()
            let rows = try Row.fetchCursor(database, sql: sql, arguments: [service, count])
            while let row = try rows.next() {
                guard let entry = try? LedgerEntry(row: row, path: path) else { continue }
                times.add(entry.job, pacing: entry.pacing)
            }
            return times
        }
    }
}
