package import IGSClient
package import IGSScript

/// Finds out what a script would submit. It follows the script as the checker does, and sends
/// nothing.
package struct Planner {
    private let knowledge: Knowledge
    private let retries: ([String]) -> [PlannedJob]?
    private let budgets: PlannedBudgets
    private let scripts: ScriptHost
    private let reuse: PlannedReuse?

    /// Makes a planner that starts from what is known about a session.
    ///
    /// - Parameters:
    ///   - caps: The budgets that hold already.
    ///   - isRun: Whether they are the budgets of a run.
    ///   - table: The table that the caller gives in place of the script's.
    ///   - reuse: Finds the pictures that answer jobs already; `nil` if all are paid for.
    ///   - retries: Returns the jobs that a `retry` of some jobs would submit; `nil` if only the run can know.
    package init(
        _ knowledge: Knowledge, caps: [PlannedCap] = [], isRun: Bool = false,
        table: GivenTable? = nil, reuse: PlannedReuse? = nil,
        retries: @escaping ([String]) -> [PlannedJob]? = { _ in nil }
    ) {
        self.knowledge = knowledge
        self.reuse = reuse
        scripts = ScriptHost(table: table)
        self.retries = retries
        budgets = PlannedBudgets(caps, isRun: isRun)
    }

    /// Returns a planner that starts from what is known about a session that has just begun.
    ///
    /// - Parameters:
    ///   - parameters: The values that the caller gives for the script's parameters.
    ///   - maximumCost: The most that all jobs may cost together.
    ///   - table: The table that the caller gives in place of the script's.
    ///   - reuse: Finds the pictures that answer jobs already; `nil` if all are paid for.
    package static func ofNewSession(
        parameters: [String: Value], maximumCost: Price? = nil, table: GivenTable? = nil,
        reuse: PlannedReuse? = nil
    ) -> Planner {
        Planner(
            .ofNewSession(variables: parameters),
            caps: maximumCost.map { [.run($0)] } ?? [], isRun: true, table: table, reuse: reuse)
    }

    /// Returns what a script would submit, and the parameters that it declares.
    ///
    /// - Throws: ``Failure`` with everything that is wrong with the script.
    package func plan(
        _ file: SourceFile, warn: (Diagnostic) -> Void
    ) throws(Failure) -> (plan: Plan, parameters: ScriptParameters) {
        let host = PlanningHost(retries: retries, budgets: budgets, reuse: reuse, scripts)
        var checker = Checker(host: host, knowledge: knowledge, purpose: .plan)
        let findings = checker.check(file)
        let plan = try plan(findings, checker, host, warn)
        return (plan, ScriptParameters(checker.parameters, of: file))
    }

    /// Returns what a block of a script would submit.
    ///
    /// - Throws: ``Failure`` with everything that is wrong with it.
    func plan(
        _ block: Block, in file: SourceFile, warn: (Diagnostic) -> Void
    ) throws(Failure) -> Plan {
        let host = PlanningHost(retries: retries, budgets: budgets, reuse: reuse, scripts)
        var checker = Checker(host: host, knowledge: knowledge, purpose: .plan)
        let findings = checker.check(block, in: file)
        return try plan(findings, checker, host, warn)
    }

    private func plan(
        _ findings: [Diagnostic], _ checker: Checker, _ host: PlanningHost,
        _ warn: (Diagnostic) -> Void
    ) throws(Failure) -> Plan {
        if let failure = reuse?.failure { throw failure }
        let errorCount = findings.count { $0.severity == .error }
        guard errorCount == 0 else {
            // A script that only a budget stops is sound; its run fails in the same way.
            let isSound = errorCount <= host.refusalCount
            throw Failure(findings, code: isSound ? .failure : .invalidScript)
        }
        findings.forEach(warn)
        let concurrency = checker.knowledge.settings["concurrency"] ?? nil
        return Plan(
            jobs: host.jobs,
            concurrency: concurrency.flatMap { Int($0) } ?? Settings().concurrency,
            isOpen: checker.leavesOut || host.isOpen, reuses: reuse != nil, saves: host.saves)
    }
}
