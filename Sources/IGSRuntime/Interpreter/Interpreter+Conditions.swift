import IGSScript

/// Conditions and expectations.
extension Interpreter {
    func run(_ statement: IfStatement) async throws(Failure) -> Flow {
        for branch in statement.branches {
            if branch.condition.isAboutJobs { await session.refresh() }
            var evaluator = ConditionEvaluator(session: session, file: file)
            if try evaluator.holds(branch.condition) { return try await run(branch.body) }
        }
        guard let otherwise = statement.otherwise else { return .next }
        return try await run(otherwise)
    }

    func run(_ expectation: ExpectStatement) async throws(Failure) {
        let condition = expectation.condition
        if condition.isAboutJobs { await session.refresh() }
        var evaluator = ConditionEvaluator(session: session, file: file)
        evaluator.takesNotes = true
        var notes: [String]
        do throws(Failure) {
            if try evaluator.holds(condition) { return }
            notes = evaluator.notes
        } catch {
            // A field that a job does not have counts as an unmet expectation.
            guard let missing = error.diagnostics.first, missing.id == .fieldNotKnown else {
                throw error
            }
            notes = evaluator.notes + [missing.message] + missing.notes
        }
        if let hint = expectation.hint { notes.append(try value(of: hint)) }
        throw Failure(
            InterpreterMessages.unmetExpectation(file.text(in: condition.range), notes: notes)
                .located(at: SourceLocation(file, expectation.range)))
    }
}

private extension Condition {
    /// Whether the result depends on the status of jobs.
    var isAboutJobs: Bool {
        switch self {
        case .comparison(let left, _, let right): left.asksForJob || right.asksForJob
        case .field, .state, .count, .definedJob: true
        case .defined, .exists: false
        case .not(let condition, _), .group(let condition, _): condition.isAboutJobs
        case .and(let left, let right), .or(let left, let right):
            left.isAboutJobs || right.isAboutJobs
        }
    }
}

private extension Word {
    /// Whether the word contains a field of a job.
    var asksForJob: Bool {
        literal == nil
            && expansions.contains { if case .field = $0.subject { true } else { false } }
    }
}
