import IGSClient
import IGSJobs

extension Session {
    /// Returns the budgets that hold now, the outermost first, with how much of them is taken.
    func plannedCaps() async throws(Failure) -> [PlannedCap] {
        var planned: [PlannedCap] = []
        var holding = caps.blocks
        if let run, let budget = try await runBudget(run) {
            planned.append(
                PlannedCap(
                    limit: caps.maximum ?? budget.cap, scope: .run,
                    taken: Price(mills: budget.spent.mills + budget.reserved.mills)))
        } else if let cap = caps.ofWhole(as: run == nil ? .session : .run) {
            holding.insert(cap, at: 0)
        }
        for cap in holding {
            var taken = Price(mills: 0)
            // Nothing was submitted if no service was needed yet.
            if let ledger = openedStack?.ledger {
                do throws(LedgerError) {
                    if let budget = try await ledger.budget(cap.id) {
                        taken = Price(mills: budget.spent.mills + budget.reserved.mills)
                    }
                } catch {
                    throw LedgerMessages.failure(error)
                }
            }
            planned.append(PlannedCap(limit: cap.limit, scope: cap.scope, taken: taken))
        }
        return planned
    }

    /// Returns what the ledger says about a run's cap; `nil` before its first job.
    private func runBudget(_ run: ScriptRun) async throws(Failure) -> Budget? {
        do throws(LedgerError) {
            return try await openedStack?.ledger.runBudget(run.id)
        } catch {
            throw LedgerMessages.failure(error)
        }
    }
}
