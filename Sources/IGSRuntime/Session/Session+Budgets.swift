import IGSClient
import IGSJobs

/// A cap on what jobs may cost, which the ledger keeps.
struct SpendingCap: Sendable {
    let id: BudgetID
    let scope: Budget.Scope
    let limit: Price
}

/// The budgets that hold: those of the `budget` blocks that are running, the session's and the run's.
extension Session {
    /// Begins a block whose jobs may cost so much together.
    func beginBudget(_ limit: Price) {
        caps.append(
            SpendingCap(id: run?.nextBudget(limit) ?? .random(), scope: .block, limit: limit))
    }

    /// Ends the innermost of these blocks.
    func endBudget() { _ = caps.popLast() }

    /// The ids of the budgets that hold now, which the ledger has then.
    func openBudgets(in ledger: Ledger) async throws(LedgerError) -> [BudgetID] {
        var holding = caps
        var whole: BudgetID?
        if let run {
            // Its jobs count in it from the first one on, so that a cap may come later.
            whole = try await ledger.openRunBudget(run.id, cap: maximumCost).id
        } else if let maximumCost {
            holding.append(SpendingCap(id: wholeBudget, scope: .session, limit: maximumCost))
        }
        if let limit = settings.budget {
            holding.append(
                SpendingCap(
                    id: run.map { .derived(run: $0.id, place: "setting") } ?? settingBudget,
                    scope: run == nil ? .session : .run, limit: limit))
        }
        for cap in holding {
            _ = try await ledger.openBudget(
                cap.id, scope: cap.scope, holder: run?.id.rawValue ?? ledger.session,
                cap: cap.limit)
        }
        return holding.map(\.id) + [whole].compactMap(\.self)
    }
}
