/// One round of a loop.
struct LoopRound {
    /// What its variables are, in their order.
    var values: [Knowledge.Variable] = []
    /// Where a table has it from.
    var line: Findings.Line?
}

/// Checks the constructs with blocks.
extension Checker {
    mutating func check(_ statement: IfStatement) -> Bool {
        var end: Knowledge?
        /// Whether the conditions so far may all be false.
        var isOpen = true
        var isDoubtful = false
        defer { if isDoubtful { path.leave(.doubtful) } }
        for branch in statement.branches {
            guard isOpen else {
                checkDead(branch)
                continue
            }
            let truth = truth(of: branch.condition)
            guard truth != false else {
                checkDead(branch.body)
                continue
            }
            let before = knowledge
            if truth == nil, !isDoubtful {
                path.enter(.doubtful)
                isDoubtful = true
            }
            if check(branch.body) { end = merged(end, knowledge) }
            knowledge = before
            if truth == true { isOpen = false }
        }
        if let otherwise = statement.otherwise {
            if !isOpen {
                checkDead(otherwise)
            } else if check(otherwise) {
                end = merged(end, knowledge)
            }
        } else if isOpen {
            end = merged(end, knowledge)
        }
        guard let end else { return false }
        knowledge = end
        return true
    }

    private mutating func checkDead(_ branch: IfStatement.Branch) {
        let before = knowledge
        knowledge.forgetEverything()
        path.enter(.dead)
        _ = truth(of: branch.condition)
        _ = check(branch.body)
        path.leave(.dead)
        knowledge = before
    }

    mutating func check(_ loop: LoopStatement) -> Bool {
        let name = loop.variable.name
        if let jobs = loop.jobs { return check(loop, through: jobs) }
        if case .word(let word) = loop.values, let text = word.bare,
            knowledge.variable(text) != nil
        {
            report(CheckMessages.variableAsText(text), word.range)
        } else if case .word(let word) = loop.values, let text = word.bare,
            text == "all" || text == "failed"
        {
            report(CheckMessages.jobsAsText(text), word.range)
        }
        checkForRanges(in: loop.values, .loop)
        let values: ValueSequence?
        do throws(Diagnostic) {
            values = try loop.values.sequence(in: knowledge)
        } catch {
            report(error, loop.values.range)
            values = nil
        }
        guard let values, values.count <= effort.maximumRounds, !effort.isSpent else {
            knowledge.bind(name, to: nil)
            return checkOnce(loop.body)
        }
        var rest = values.makeIterator()
        return follow(loop.body, setting: [name]) {
            rest.next().map { LoopRound(values: [.value(.string($0))]) }
        }
    }

    /// Checks a loop through jobs. A name that means one job, or a known number of them, has as many rounds.
    private mutating func check(_ loop: LoopStatement, through jobs: Word) -> Bool {
        let name = loop.variable.name
        check(job: jobs)
        let count = jobs.literal.flatMap { knowledge.countOfJobs(named: String($0.dropFirst())) }
        defer { if knowledge.variable(name) == .job { knowledge.bind(name, to: nil) } }
        guard let count, count <= effort.maximumRounds, !effort.isSpent else {
            knowledge.set(name, to: .job)
            return checkOnce(loop.body)
        }
        var rest = count
        return follow(loop.body, setting: [name]) {
            rest -= 1
            return rest < 0 ? nil : LoopRound(values: [.job])
        }
    }

    mutating func check(_ repetition: RepeatStatement) -> Bool {
        let count = value(of: repetition.count, as: RepeatStatement.countType, for: "repeat")
            .flatMap { Int($0) }
        guard let count, count <= effort.maximumRounds, !effort.isSpent else {
            return checkOnce(repetition.body)
        }
        var rest = count
        return follow(repetition.body) {
            rest -= 1
            return rest < 0 ? nil : LoopRound()
        }
    }

    /// Follows a loop through its rounds.
    ///
    /// - Parameters:
    ///   - variables: The loop's variables.
    ///   - next: Returns the next round; `nil` after the last one.
    mutating func follow(
        _ body: Block, setting variables: [String] = [], _ next: () -> LoopRound?
    ) -> Bool {
        path.beginLoop()
        defer { path.endLoop() }
        var count = 0
        while let round = next() {
            count += 1
            if count == 2 { path.enter(.revisited) }
            if count > 1 { effort.spend(1) }
            if count > 1, effort.isSpent {
                path.leave(.revisited)
                for name in variables { knowledge.bind(name, to: nil) }
                return checkRest(body)
            }
            for (name, value) in zip(variables, round.values) { knowledge.set(name, to: value) }
            findings.line = round.line ?? findings.line
            let goesOn = check(body)
            var next = path.beginRound()
            if goesOn { next = merged(next, knowledge) }
            guard let next else {
                if count > 1 { path.leave(.revisited) }
                return goOnBehindLoop()
            }
            knowledge = next
        }
        if count > 1 { path.leave(.revisited) }
        if count == 0 { checkDead(body) }
        if let behind = path.landing(of: .break) { merge(behind) }
        return true
    }

    /// Continues where the `break`s lead, if no round reaches its end.
    private mutating func goOnBehindLoop() -> Bool {
        guard let behind = path.landing(of: .break) else { return false }
        knowledge = behind
        return true
    }

    /// Checks a block that runs any number of times.
    mutating func checkOnce(_ body: Block) -> Bool {
        path.beginLoop()
        defer { path.endLoop() }
        return checkRest(body)
    }

    /// Checks the body of the innermost loop for any number of rounds from here.
    private mutating func checkRest(_ body: Block) -> Bool {
        let before = knowledge
        path.enter(.repeated)
        let goesOn = check(body)
        path.leave(.repeated)
        if goesOn { merge(before) } else { knowledge = before }
        if let next = path.landing(of: .continue) { merge(next) }
        if let behind = path.landing(of: .break) { merge(behind) }
        return true
    }

    mutating func check(_ jump: JumpStatement) {
        guard path.allows(jump.kind) else {
            report(CheckMessages.jumpOutside(jump.kind), jump.range)
            return
        }
        guard !path.isIn(.dead) else { return }
        path.land(jump.kind, knowing: merged(path.landing(of: jump.kind), knowledge))
    }

    mutating func check(_ override: WithStatement) -> Bool {
        var settings: [(name: String, value: String??)] = []
        for item in override.overrides {
            let name = item.setting.name
            let value = value(of: item.value)
            switch host.problem(withSetting: name, value: value) {
            case .name(let problem): report(problem, item.setting.range)
            case .value(let problem): report(problem, item.value.range)
            case nil:
                settings.append((name, knowledge.settings[name]))
                knowledge.settings[name] = .some(value)
            }
        }
        let goesOn = check(override.body)
        for (name, value) in settings.reversed() { knowledge.settings[name] = value }
        return goesOn
    }

    mutating func check(_ attempt: TryStatement) -> Bool {
        let before = knowledge
        path.enter(.caught)
        host.enter(.attempt)
        let goesOn = check(attempt.body)
        host.leave(.attempt)
        path.leave(.caught)
        var end = goesOn ? knowledge : nil
        // It may have failed anywhere.
        merge(before)
        if let variable = attempt.variable { knowledge.bind(variable.name, to: nil) }
        path.enter(.doubtful)
        if check(attempt.handler) { end = merged(end, knowledge) }
        path.leave(.doubtful)
        guard let end else { return false }
        knowledge = end
        return true
    }

    mutating func check(_ expected: ExpectFailsStatement) {
        let before = knowledge
        path.enter(.caught)
        host.enter(.attempt)
        _ = check(expected.body)
        host.leave(.attempt)
        path.leave(.caught)
        merge(before)
        if let hint = expected.hint { _ = value(of: hint) }
    }

    mutating func check(_ budget: BudgetStatement) -> Bool {
        let amount = value(of: budget.amount, as: AmountText.type, for: "budget")
        host.enter(.budget(amount))
        defer { host.leave(.budget(amount)) }
        return check(budget.body)
    }
}

extension RepeatStatement {
    /// The values that `repeat` takes.
    public static let countType = ValueType.integer("N", in: 0...1_000_000)
}
