package import IGSScript

/// Finds out what a script would submit: it follows the script as the checker does, and sends
/// nothing.
package struct Planner {
    private let knowledge: Knowledge

    /// Makes a planner that starts from what is known of a session.
    package init(_ knowledge: Knowledge) {
        self.knowledge = knowledge
    }

    /// A planner that starts from what is known of a session that has just begun.
    ///
    /// - Parameter parameters: The values that the caller gives for the script's parameters.
    package static func ofNewSession(parameters: [String: String]) -> Planner {
        Planner(.ofNewSession(variables: parameters.mapValues(Value.string)))
    }

    /// What a script would submit, and the parameters that it declares.
    ///
    /// - Throws: ``Failure`` with all that is wrong with the script.
    package func plan(
        _ file: SourceFile, warn: (Diagnostic) -> Void
    ) throws(Failure) -> (plan: Plan, parameters: ScriptParameters) {
        let host = PlanningHost()
        var checker = Checker(host: host, knowledge: knowledge, purpose: .plan)
        let findings = checker.check(file)
        let plan = try plan(findings, checker, warn)
        return (plan, ScriptParameters(checker.parameters, of: file))
    }

    /// What a block of a script would submit.
    ///
    /// - Throws: ``Failure`` with all that is wrong with it.
    func plan(
        _ block: Block, in file: SourceFile, warn: (Diagnostic) -> Void
    ) throws(Failure) -> Plan {
        var checker = Checker(host: PlanningHost(), knowledge: knowledge, purpose: .plan)
        let findings = checker.check(block, in: file)
        return try plan(findings, checker, warn)
    }

    private func plan(
        _ findings: [Diagnostic], _ checker: Checker<PlanningHost>, _ warn: (Diagnostic) -> Void
    ) throws(Failure) -> Plan {
        guard !findings.contains(where: { $0.severity == .error }) else {
            throw Failure(findings, code: .invalidScript)
        }
        findings.forEach(warn)
        let concurrency = checker.knowledge.settings["concurrency"] ?? nil
        return Plan(
            jobs: checker.host.jobs,
            concurrency: concurrency.flatMap { Int($0) } ?? Settings().concurrency,
            isOpen: checker.leavesOut || checker.host.isOpen)
    }
}
