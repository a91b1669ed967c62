public import IGSClient
import GRDB

/// The runs of scripts.
extension Ledger {
    /// Records that a run begins, by this process.
    ///
    /// - Parameters:
    ///   - script: the script's file, always named in the same way: absolute, say.
    ///   - digest: any text that changes with the script's.
    /// - Throws: `LedgerError`.
    public func beginRun(
        script: String, digest: String, id: RunID = .random(), now: Double = SystemJobClock().now
    ) async throws(LedgerError) -> Run {
        try own()
        let owner = ownership.id
        return try await write { database in
            let run = Run(
                id: id, script: script, digest: digest, startedAt: now, endedAt: nil,
                isRunningElsewhere: false)
            try LedgerTable.run.insert(
                run.fixedValues, run.changingValues(owner: owner), in: database)
            return run
        }
    }

    /// The run of an id, or nil where the ledger has none.
    ///
    /// - Throws: `LedgerError`.
    public func run(_ id: RunID) async throws(LedgerError) -> Run? {
        try await run(where: "id = ?", id.rawValue)
    }

    /// The newest run of a script that has not come to its end, or nil where there is none.
    ///
    /// - Parameter script: as it was named when the run began.
    /// - Throws: `LedgerError`.
    public func lastUnfinishedRun(of script: String) async throws(LedgerError) -> Run? {
        try await run(
            where: "script = ? AND ended_at IS NULL ORDER BY \(Self.newestFirst) LIMIT 1", script)
    }

    /// Goes on with the newest run of a script that has not come to its end, or begins one, as this process's.
    ///
    /// It is one transaction, so that of two processes that want the same at a time one begins the run, and the other finds
    /// it taken.
    ///
    /// - Parameters:
    ///   - id: that of a run that begins.
    ///   - cap: the most that the run may cost, from now on; nil leaves it as it was.
    /// - Returns: the run, and whether it begins.
    /// - Throws: `LedgerError`, with `notOwned` where another living process runs the newest one.
    public func resumeOrBeginRun(
        script: String, digest: String, id: RunID = .random(), cap: Price? = nil,
        now: Double = SystemJobClock().now
    ) async throws(LedgerError) -> (run: Run, isNew: Bool) {
        try own()
        try checkPresence()
        let path = path
        let ownership = ownership
        return try await write { database in
            let found = try Row.fetchOne(
                database,
                sql: """
                    SELECT * FROM run WHERE script = ? AND ended_at IS NULL
                    ORDER BY \(Self.newestFirst)
                    """,
                arguments: [script]
            ).map { try Run(row: $0, path: path, ownership) }
            guard found?.isRunningElsewhere != true else {
                throw LedgerError(code: .notOwned, path: path, message: found?.id.rawValue ?? "")
            }
            let run =
                found
                ?? Run(
                    id: id, script: script, digest: digest, startedAt: now, endedAt: nil,
                    isRunningElsewhere: false)
            if found == nil {
                try LedgerTable.run.insert(
                    run.fixedValues, run.changingValues(owner: ownership.id), in: database)
            } else {
                _ = try LedgerTable.run.update(
                    key: run.id.rawValue.databaseValue, seal: LedgerTable.seal(run.fixedValues),
                    run.changingValues(owner: ownership.id), in: database)
            }
            try Self.openRunBudget(run.id, cap: cap, now: now, in: database, path: path)
            return (run, found == nil)
        }
    }

    /// Whether a run has submitted anything.
    ///
    /// - Throws: `LedgerError`.
    public func hasJobs(of run: RunID) async throws(LedgerError) -> Bool {
        try await read { database, _ in
            try Bool.fetchOne(
                database, sql: "SELECT EXISTS (SELECT 1 FROM job WHERE run = ?)",
                arguments: [run.rawValue]) ?? false
        }
    }

    /// Makes a run this process's, to resume it; one that had ended counts as unfinished again.
    ///
    /// - Throws: `LedgerError`, with `notOwned` where another living process is running it, or where there is none.
    public func resumeRun(_ id: RunID) async throws(LedgerError) -> Run {
        try own()
        return try await change(id, endedAt: nil, owner: ownership.id)
    }

    /// Records that a run of this process has come to its end.
    ///
    /// - Throws: `LedgerError`, with `notOwned` where another living process is running it, or where there is none.
    public func endRun(_ id: RunID, now: Double = SystemJobClock().now) async throws(LedgerError) {
        _ = try await change(id, endedAt: now, owner: nil)
    }
}

extension Ledger {
    /// By when the rows were made, and not by the clock, which may have been set back.
    private static let newestFirst = "rowid DESC"

    private func change(
        _ id: RunID, endedAt: Double?, owner: String?
    ) async throws(LedgerError) -> Run {
        let path = path
        let ownership = ownership
        return try await write { database in
            let old = try Row.fetchOne(
                database, sql: "SELECT * FROM run WHERE id = ?", arguments: [id.rawValue]
            ).map { try Run(row: $0, path: path, ownership) }
            guard let old, !old.isRunningElsewhere else {
                throw LedgerError(code: .notOwned, path: path, message: id.rawValue)
            }
            let run = Run(
                id: id, script: old.script, digest: old.digest, startedAt: old.startedAt,
                endedAt: endedAt, isRunningElsewhere: false)
            _ = try LedgerTable.run.update(
                key: id.rawValue.databaseValue, seal: LedgerTable.seal(run.fixedValues),
                run.changingValues(owner: owner), in: database)
            return run
        }
    }

    private func run(where condition: String, _ value: String) async throws(LedgerError) -> Run? {
        let ownership = ownership
        return try await read { database, path in
            try Row.fetchOne(
                database, sql: "SELECT * FROM run WHERE \(condition)", arguments: [value]
            ).map { try Run(row: $0, path: path, ownership) }
        }
    }
}

extension Run {
    fileprivate init(row: Row, path: String, _ ownership: LedgerOwnership) throws {
        let row = try LedgerTable.run.read(row, path: path)
        let owner: String? = try row.optional("owner")
        self.init(
            id: try row.parsed("id"), script: try row.required("script"),
            digest: try row.required("digest"), startedAt: try row.required("started_at"),
            endedAt: try row.optional("ended_at"),
            isRunningElsewhere: owner.map { $0 != ownership.id && !ownership.isDead($0) } ?? false)
    }

    fileprivate var fixedValues: [DatabaseValue] {
        let values: [(any DatabaseValueConvertible)?] = [id.rawValue, script, digest, startedAt]
        return values.map(LedgerChecksum.storable)
    }

    fileprivate func changingValues(owner: String?) -> [DatabaseValue] {
        let values: [(any DatabaseValueConvertible)?] = [endedAt, owner]
        return values.map(LedgerChecksum.storable)
    }
}
