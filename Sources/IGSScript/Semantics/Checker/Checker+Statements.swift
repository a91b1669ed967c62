extension Checker {
    /// Parses and checks a file.
    ///
    /// - Returns: Whether the run continues after it.
    @discardableResult
    mutating func checkFile(_ source: SourceFile) -> Bool {
        path.beginFile(source, locals: knowledge.locals)
        var parser = Parser(source, vocabulary: host.vocabulary)
        var sequence = StatementSequence()
        while !findings.isFull {
            // What a sourced script defines is the script's own, too.
            for word in Vocabulary.redefinableWords where knowledge.definitions[word] != nil {
                parser.redefined.insert(word)
            }
            guard let statement = parser.next() else { break }
            addDiagnostics(of: &parser)
            check(statement, in: &sequence)
        }
        addDiagnostics(of: &parser)
        let goesOn = end(sequence)
        guard let returned = path.endFile() else { return goesOn }
        knowledge = merged(goesOn ? knowledge : nil, returned)
        return true
    }

    private mutating func addDiagnostics(of parser: inout Parser) {
        if parser.diagnostics.isEmpty { return }
        for diagnostic in parser.takeDiagnostics() { findings.add(diagnostic) }
    }

    /// Checks a block.
    ///
    /// - Returns: Whether the run continues after it.
    mutating func check(_ block: Block) -> Bool {
        path.beginBlock()
        defer { path.endBlock() }
        var sequence = StatementSequence()
        for statement in block.statements {
            if findings.isFull { break }
            check(statement, in: &sequence)
        }
        return end(sequence)
    }

    private mutating func check(
        _ statement: consuming Statement, in sequence: inout StatementSequence
    ) {
        if sequence.isEnded {
            sequence.isEnded = false
            report(CheckMessages.unreachable(), statement.range)
        }
        if path.isIn(.revisited) { effort.spend(1) }
        let leadsAway = statement.leadsAway
        guard !check(statement), sequence.knowledgeAtEnd == nil else { return }
        sequence.isEnded = leadsAway
        sequence.knowledgeAtEnd = knowledge
        path.enter(.dead)
        knowledge.forgetEverything()
    }

    private mutating func end(_ sequence: StatementSequence) -> Bool {
        guard let known = sequence.knowledgeAtEnd else { return true }
        path.leave(.dead)
        knowledge = known
        return false
    }

    /// Checks a block that never runs, or not with what is known here: only for what is wrong in
    /// itself.
    mutating func checkDead(_ block: Block) {
        let before = knowledge
        path.enter(.dead)
        knowledge.forgetEverything()
        _ = check(block)
        path.leave(.dead)
        knowledge = before
    }

    /// Checks a statement.
    ///
    /// - Returns: Whether the run may continue after it.
    private mutating func check(_ statement: consuming Statement) -> Bool {
        switch consume statement {
        case .command(let command): return check(command)
        case .call(let call): return check(call)
        case .binding(let binding): check(binding)
        case .parameter(let parameter): check(parameter)
        case .condition(let condition): return check(condition)
        case .loop(let loop): return check(loop)
        case .repetition(let repetition): return check(repetition)
        case .rows(let rows): return check(rows)
        case .jump(let jump):
            check(jump)
            return false
        case .definition(let definition): check(definition)
        case .override(let override): return check(override)
        case .attempt(let attempt): return check(attempt)
        case .budget(let budget): return check(budget)
        case .expectation(let expectation):
            _ = truth(of: expectation.condition)
            if let hint = expectation.hint { _ = value(of: hint) }
        case .expectedFailure(let expected): check(expected)
        case .source(let source): return check(source.path, leads: true)
        case .plan(let plan): check(plan)
        case .faulty(let faulty): check(faulty)
        }
        return true
    }
}

/// How far the checking of a sequence of statements has got.
struct StatementSequence {
    /// Whether the last statement leads away, whatever happens.
    var isEnded = false
    /// What was known at the point that the run leaves, while what follows is checked.
    var knowledgeAtEnd: Knowledge?
}

private extension Statement {
    /// Whether what follows it never runs, whatever happens.
    var leadsAway: Bool {
        switch self {
        case .jump: true
        case .command(let command): command.signature.endsScript
        default: false
        }
    }
}

// MARK: - Commands, variables and files

private extension Checker {
    mutating func check(_ command: consuming CommandStatement) -> Bool {
        let arguments = path.isInBlock ? command.arguments : []
        var problems: [Diagnostic] = []
        let call = Call.bind(command, of: path.file, in: knowledge, &problems)
        for problem in problems { report(problem) }
        checkForGluedBraces(in: arguments)
        // This holds after a problem, too: the names that a faulty call gives are not unknown.
        var findings: [Diagnostic] = []
        if let reach = path.reach, !path.isIn(.planned) { host.note(call, knowledge, reach) }
        let jobCount = knowledge.jobCount ?? 0
        host.check(call, &knowledge) { findings.append($0) }
        // A call that makes many jobs costs as much as that many calls.
        if path.isIn(.revisited) { effort.spend(max(0, (knowledge.jobCount ?? 0) - jobCount)) }
        if problems.isEmpty, !findings.isEmpty {
            for finding in findings { report(finding.located(at: call.location)) }
        }
        guard call.signature.endsScript else { return true }
        // It ends the sourced file, and the one that sources it continues.
        if !path.isIn(.dead), path.mayEndEarly {
            var known = knowledge
            known.locals = path.localsOfFile
            path.endEarly(knowing: merged(path.earlyEnd, known))
        }
        return false
    }

    /// Warns if a `}` was probably meant to end the block around the command, with the block's
    /// other branch after it: the text would become part of a prompt, and cost money.
    mutating func checkForGluedBraces(in arguments: [Word]) {
        for word in arguments {
            guard let text = word.bare, text == "}else" || text == "}catch" else { continue }
            report(CheckMessages.gluedBrace(text), word.range)
        }
    }

    mutating func check(_ binding: BindingStatement) {
        let name = binding.variable.name
        let new = value(of: binding.value)
        guard binding.adds else { return knowledge.bind(name, to: new) }
        let old = knowledge.lookUp(.variable(name))
        if case .undefined = old {
            report(
                CheckMessages.undefinedVariable(name, known: knowledge.variableNames),
                binding.variable.range)
        }
        guard case .value(let old) = old, let new else { return knowledge.bind(name, to: nil) }
        do throws(Diagnostic) {
            knowledge.bind(name, to: try binding.result(of: new, after: old))
        } catch {
            report(error, binding.range)
            knowledge.bind(name, to: nil)
        }
    }

    mutating func check(_ parameter: ParameterStatement) {
        let name = parameter.variable.name
        if path.isInBlock {
            report(CheckMessages.parameterInBlock(name), parameter.variable.range)
        } else if path.fileCount == 1 {
            parameters.append(parameter)
        }
        guard knowledge.variable(name) == nil else { return }
        let fallback = parameter.fallback.flatMap { value(of: $0) }
        // The caller may give another value than the default.
        knowledge.bind(name, to: purpose == .plan ? fallback : nil)
    }

    /// Checks the script that a `source` or a `plan` names.
    ///
    /// - Parameter leads: Whether the run goes through the script here.
    mutating func check(_ word: Word, leads: Bool) -> Bool {
        guard let name = value(of: word) else {
            leaveOut()
            knowledge.forgetEverything()
            return true
        }
        do throws(Diagnostic) {
            let loaded = try host.load(name, from: path.file)
            guard !path.isOpen(loaded) else {
                throw CheckMessages.sourceCycle(name)
            }
            sourced.add(loaded, leads: leads)
            guard path.fileCount <= Self.maximumSourceDepth, !path.isTooDeep, !sourced.areTooMany
            else { throw CheckMessages.sourceTooDeep(limit: Self.maximumSourceDepth) }
            guard sourced.check(loaded) else {
                return checkAgain(loaded)
            }
            return checkFile(loaded)
        } catch {
            report(error, word.range)
            return true
        }
    }

    mutating func checkAgain(_ source: SourceFile) -> Bool {
        guard !effort.isSpent else {
            leaveOut()
            knowledge.forgetEverything()
            return true
        }
        path.enter(.revisited)
        defer { path.leave(.revisited) }
        return checkFile(source)
    }

    mutating func check(_ plan: PlanStatement) {
        // What is planned is not done.
        let before = knowledge
        // A plan finds out on its own what a run reaches.
        let leftOut = leavesOut
        path.enter(.planned)
        switch plan.subject {
        case .block(let block): _ = check(block)
        case .script(let word): _ = check(word, leads: false)
        }
        path.leave(.planned)
        leavesOut = leftOut
        knowledge = before
    }

    /// Checks what is left of a construct that was not understood.
    mutating func check(_ faulty: FaultyStatement) {
        for variable in faulty.variables { knowledge.bind(variable.name, to: nil) }
        // It may have been a `ref add` that gives a name.
        knowledge.hasUnknownReferences = true
        guard let body = faulty.body else { return }
        let before = knowledge
        // It is not known what its head would have defined.
        knowledge.hasUnknownVariables = true
        path.beginLoop()
        _ = check(body)
        path.endLoop()
        knowledge.hasUnknownVariables = before.hasUnknownVariables
        merge(before)
    }
}
