package import IGSClient
import IGSJobs

/// A cap on what jobs may cost, which the ledger keeps.
struct SpendingCap: Sendable {
    let id: BudgetID
    let scope: Budget.Scope
    let limit: Price
}

/// The caps on what a session's jobs may cost: those of the `budget` blocks that are running, the setting's, and that
/// of the whole session or run.
package struct SpendingCaps: Sendable {
    /// The most that the whole run may cost, over all of its sessions, or the whole session if there is no run; `nil`
    /// means the cap that the run had before.
    package var maximum: Price?
    /// The `budget` blocks that are running, the outermost first.
    private(set) var blocks: [SpendingCap] = []
    /// The budget of the whole session, if there is no run.
    private let whole = BudgetID.random()
    /// The budget that the setting `budget` caps, if there is no run.
    private let setting = BudgetID.random()

    /// Begins a block whose jobs may cost this much together.
    ///
    /// - Parameter run: The run of the script, if there is one: the block's budget continues with
    ///   it.
    mutating func beginBlock(_ limit: Price, in run: inout ScriptRun?) {
        blocks.append(
            SpendingCap(id: run?.nextBudget(limit) ?? .random(), scope: .block, limit: limit))
    }

    /// Ends the innermost block.
    mutating func endBlock() { _ = blocks.popLast() }

    /// Returns the cap of the whole session; `nil` if there is none.
    ///
    /// - Parameter scope: What messages say that it caps.
    func ofWhole(as scope: Budget.Scope) -> SpendingCap? {
        maximum.map { SpendingCap(id: whole, scope: scope, limit: $0) }
    }

    /// Returns the ids of the budgets that hold now, and writes to the ledger those that it does not have yet.
    ///
    /// - Parameter limit: The value of the setting `budget`; `nil` means no limit.
    func open(
        in ledger: Ledger, run: ScriptRun?, setting limit: Price?
    ) async throws(LedgerError) -> [BudgetID] {
        var holding = blocks
        var ofRun: BudgetID?
        if let run {
            // The run's jobs count in its budget from the first one on, so that a cap can be set
            // later.
            ofRun = try await ledger.openRunBudget(run.id, cap: maximum).id
        } else if let cap = ofWhole(as: .session) {
            holding.append(cap)
        }
        if let limit {
            holding.append(
                SpendingCap(
                    id: run.map { .derived(run: $0.id, place: "setting") } ?? setting,
                    scope: run == nil ? .session : .run, limit: limit))
        }
        for cap in holding {
            _ = try await ledger.openBudget(
                cap.id, scope: cap.scope, holder: run?.id.rawValue ?? ledger.session,
                cap: cap.limit)
        }
        return holding.map(\.id) + [ofRun].compactMap(\.self)
    }
}
