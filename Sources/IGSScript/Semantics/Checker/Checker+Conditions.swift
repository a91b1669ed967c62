/// Checks conditions, and finds whether they hold, if that can be known before the run.
extension Checker {
    /// Warns if a job is compared as if it were a text: `%day.status == completed`.
    private mutating func checkForJob(_ operand: Word) {
        guard let text = operand.bare, text.utf8.first == .percent, text.utf8.count > 1 else {
            return
        }
        let parts = text.split(separator: ".", maxSplits: 1)
        let field = parts.count == 2 ? String(parts[1]) : nil
        report(CheckMessages.jobAsText(text, field: field), operand.range)
    }

    /// Returns whether a condition holds; `nil` if only the run can know. Reports what is wrong
    /// with it.
    mutating func truth(of condition: Condition) -> Bool? {
        switch condition {
        case .comparison(let left, let comparison, let right):
            for side in [left, right] { checkForJob(side) }
            let values = (value(of: left), value(of: right))
            guard let left = values.0, let right = values.1 else { return nil }
            return comparison.holds(left, right)
        case .field(let job, let field, let comparison, let value):
            check(job: job)
            let text = self.value(of: value)
            // A part of a value need not be one.
            check(field, comparison == .contains ? nil : text, value.range)
            return nil
        case .state(let job, let state):
            check(job: job)
            if !host.jobStates.contains(state.name) {
                report(
                    CheckMessages.unknownState(
                        state.name, states: host.jobStates, fields: knowledge.jobFields),
                    state.range)
            }
            return nil
        case .defined(let name, _): return isDefined(name.name)
        case .definedJob(let job, _):
            checkForm(ofJob: job)
            return nil
        case .count(let jobs, _, let number, _):
            checkForm(ofJob: jobs)
            _ = value(of: number, as: Self.countType, for: "count")
            return nil
        case .exists(let path, _):
            _ = value(of: path)
            return nil
        case .not(let condition, _): return truth(of: condition).map { !$0 }
        case .group(let condition, _): return truth(of: condition)
        case .and(let left, let right):
            let first = truth(of: left)
            guard first != false else {
                checkDead(right)
                return false
            }
            let second = truth(of: right)
            return second == false ? false : first.flatMap { _ in second }
        case .or(let left, let right):
            let first = truth(of: left)
            guard first != true else {
                checkDead(right)
                return true
            }
            let second = truth(of: right)
            return second == true ? true : first.flatMap { _ in second }
        }
    }

    /// Checks a condition that is never evaluated.
    private mutating func checkDead(_ condition: Condition) {
        let before = knowledge
        knowledge.forgetEverything()
        path.enter(.dead)
        _ = truth(of: condition)
        path.leave(.dead)
        knowledge = before
    }

    private static let countType = ValueType.integer("N", in: 0...1_000_000_000)

    mutating func check(job word: Word) {
        guard let text = value(of: word), let problem = host.problem(withJob: text, knowledge)
        else { return }
        report(problem, word.range)
    }

    /// Checks a word that may name jobs that do not exist: the condition asks for that.
    private mutating func checkForm(ofJob word: Word) {
        guard let text = value(of: word), let problem = host.problem(withJob: text, knowledge),
            problem.id != .unknownJob
        else { return }
        report(problem, word.range)
    }

    private mutating func check(_ field: NamedRange, _ value: String?, _ range: SourceRange) {
        guard knowledge.jobFields.contains(field.name) else {
            report(
                CheckMessages.unknownField(field.name, known: knowledge.jobFields), field.range)
            return
        }
        guard let value, let problem = host.problem(withValue: value, ofField: field.name) else {
            return
        }
        report(problem, range)
    }

    private func isDefined(_ name: String) -> Bool? {
        switch knowledge.variable(name) {
        case .value, .computed, .job: return true
        case .possible: return nil
        case nil: break
        }
        if let entry = knowledge.definitions[name] { return entry == nil ? nil : true }
        return knowledge.hasUnknownVariables || knowledge.hasUnknownDefinitions ? nil : false
    }
}
