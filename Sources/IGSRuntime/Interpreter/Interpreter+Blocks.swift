import IGSScript

/// Loops, calls, and settings for a block.
extension Interpreter {
    func run(_ loop: LoopStatement) async throws(Failure) -> Flow {
        if let jobs = loop.jobs { return try await run(loop, through: jobs) }
        let values: ValueSequence?
        do throws(Diagnostic) {
            values = try loop.values.sequence(in: SessionScope(session: session))
        } catch {
            throw Failure(error.located(at: SourceLocation(file, loop.values.range)))
        }
        for value in values ?? .elements([]) {
            try assign(.string(value), to: loop.variable)
            if let flow = try await runRound(loop.body) { return flow }
        }
        return .next
    }

    private func run(_ loop: LoopStatement, through jobs: Word) async throws(Failure) -> Flow {
        let entries: [JobEntry]
        let spec = try value(of: jobs)
        do throws(Failure) {
            entries = try JobSelection.entries([spec], in: session)
        } catch {
            throw error.located(at: SourceLocation(file, jobs.range))
        }
        let name = loop.variable.name
        // Behind the loop, it is the number of a job and not the job.
        defer {
            if case .job(let number) = session.environment[name] {
                try? session.environment.set(name, to: .string("\(number)"))
            }
        }
        for entry in entries {
            try assign(.job(entry.number), to: loop.variable)
            if let flow = try await runRound(loop.body) { return flow }
        }
        return .next
    }

    func run(_ repetition: RepeatStatement) async throws(Failure) -> Flow {
        let count = try value(
            of: repetition.count, as: RepeatStatement.countType, for: "repeat")
        for _ in 0..<(Int(count) ?? 0) {
            if let flow = try await runRound(repetition.body) { return flow }
        }
        return .next
    }

    /// Runs one round of a loop.
    ///
    /// - Returns: Where the script continues, if the loop ends; `nil` means the next round.
    func runRound(_ body: Block) async throws(Failure) -> Flow? {
        // Each statement is preceded by this question; a round without any asks for itself.
        if body.statements.isEmpty, Task.isCancelled { throw .interrupted }
        let flow = try await run(body)
        return switch flow {
        case .next, .nextRound: nil
        case .leaveLoop: .next
        case .leaveCall, .exit: flow
        }
    }

    func run(_ call: DefinitionCall) async throws(Failure) -> Flow {
        let definition = try definition(of: call)
        var values: [Value] = []
        for argument in call.arguments { values.append(try value(of: argument)) }
        guard session.environment.callDepth < Self.maximumCallDepth else {
            throw Failure(
                InterpreterMessages.callsTooDeep(definition.statement.name.name)
                    .located(at: SourceLocation(file, call.range)))
        }
        let caller = file
        file = definition.file
        session.environment.beginCall()
        defer {
            session.environment.endCall()
            file = caller
        }
        for (parameter, value) in zip(definition.statement.parameters, values) {
            try assign(value, to: parameter)
        }
        return try await run(definition.statement.body) == .exit ? .exit : .next
    }

    private func definition(of call: DefinitionCall) throws(Failure) -> Definition {
        let name = call.name.bare ?? file.text(in: call.name.range)
        guard let definition = session.definitions[name] else {
            throw Failure(
                CheckMessages.unknownCommand(
                    name, in: host.vocabulary, definitions: session.definitions.keys.sorted()
                ).located(at: SourceLocation(file, call.name.range)))
        }
        guard definition.statement.parameters.count == call.arguments.count else {
            throw Failure(
                CheckMessages.wrongArgumentCount(call.arguments.count, of: definition)
                    .located(at: SourceLocation(file, call.range)))
        }
        return definition
    }

    func run(_ override: WithStatement) async throws(Failure) -> Flow {
        var changes: [(setting: Setting, value: String)] = []
        for item in override.overrides {
            let value = try value(of: item.value)
            switch host.problem(withSetting: item.setting.name, value: value) {
            case .name(let problem):
                throw Failure(problem.located(at: SourceLocation(file, item.setting.range)))
            case .value(let problem):
                throw Failure(problem.located(at: SourceLocation(file, item.value.range)))
            case nil:
                guard let setting = Setting.named(item.setting.name) else { continue }
                changes.append((setting, value))
            }
        }
        let before = session.settings
        for change in changes { session.write(change.setting, change.value) }
        defer {
            for change in changes { session.write(change.setting, change.setting.read(before)) }
        }
        if session.isEngineBehind { await session.tellEngine() }
        return try await run(override.body)
    }
}
