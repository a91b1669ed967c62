/// Lays out statements and their blocks.
extension Formatter {
    mutating func write(_ statement: Statement) {
        switch statement {
        case .command(let command): write(command)
        case .call(let call):
            word(call.name)
            for argument in call.arguments {
                separate()
                expression(argument)
            }
        case .binding(let binding):
            token("let")
            name(binding.variable)
            value(binding.value, behind: binding.adds ? "+=" : "=")
        case .parameter(let parameter):
            token("param")
            name(parameter.variable)
            if let summary = parameter.summary { argument(summary) }
            if let fallback = parameter.fallback { value(fallback) }
        case .condition(let statement): write(statement)
        case .loop(let loop):
            token("for")
            name(loop.variable)
            separate()
            token("in")
            separate()
            expression(loop.values)
            block(loop.body)
        case .repetition(let repetition):
            token("repeat")
            argument(repetition.count)
            block(repetition.body)
        case .rows(let rows):
            token("rows")
            rows.head.arguments.forEach { argument($0) }
            block(rows.body)
        case .jump(let jump): word(jump.range)
        case .definition(let definition):
            token("def")
            name(definition.name)
            definition.parameters.forEach { name($0) }
            block(definition.body)
        case .override(let override): write(override)
        case .attempt(let attempt): write(attempt)
        case .budget(let budget):
            token("budget")
            argument(budget.amount)
            block(budget.body)
        case .expectation(let expectation):
            token("expect")
            separate()
            condition(expectation.condition)
            hint(expectation.hint)
        case .expectedFailure(let expectation):
            token("expect")
            separate()
            token("fails")
            block(expectation.body)
            hint(expectation.hint)
        case .source(let statement):
            token("source")
            argument(statement.path)
        case .plan(let plan):
            token("plan")
            switch plan.subject {
            case .block(let body): block(body)
            case .script(let path): argument(path)
            }
        // The parser makes one only together with an error, and source with errors is not laid out.
        case .faulty(let statement): word(statement.range)
        }
    }

    private mutating func write(_ command: CommandStatement) {
        let name = source.bytes[command.name.lowerBound..<command.name.upperBound]
        if name.contains(where: { $0.isBlank || $0 == .newline }) {
            word(source.word().range)
            separate()
            word(source.word().range)
        } else {
            word(command.name)
        }
        command.arguments.forEach { argument($0) }
    }

    private mutating func write(_ statement: IfStatement) {
        for (index, branch) in statement.branches.enumerated() {
            if index > 0 {
                output.write(" ")
                token("else")
                output.write(" ")
            }
            token("if")
            separate()
            condition(branch.condition)
            block(branch.body)
        }
        if let body = statement.otherwise {
            output.write(" ")
            token("else")
            block(body)
        }
    }

    private mutating func write(_ statement: WithStatement) {
        token("with")
        for override in statement.overrides {
            name(override.setting)
            token("=")
            source.skipBlanks()
            word(override.value)
        }
        block(statement.body)
    }

    private mutating func write(_ statement: TryStatement) {
        token("try")
        block(statement.body)
        output.write(" ")
        token("catch")
        if let variable = statement.variable { name(variable) }
        block(statement.handler)
    }
}

private extension Formatter {
    mutating func name(_ name: NamedRange) {
        separate()
        word(name.range)
    }

    mutating func hint(_ hint: Word?) {
        guard let hint else { return }
        separate()
        token("else")
        argument(hint)
    }

    mutating func argument(_ argument: Word) {
        separate()
        word(argument)
    }

    mutating func value(_ value: Expression, behind mark: StaticString = "=") {
        output.write(" ")
        token(mark)
        separate()
        expression(value)
    }

    mutating func block(_ block: Block) {
        output.write(" ")
        token("{")
        depth += 1
        for (index, statement) in block.statements.enumerated() {
            self.statement(statement, isFirst: index == 0)
        }
        filling(isFirst: block.statements.isEmpty, .statements)
        depth -= 1
        output.startLine(blockIndentation)
        token("}")
    }
}
