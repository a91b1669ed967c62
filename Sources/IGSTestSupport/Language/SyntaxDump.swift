package import IGSScript

/// The syntax of a script as text, without its positions: equal for scripts that mean the same.
package struct SyntaxDump {
    private var lines: [String] = []
    private var depth = 0

    private init() {}

    /// Returns the text of a script.
    package static func text(of script: Script) -> String {
        var dump = SyntaxDump()
        script.statements.forEach { dump.add($0) }
        return dump.lines.joined(separator: "\n")
    }

    private mutating func line(_ text: String) {
        lines.append(String(repeating: "  ", count: depth) + text)
    }

    private mutating func add(_ head: String, _ body: Block) {
        line(head)
        depth += 1
        body.statements.forEach { add($0) }
        depth -= 1
    }

    private mutating func add(_ statement: Statement) {
        switch statement {
        case .command(let command):
            line("command \(command.signature.name) \(text(command.arguments))")
        case .call(let call):
            line("call \(text(call.name)) \(call.arguments.map(text))")
        case .binding(let binding):
            let mark = binding.adds ? "+= " : ""
            line("let \(binding.variable.name) \(mark)\(text(binding.value))")
        case .parameter(let parameter):
            let summary = parameter.summary.map(text) ?? "-"
            let fallback = parameter.fallback.map(text) ?? "-"
            line("param \(parameter.variable.name) \(summary) \(fallback)")
        case .condition(let statement):
            for branch in statement.branches { add("if \(text(branch.condition))", branch.body) }
            if let body = statement.otherwise { add("else", body) }
        case .loop(let loop): add("for \(loop.variable.name) \(text(loop.values))", loop.body)
        case .repetition(let repetition): add("repeat \(text(repetition.count))", repetition.body)
        case .rows(let rows): add("rows \(text(rows.head.arguments))", rows.body)
        case .jump(let jump): line(jump.kind.rawValue)
        case .definition(let definition):
            add("def \(definition.name.name) \(definition.parameters.map(\.name))", definition.body)
        case .override(let override):
            add(
                "with \(override.overrides.map { "\($0.setting.name)=\(text($0.value))" })",
                override.body)
        case .attempt(let attempt):
            add("try", attempt.body)
            add("catch \(attempt.variable?.name ?? "-")", attempt.handler)
        case .budget(let budget): add("budget \(text(budget.amount))", budget.body)
        case .expectation(let expectation):
            line("expect \(text(expectation.condition)) \(expectation.hint.map(text) ?? "-")")
        case .expectedFailure(let expectation):
            add("expect fails \(expectation.hint.map(text) ?? "-")", expectation.body)
        case .source(let source): line("source \(text(source.path))")
        case .plan(let plan):
            switch plan.subject {
            case .block(let body): add("plan", body)
            case .script(let path): line("plan \(text(path))")
            }
        case .faulty: line("faulty")
        }
    }

    private func text(_ expression: Expression) -> String {
        switch expression {
        case .word(let word): text(word)
        case .list(let words, _): "list\(text(words))"
        case .range(let first, let last, _): "range(\(text(first)), \(text(last)))"
        }
    }

    private func text(_ condition: Condition) -> String {
        switch condition {
        case .comparison(let left, let mark, let right):
            "\(text(left)) \(mark.rawValue) \(text(right))"
        case .field(let job, let field, let mark, let value):
            "field(\(text(job)) \(text(field)) \(mark.rawValue) \(text(value)))"
        case .state(let job, let state): "state(\(text(job)) \(text(state)))"
        case .defined(let name, _): "defined(\(text(name)))"
        case .definedJob(let job, _): "defined(\(text(job)))"
        case .count(let jobs, let mark, let number, _):
            "count(\(text(jobs)) \(mark.rawValue) \(text(number)))"
        case .exists(let path, _): "exists(\(text(path)))"
        case .not(let condition, _): "not(\(text(condition)))"
        case .and(let left, let right): "and(\(text(left)), \(text(right)))"
        case .or(let left, let right): "or(\(text(left)), \(text(right)))"
        case .group(let condition, _): "group(\(text(condition)))"
        }
    }

    /// Returns a name as it was written: one that would have to be computed is not a name.
    private func text(_ name: NamedRange) -> String {
        name.name.contains(where: \.isNewline) ? name.name.filter { !$0.isWhitespace } : name.name
    }

    private func text(_ words: [Word]) -> String { "\(words.map(text))" }

    private func text(_ word: Word) -> String {
        let quote = word.quote.map { "\($0):\(word.quotedCount) " } ?? ""
        return switch word.content {
        case .literal(let literal): quote + literal.debugDescription
        case .segments(let segments): quote + text(segments)
        }
    }

    private func text(_ segments: [Word.Segment]) -> String {
        let parts = segments.map { segment in
            switch segment {
            case .text(let text): text.debugDescription
            case .expansion(let expansion):
                "\(expansion.subject)" + (expansion.fallback.map { "-\(text($0))" } ?? "")
            }
        }
        return "\(parts)"
    }
}
