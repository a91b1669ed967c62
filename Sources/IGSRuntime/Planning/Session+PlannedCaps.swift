import IGSClient
import IGSJobs

extension Session {
    /// The budgets that hold now, the outermost first, with what is taken of them.
    func plannedCaps() async throws(Failure) -> [PlannedCap] {
        var planned: [PlannedCap] = []
        for cap in (wholeCap.map { [$0] } ?? []) + caps {
            var taken = Price(mills: 0)
            // Nothing was submitted where no service was needed yet.
            if let ledger = openedService?.ledger {
                do throws(LedgerError) {
                    if let budget = try await ledger.budget(cap.id) {
                        taken = Price(mills: budget.spent.mills + budget.reserved.mills)
                    }
                } catch {
                    throw RuntimeMessages.failure(error)
                }
            }
            planned.append(PlannedCap(limit: cap.limit, scope: cap.scope, taken: taken))
        }
        return planned
    }
}
