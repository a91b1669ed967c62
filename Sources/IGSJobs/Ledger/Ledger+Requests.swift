import GRDB
import IGSClient

/// Finds the finished jobs of a request. Each job is found by an index, however many the ledger has. These calls block
/// the calling thread: whoever plans a script cannot wait in any other way.
extension Ledger {
    /// The place of a finished job among those with the same request.
    struct FinishedPlace: Hashable, Sendable {
        /// Which of the identical requests of its run it was.
        let ordinal: Int
        /// The ledger's number of it.
        let number: Int64
    }

    /// Returns the key of a request, whose references are in the store.
    func key(of request: GenerationRequest, service: String) throws(LedgerError) -> RequestKey {
        do {
            return RequestKey(
                service: service,
                text: try LedgerEntry.json(StorePaths(ledger: path).relative(request)))
        } catch {
            throw LedgerError(error, path: path)
        }
    }

    /// Returns the finished job with an ordinal that is the newest before another, or nil if there is none. Forgotten and
    /// attached jobs are not found.
    ///
    /// - Parameter number: the ledger's number of the other job.
    /// - Throws: `LedgerError`.
    func finishedPlace(
        _ key: RequestKey, ordinal: Int, before number: Int64
    ) throws(LedgerError) -> FinishedPlace? {
        try readNow { database, _ in
            try Int64.fetchOne(
                database.cachedStatement(
                    sql: """
                        SELECT number FROM job WHERE \(Self.isFinished)
                            AND ordinal = ? AND number < ? ORDER BY number DESC LIMIT 1
                        """), arguments: [key.rawValue, ordinal, number]
            ).map { FinishedPlace(ordinal: ordinal, number: $0) }
        }
    }

    /// Returns the places of all finished jobs with a request: the first ordinal's first, and of an ordinal the newest
    /// first.
    ///
    /// - Throws: `LedgerError`.
    func finishedPlaces(_ key: RequestKey) throws(LedgerError) -> [FinishedPlace] {
        try readNow { database, _ in
            try Row.fetchAll(
                database.cachedStatement(
                    sql: """
                        SELECT ordinal, number FROM job WHERE \(Self.isFinished)
                        ORDER BY ordinal, number DESC
                        """), arguments: [key.rawValue]
            ).map { FinishedPlace(ordinal: $0[0], number: $0[1]) }
        }
    }

    /// Returns the entry at a place, or nil if it cannot be read: a damaged entry must not get in the way of another.
    ///
    /// - Throws: `LedgerError`.
    func entry(at place: FinishedPlace) throws(LedgerError) -> LedgerEntry? {
        try readNow { database, path in
            try Row.fetchOne(
                database.cachedStatement(sql: "\(LedgerTable.job.selection) WHERE number = ?"),
                arguments: [place.number]
            ).flatMap { try? LedgerEntry(row: $0, path: path) }
        }
    }

    /// The condition of the index `job_request`.
    private static let isFinished =
        "request_key = ? AND state = 'completed' AND forgotten_at IS NULL"
}
