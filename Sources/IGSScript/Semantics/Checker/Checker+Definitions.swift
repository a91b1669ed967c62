/// Checks the commands that scripts define.
extension Checker {
    mutating func check(_ statement: DefinitionStatement) {
        let definition = Definition(statement, in: path.file)
        if Keyword(rawValue: statement.name.name)?.mayBeRedefined ?? false {
            report(RowMessages.redefined(statement.name.name), statement.name.range)
        }
        definitions.add(definition)
        knowledge.definitions[statement.name.name] = definition
    }

    mutating func check(_ call: DefinitionCall) -> Bool {
        let values = call.arguments.map { value(of: $0) }
        guard let name = call.name.bare, let entry = knowledge.definitions[name] else {
            return checkUnknown(call)
        }
        guard let definition = entry else {
            leaveOut()
            knowledge.forgetEffects()
            return true
        }
        let parameters = definition.statement.parameters
        guard parameters.count == values.count else {
            report(
                CheckMessages.wrongArgumentCount(values.count, of: definition), call.range)
            knowledge.forgetEffects()
            return true
        }
        var locals = NameTable<Knowledge.Variable>()
        for (parameter, value) in zip(parameters, values) {
            locals[parameter.name] = Knowledge.Variable(value)
        }
        return follow(definition, locals)
    }

    private mutating func checkUnknown(_ call: DefinitionCall) -> Bool {
        // If it is longer than any name, only a part is shown: it may be as long as the file.
        let isName = call.name.range.count <= 2 * Name.maximumLength
        let name = (isName ? call.name.bare : nil) ?? path.file.shortText(in: call.name.range)
        if !knowledge.hasUnknownDefinitions || !Name.isLabel(name) {
            report(
                CheckMessages.unknownCommand(
                    name, isAssignment: call.isAssignment, in: host.vocabulary,
                    definitions: knowledge.definitionNames),
                call.name.range)
        }
        // The command that was meant may have given names and made jobs.
        knowledge.hasUnknownReferences = true
        knowledge.jobCount = nil
        for (option, word) in zip(call.arguments, call.arguments.dropFirst())
        where option.bare == "--as" {
            if let name = word.bare { knowledge.addJob(named: name) }
        }
        return true
    }

    /// Follows a call into the body of its definition.
    ///
    /// - Returns: Whether the run may go on after the call.
    private mutating func follow(
        _ definition: Definition, _ locals: NameTable<Knowledge.Variable>
    ) -> Bool {
        let isNew = definitions.follow(definition)
        guard path.callDepth < effort.maximumCallDepth, !path.isTooDeep, isNew || !effort.isSpent
        else {
            leaveOut()
            knowledge.forgetEffects()
            return true
        }
        let outerLocals = knowledge.locals
        path.beginCall(of: definition)
        if !isNew { path.enter(.revisited) }
        knowledge.locals = locals
        var end = check(definition.statement.body) ? knowledge : nil
        if let returned = path.endCall() { end = merged(end, returned) }
        if !isNew { path.leave(.revisited) }
        if let end { knowledge = end }
        knowledge.locals = outerLocals
        return end != nil
    }

    /// Checks the definitions that nothing calls; nothing is known about their callers.
    mutating func checkUnusedDefinitions() {
        let known = knowledge
        let names = known.definitions.mapValues { _ in Definition?.none }
        while !findings.isFull, let definition = definitions.nextUnfollowed() {
            knowledge.forgetEverything()
            // All definitions of a script are known by now; a line of the prompt may rely on a
            // later one.
            knowledge.definitions = names
            knowledge.hasUnknownDefinitions =
                known.hasUnknownDefinitions || definition.file.origin == .prompt
            var locals = NameTable<Knowledge.Variable>()
            for parameter in definition.statement.parameters { locals[parameter.name] = .computed }
            path.enter(.dead)
            _ = follow(definition, locals)
            path.leave(.dead)
        }
        knowledge = known
    }
}

private extension Expression {
    /// The text of an unquoted word without expansions.
    var bare: String? { if case .word(let word) = self { word.bare } else { nil } }
}

private extension DefinitionCall {
    /// Whether it looks like `name = value`, which is `let name = value` here.
    var isAssignment: Bool {
        if case .word(let word) = arguments.first {
            word.bare?.hasPrefix("=") ?? false
        } else {
            false
        }
    }
}
