import IGSClient
import IGSJobs
import IGSScript

/// The blocks that are responsible for their own jobs: they wait for them at their end.
extension Interpreter {
    func run(_ attempt: TryStatement) async throws(Failure) -> Flow {
        let (flow, failure) = try await contain(attempt.body)
        guard let failure else { return flow }
        if let variable = attempt.variable {
            try assign(.string(failure.diagnostics.first?.message ?? ""), to: variable)
        }
        return try await run(attempt.handler)
    }

    func run(_ expected: ExpectFailsStatement) async throws(Failure) -> Flow {
        let (flow, failure) = try await contain(expected.body)
        guard failure == nil, flow != .exit else { return flow }
        let hint = try expected.hint.map { hint throws(Failure) in try value(of: hint) }
        throw Failure(
            InterpreterMessages.nothingFailed(hint: hint)
                .located(at: SourceLocation(file, expected.range)))
    }

    func run(_ budget: BudgetStatement) async throws(Failure) -> Flow {
        let amount = try value(of: budget.amount, as: AmountText.type, for: "budget")
        session.caps.beginBlock(
            Price(mills: AmountText.mills(amount) ?? 0), in: &session.run)
        defer { session.caps.endBlock() }
        let (flow, failure) = try await runToEnd(budget.body)
        if let failure { throw failure }
        return flow
    }

    /// Runs a block up to its first failure, and does not report that failure.
    private func contain(_ body: Block) async throws(Failure) -> (Flow, Failure?) {
        catcherCount += 1
        defer { catcherCount -= 1 }
        return try await runToEnd(body)
    }

    /// Runs a block, and waits for the jobs that were submitted in it, even if it failed early.
    ///
    /// - Returns: Where the script continues, and the failure: the block's own, or else that of its
    ///   jobs.
    /// - Throws: ``Failure`` if the user interrupts.
    private func runToEnd(_ body: Block) async throws(Failure) -> (Flow, Failure?) {
        let count = session.jobs.entries.count
        var flow = Flow.next
        var failure: Failure?
        do throws(Failure) {
            flow = try await run(body)
        } catch {
            if error.code == .interrupted { throw error }
            failure = error
        }
        // A script that exits waits for nothing.
        if flow == .exit { return (flow, nil) }
        do throws(Failure) {
            try await awaitJobs(after: count)
        } catch {
            if error.code == .interrupted { throw error }
            failure?.diagnostics += error.diagnostics
            failure = failure ?? error
        }
        return (failure == nil ? flow : .next, failure)
    }

    /// Waits for the jobs that were submitted after the first `count` jobs, and raises their
    /// failures.
    private func awaitJobs(after count: Int) async throws(Failure) {
        let jobs = session.jobs.submitted(after: count)
        guard !jobs.isEmpty else { return }
        await session.refresh()
        let live = session.jobs.submitted(after: count).filter {
            $0.job.status.isLive || $0.isUnsettled && !$0.isTold(.failure)
        }
        try await session.wait(for: live, any: false, timeout: nil)
        if let failure = session.raiseFailures(of: Set(jobs.map(\.number))) { throw failure }
    }
}
