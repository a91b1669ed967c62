public import IGSClient
import GRDB

/// The runs of scripts.
extension Ledger {
    /// Records that this process begins a run.
    ///
    /// - Parameters:
    ///   - script: the script's file, always named in the same way: for example, absolute.
    ///   - digest: any text that changes with the script's text.
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

    /// Returns the run with an id, or nil if the ledger has none.
    ///
    /// - Throws: `LedgerError`.
    public func run(_ id: RunID) async throws(LedgerError) -> Run? {
        try await run(where: "id = ?", id.rawValue)
    }

    /// Returns the newest run of a script that has not ended, or nil if there is none.
    ///
    /// - Parameter script: the script's name, as it was when the run began.
    /// - Throws: `LedgerError`.
    public func lastUnfinishedRun(of script: String) async throws(LedgerError) -> Run? {
        try await run(
            where: "script = ? AND ended_at IS NULL ORDER BY \(Self.newestFirst) LIMIT 1", script)
    }

    /// Resumes the newest run of a script that has not ended, or begins one, in this process's name.
    ///
    /// This is one transaction. So if two processes want the same at once, one begins the run, and the other finds it
    /// taken.
    ///
    /// - Parameters:
    ///   - id: the id of the run, if a new one begins.
    ///   - cap: the most that the run may cost, from now on; nil leaves it as it was.
    /// - Returns: the run, and whether it begins.
    /// - Throws: `LedgerError`, with `notOwned` if another living process runs the newest one.
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
                    \(LedgerTable.run.selection) WHERE script = ? AND ended_at IS NULL
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

    /// Gives a run to this process, to resume it; a run that had ended counts as unfinished again.
    ///
    /// - Throws: `LedgerError`, with `notOwned` if another living process is running it, or if there is none.
    public func resumeRun(_ id: RunID) async throws(LedgerError) -> Run {
        try own()
        return try await change(id, endedAt: nil, owner: ownership.id)
    }

    /// Records that a run of this process has ended.
    ///
    /// - Throws: `LedgerError`, with `notOwned` if another living process is running it, or if there is none.
    public func endRun(_ id: RunID, now: Double = SystemJobClock().now) async throws(LedgerError) {
        _ = try await change(id, endedAt: now, owner: nil)
    }
}

/// Budgets, which apply across sessions and processes: what counts in them changes in the transaction that changes the
/// job.
extension Ledger {
    /// Opens a budget, or returns the one with that id, with its cap set to the new value.
    ///
    /// - Throws: `LedgerError`.
    @discardableResult
    public func openBudget(
        _ id: BudgetID, scope: Budget.Scope, holder: String, cap: Price,
        now: Double = SystemJobClock().now
    ) async throws(LedgerError) -> Budget {
        let path = path
        return try await write { database in
            let cap = Price(mills: min(max(cap.mills, 0), Price.most.mills))
            guard let old = try Self.budget(id, in: database, path: path) else {
                let budget = Budget(
                    id: id, scope: scope, holder: holder, cap: cap, spent: Price(mills: 0),
                    reserved: Price(mills: 0), createdAt: now)
                try LedgerTable.budget.insert(
                    budget.fixedValues, budget.changingValues, in: database)
                return budget
            }
            let budget = Budget(
                id: id, scope: old.scope, holder: old.holder, cap: cap, spent: old.spent,
                reserved: old.reserved, createdAt: old.createdAt)
            try Self.write(budget, in: database)
            return budget
        }
    }

    /// Opens or returns the budget in which all jobs of a run count, over all of its sessions.
    ///
    /// If it is new, what the run has spent before counts in it.
    ///
    /// - Parameter cap: the most that the run may cost; nil keeps an existing cap, and leaves a new budget without one.
    /// - Throws: `LedgerError`.
    @discardableResult
    public func openRunBudget(
        _ run: RunID, cap: Price?, now: Double = SystemJobClock().now
    ) async throws(LedgerError) -> Budget {
        let path = path
        return try await write { database in
            try Self.openRunBudget(run, cap: cap, now: now, in: database, path: path)
        }
    }

    /// Returns the budget in which all jobs of a run count, or nil if the ledger has none.
    ///
    /// - Throws: `LedgerError`.
    public func runBudget(_ run: RunID) async throws(LedgerError) -> Budget? {
        try await budget(Self.wholeBudget(of: run))
    }

    /// Returns the budget with an id, or nil if the ledger has none.
    ///
    /// - Throws: `LedgerError`.
    public func budget(_ id: BudgetID) async throws(LedgerError) -> Budget? {
        try await read { try Self.budget(id, in: $0, path: $1) }
    }
}

extension Ledger {
    /// In the order in which the rows were made, not by the clock, which may have been set back.
    private static let newestFirst = "rowid DESC"

    private func change(
        _ id: RunID, endedAt: Double?, owner: String?
    ) async throws(LedgerError) -> Run {
        let path = path
        let ownership = ownership
        return try await write { database in
            let old = try Row.fetchOne(
                database, sql: "\(LedgerTable.run.selection) WHERE id = ?", arguments: [id.rawValue]
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
                database, sql: "\(LedgerTable.run.selection) WHERE \(condition)", arguments: [value]
            ).map { try Run(row: $0, path: path, ownership) }
        }
    }

    private static func wholeBudget(of run: RunID) -> BudgetID {
        .derived(run: run, place: "whole")
    }

    /// Opens the budget of a run in the current transaction.
    @discardableResult
    private static func openRunBudget(
        _ run: RunID, cap: Price?, now: Double, in database: Database, path: String
    ) throws -> Budget {
        let id = wholeBudget(of: run)
        let cap = cap.map { Price(mills: min(max($0.mills, 0), Price.most.mills)) }
        if let old = try budget(id, in: database, path: path) {
            guard let cap, cap != old.cap else { return old }
            let budget = Budget(
                id: id, scope: old.scope, holder: old.holder, cap: cap, spent: old.spent,
                reserved: old.reserved, createdAt: old.createdAt)
            try write(budget, in: database)
            return budget
        }
        let sum = try Row.fetchOne(
            database,
            sql:
                "SELECT TOTAL(spent) AS spent, TOTAL(reserved) AS reserved FROM job WHERE run = ?",
            arguments: [run.rawValue])
        func total(_ column: String) -> Price {
            let value = Double.fromDatabaseValue(sum?[column] ?? .null) ?? 0
            return Price(mills: Int(min(max(value, 0), Double(Price.most.mills))))
        }
        let budget = Budget(
            id: id, scope: .run, holder: run.rawValue, cap: cap ?? .most,
            spent: total("spent"), reserved: total("reserved"), createdAt: now)
        try LedgerTable.budget.insert(
            budget.fixedValues, budget.changingValues, in: database)
        return budget
    }

    /// Reserves the possible cost of new entries in the budgets that they name.
    ///
    /// - Throws: `LedgerError`, with `overBudget` or `unknownBudget`.
    static func reserve(for entries: [LedgerEntry], in database: Database, path: String) throws {
        var wanted: [BudgetID: Int] = [:]
        var order: [BudgetID] = []
        for entry in entries {
            for id in Set(entry.budgets) {
                if wanted[id] == nil { order.append(id) }
                wanted[id, default: 0] += entry.account.reserved.mills
            }
        }
        for id in order {
            guard var budget = try budget(id, in: database, path: path) else {
                throw LedgerError(code: .unknownBudget, path: path, message: id.rawValue)
            }
            let price = Price(mills: wanted[id] ?? 0)
            guard price <= budget.left else {
                throw LedgerError(
                    code: .overBudget, path: path, message: id.rawValue,
                    underlying: BudgetExceeded(budget: budget, price: price))
            }
            budget.reserved = Price(mills: budget.reserved.mills + price.mills)
            try write(budget, in: database)
        }
    }

    /// Updates an entry's budgets from what its row counts for to what the entry counts for.
    static func reconcile(
        _ entry: LedgerEntry, at place: LedgerEntry.Place, in database: Database, path: String
    ) throws {
        guard !entry.budgets.isEmpty else { return }
        let row = try Row.fetchOne(
            database.cachedStatement(sql: "SELECT spent, reserved FROM job WHERE number = ?"),
            arguments: [place.number])
        guard let spent = Int.fromDatabaseValue(row?["spent"] ?? .null),
            let reserved = Int.fromDatabaseValue(row?["reserved"] ?? .null)
        else {
            throw LedgerError(code: .corrupt, path: path, message: "job \(entry.id): spent")
        }
        let account = entry.account
        guard spent != account.spent.mills || reserved != account.reserved.mills else { return }
        for id in Set(entry.budgets) {
            // Without its budget a job continues all the same: its picture is paid for.
            guard var budget = try? budget(id, in: database, path: path) else { continue }
            budget.spent = Price(mills: budget.spent.mills &+ account.spent.mills &- spent)
            budget.reserved = Price(
                mills: budget.reserved.mills &+ account.reserved.mills &- reserved)
            try write(budget, in: database)
        }
    }

    private static func budget(
        _ id: BudgetID, in database: Database, path: String
    ) throws -> Budget? {
        let statement = try database.cachedStatement(
            sql: "\(LedgerTable.budget.selection) WHERE id = ?")
        guard let found = try Row.fetchOne(statement, arguments: [id.rawValue]) else { return nil }
        let row = try LedgerTable.budget.read(found, path: path)
        return Budget(
            id: try row.parsed("id"), scope: try row.parsed("scope"),
            holder: try row.required("holder"), cap: Price(mills: try row.required("cap")),
            spent: Price(mills: try row.required("spent")),
            reserved: Price(mills: try row.required("reserved")),
            createdAt: try row.required("created_at"))
    }

    private static func write(_ budget: Budget, in database: Database) throws {
        _ = try LedgerTable.budget.update(
            key: budget.id.rawValue.databaseValue, seal: LedgerTable.seal(budget.fixedValues),
            budget.changingValues, in: database)
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
        return values.map(LedgerTable.storable)
    }

    fileprivate func changingValues(owner: String?) -> [DatabaseValue] {
        let values: [(any DatabaseValueConvertible)?] = [endedAt, owner]
        return values.map(LedgerTable.storable)
    }
}

extension Budget {
    fileprivate var fixedValues: [DatabaseValue] {
        let values: [(any DatabaseValueConvertible)?] = [
            id.rawValue, scope.rawValue, holder, createdAt,
        ]
        return values.map(LedgerTable.storable)
    }

    fileprivate var changingValues: [DatabaseValue] {
        [cap.mills, spent.mills, reserved.mills].map(LedgerTable.storable)
    }
}
