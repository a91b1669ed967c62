package import IGSClient
import IGSJobs
import IGSScript

/// The budgets that hold at a point of a script, and what the jobs before it take of them: finds a
/// job that the run is certain to refuse.
///
/// A job counts as the run counts it: with its worst case from its submission on, and with what it
/// costs from the moment that the script has waited. Only jobs that the run is certain to submit
/// count; where what one cost is not known, as without a quality, it counts as little as it can.
struct PlannedBudgets {
    private struct Budget {
        /// `nil`: it has to be computed.
        var cap: Price?
        let scope: IGSJobs.Budget.Scope
        /// What is known to be spent, at least.
        var spent = 0
        /// The worst case of jobs that may be on their way.
        var reserved = 0
        /// The least that these come to.
        var least = 0

        mutating func settle() {
            spent += least
            (reserved, least) = (0, 0)
        }

        /// What it would be had the jobs since an earlier state cost nothing.
        mutating func forget(since before: Budget) {
            (spent, reserved, least) = (before.spent, 0, 0)
            settle()
        }
    }

    /// Those of the session, the run and the blocks, the outermost first.
    private var budgets: [Budget]
    /// That of the `budget` setting, while it is set.
    private var setting: Budget
    /// What stood when each open `try` began.
    private var attempts: [(budgets: [Budget], setting: Budget)] = []

    /// - Parameters:
    ///   - caps: The budgets that hold already, with what is left of them.
    ///   - isRun: Whether it is a run that they are those of.
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

    /// Takes the jobs of one call, all of them or none.
    ///
    /// - Parameters:
    ///   - worst: What they may cost together.
    ///   - least: The least that they come to.
    ///   - setting: The `budget` setting, where one is known to hold.
    /// - Returns: Why the run would refuse them; `nil` where it may not.
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
    /// The most.
    let limit: Price
    let scope: Budget.Scope
    /// What is spent and reserved of it.
    let taken: Price

    /// The cap of a whole run.
    package static func run(_ limit: Price) -> PlannedCap {
        PlannedCap(limit: limit, scope: .run, taken: Price(mills: 0))
    }
}
