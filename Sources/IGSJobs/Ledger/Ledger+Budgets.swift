public import IGSClient
import GRDB

/// Budgets, which hold across sessions and between processes: what counts in them changes in the transaction that
/// changes the job.
extension Ledger {
    /// Opens a budget, or answers the one of that id with its cap set anew.
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

    /// Opens the budget that all jobs of a run count in, over all of its sessions, or answers it.
    ///
    /// Where it is new, what the run has spent before counts in it.
    ///
    /// - Parameter cap: the most; nil leaves the cap as it was, and a new budget without one.
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

    /// The budget that all jobs of a run count in, or nil where the ledger has none.
    ///
    /// - Throws: `LedgerError`.
    public func runBudget(_ run: RunID) async throws(LedgerError) -> Budget? {
        try await budget(Self.wholeBudget(of: run))
    }

    /// The budget of an id, or nil where the ledger has none.
    ///
    /// - Throws: `LedgerError`.
    public func budget(_ id: BudgetID) async throws(LedgerError) -> Budget? {
        try await read { try Self.budget(id, in: $0, path: $1) }
    }
}

extension Ledger {
    private static func wholeBudget(of run: RunID) -> BudgetID {
        .derived(run: run, place: "whole")
    }

    /// Opens the budget of a run in a transaction that is under way.
    @discardableResult
    static func openRunBudget(
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

    /// Reserves what new entries may cost of the budgets that they name.
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

    /// Brings an entry's budgets from what its row counts for to what the entry does.
    static func reconcile(
        _ entry: LedgerEntry, at place: LedgerEntry.Place, in database: Database, path: String
    ) throws {
        guard !entry.budgets.isEmpty else { return }
        let row = try Row.fetchOne(
            database, sql: "SELECT spent, reserved FROM job WHERE number = ?",
            arguments: [place.number])
        guard let spent = Int.fromDatabaseValue(row?["spent"] ?? .null),
            let reserved = Int.fromDatabaseValue(row?["reserved"] ?? .null)
        else {
            throw LedgerError(code: .corrupt, path: path, message: "job \(entry.id): spent")
        }
        let account = entry.account
        guard spent != account.spent.mills || reserved != account.reserved.mills else { return }
        for id in Set(entry.budgets) {
            // Without its budget a job goes on all the same: its picture is paid for.
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
        let statement = try database.cachedStatement(sql: "SELECT * FROM budget WHERE id = ?")
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

extension Budget {
    fileprivate var fixedValues: [DatabaseValue] {
        let values: [(any DatabaseValueConvertible)?] = [
            id.rawValue, scope.rawValue, holder, createdAt,
        ]
        return values.map(LedgerChecksum.storable)
    }

    fileprivate var changingValues: [DatabaseValue] {
        [cap.mills, spent.mills, reserved.mills].map(LedgerChecksum.storable)
    }
}
