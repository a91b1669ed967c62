import GRDB

/// Whether the ledger is whole.
extension Ledger {
    /// Examines what money depends on: whether commits are missing, and whether all unfinished jobs are there and can
    /// be read. The time that this takes depends on their number, not on the size of the ledger.
    ///
    /// A ledger of up to 1 MiB, some 700 jobs, is examined whole. The rest of a larger one is verified as it is read,
    /// and by ``examineWhole()``.
    ///
    /// - Throws: `LedgerError` if the ledger cannot be read at all.
    public func examine() async throws(LedgerError) -> LedgerExamination {
        guard !isBehind else { return behind }
        return try await read { database, path in
            let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
            return try Self.examine(
                database, path, isWhole: pages <= Self.mostPagesExaminedWhole)
        }
    }

    /// Examines every page and every entry, by SQLite's own check, by the checksums and by the tallies.
    ///
    /// It reads on a connection of its own, and ends early if the task is cancelled. Takes half a second with 100,000
    /// jobs.
    ///
    /// - Throws: `LedgerError` if the ledger cannot be read at all, with `failed` if the task was cancelled.
    public func examineWhole() async throws(LedgerError) -> LedgerExamination {
        guard !isBehind else { return behind }
        do {
            var configuration = Configuration()
            configuration.readonly = true
            configuration.label = "igs.ledger.examination"
            configuration.busyMode = .timeout(10)
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            return try await queue.read { [path] in
                try Self.examine($0, path, isWhole: true)
            }
        } catch {
            throw LedgerError(error, path: path)
        }
    }
}

private extension Ledger {
    /// 1 MiB in pages of SQLite's usual size.
    static let mostPagesExaminedWhole = 256

    /// What is known about a ledger that has lost commits.
    var behind: LedgerExamination {
        LedgerExamination(
            damage: LedgerError(
                code: .corrupt, path: path, message: "the newest changes are missing"),
            isWhole: true)
    }

    static func examine(
        _ database: Database, _ path: String, isWhole: Bool
    ) throws -> LedgerExamination {
        do {
            var findings = LedgerExamination(isWhole: isWhole)
            if isWhole { findings.unreadable = try examineRest(database, path) }
            try examineUnfinished(database, path)
            // A damaged entry counts as it was when it was written.
            let canTell = isWhole && findings.unreadable.isEmpty
            guard try !canTell || LedgerTally.isRight(in: database) else {
                throw LedgerError(code: .corrupt, path: path, message: "the tallies are wrong")
            }
            return findings
        } catch {
            let error = LedgerError(error, path: path)
            guard error.code == .corrupt else { throw error }
            return LedgerExamination(damage: error, isWhole: isWhole)
        }
    }

    /// Reads all unfinished jobs, and counts them: an index that has lost some does not show them.
    ///
    /// - Throws: `LedgerError` with `corrupt`.
    static func examineUnfinished(_ database: Database, _ path: String) throws {
        let rows = try Row.fetchCursor(
            database,
            sql:
                "\(LedgerTable.job.selection) INDEXED BY job_open WHERE is_open = 1 ORDER BY number"
        )
        var count = 0
        while let row = try rows.next() {
            _ = try LedgerEntry(row: row, path: path)
            count += 1
        }
        guard try count == LedgerTally.unfinishedCount(in: database) else {
            throw LedgerError(
                code: .corrupt, path: path, message: "unfinished jobs are missing")
        }
    }

    /// Examines the structure of the whole file, and reads all jobs that have ended.
    ///
    /// - Returns: an error for each job that cannot be read.
    /// - Throws: `LedgerError` with `corrupt`.
    static func examineRest(_ database: Database, _ path: String) throws -> [LedgerError] {
        let words = try String.fetchOne(database, sql: "PRAGMA integrity_check(1)")
        guard words == "ok" else {
            throw LedgerError(code: .corrupt, path: path, message: words ?? "")
        }
        let rows = try Row.fetchCursor(
            database, sql: "\(LedgerTable.job.selection) WHERE is_open = 0 ORDER BY number")
        var errors: [LedgerError] = []
        while let row = try rows.next() {
            do {
                _ = try LedgerTable.job.read(row, path: path)
            } catch {
                errors.append(LedgerError(error, path: path))
            }
        }
        return errors
    }
}
