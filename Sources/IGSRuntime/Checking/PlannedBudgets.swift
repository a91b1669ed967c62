package import IGSClient
import IGSJobs
import IGSScript

/// The budgets that hold at a point of a script, and how much of them the jobs before it take. It
/// finds a job that the run is certain to refuse.
///
/// A job counts as in the run: with its worst case from its submission on, and with its cost once
/// the script has waited. Only jobs that the run is certain to submit count. If the cost of a
/// job is not known, for example without a quality, the job counts with the least that it can cost.
struct PlannedBudgets {
    private struct Budget {
        /// The limit; `nil` if it still has to be computed.
        var cap: Price?
        let scope: IGSJobs.Budget.Scope
        /// The least that is known to be spent.
        var spent = 0
        /// The worst case of jobs that may be in progress.
        var reserved = 0
        /// The least that these jobs cost.
        var least = 0

        mutating func settle() {
            spent += least
            (reserved, least) = (0, 0)
        }

        /// Changes the budget to what it would be if the jobs since an earlier state cost nothing.
        mutating func forget(since before: Budget) {
            (spent, reserved, least) = (before.spent, 0, 0)
            settle()
        }
    }

    /// The budgets of the session, the run and the blocks, the outermost first.
    private var budgets: [Budget]
    /// The budget of the `budget` setting, while it is set.
    private var setting: Budget
    /// The budgets as they were when each open `try` began.
    private var attempts: [(budgets: [Budget], setting: Budget)] = []

    /// - Parameters:
    ///   - caps: The budgets that hold already, with how much of them is taken.
    ///   - isRun: Whether they are the budgets of a run.
    init(_ caps: [PlannedCap], isRun: Bool) {
        budgets = caps.map { Budget(cap: $0.limit, scope: $0.scope, spent: $0.taken.mills) }
        setting = Budget(cap: nil, scope: isRun ? .run : .session)
    }

    mutating func enter(_ block: JobBlock) {
        switch block {
        case .budget(let amount):
            budgets.append(
                Budget(cap: amount.flatMap(AmountText.mills).map(Price.init), scope: .block))
        case .attempt: attempts.append((budgets, setting))
        }
    }

    mutating func leave(_ block: JobBlock) {
        switch block {
        case .budget:
            _ = budgets.popLast()
            settle()
        case .attempt:
            guard let before = attempts.popLast() else { return }
            for index in budgets.indices where before.budgets.indices.contains(index) {
                budgets[index].forget(since: before.budgets[index])
            }
            setting.forget(since: before.setting)
        }
    }

    /// Notes that the script may have waited for its jobs.
    mutating func settle() {
        for index in budgets.indices { budgets[index].settle() }
        setting.settle()
    }

    /// Adds the jobs of one call, all of them or none.
    ///
    /// - Parameters:
    ///   - worst: The most that they may cost together.
    ///   - least: The least that they cost.
    ///   - setting: The `budget` setting, if it is known to be set.
    /// - Returns: Why the run would refuse them; `nil` if it may accept them.
    mutating func take(worst: Price, least: Price, setting limit: String?) -> Diagnostic? {
        setting.cap = limit.flatMap(AmountText.mills).map(Price.init)
        for budget in budgets + [setting] {
            guard let cap = budget.cap,
                worst.mills > max(0, cap.mills - budget.spent - budget.reserved)
            else { continue }
            return JobMessages.overBudget(
                cap, budget.scope, spent: Price(mills: budget.spent),
                reserved: Price(mills: budget.reserved), worst)
        }
        for index in budgets.indices {
            budgets[index].reserved += worst.mills
            budgets[index].least += least.mills
        }
        if setting.cap != nil {
            setting.reserved += worst.mills
            setting.least += least.mills
        }
        return nil
    }
}

/// A budget that holds before a plan begins.
package struct PlannedCap: Sendable {
    /// The most that may be spent.
    let limit: Price
    let scope: Budget.Scope
    /// How much of it is spent or reserved.
    let taken: Price

    /// Returns the cap of a whole run.
    package static func run(_ limit: Price) -> PlannedCap {
        PlannedCap(limit: limit, scope: .run, taken: Price(mills: 0))
    }
}
