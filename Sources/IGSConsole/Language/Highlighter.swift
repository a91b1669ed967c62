import IGSRuntime
import IGSScript

/// Finds the styles for the parts of a text, as the language's parser reads it.
struct Highlighter {
    let vocabulary: Vocabulary
    let definitions: [String]

    /// Returns the spans, in order, without overlaps.
    func spans(of text: String) -> [StyledSpan] {
        var start = 0
        return PromptInput(text).parts(definitions: definitions).flatMap { part in
            defer { start += part.text.utf8.count + 1 }
            return spans(ofPart: part.text).map {
                StyledSpan(
                    range: ($0.range.lowerBound + start)..<($0.range.upperBound + start),
                    style: $0.style)
            }
        }
    }

    private func spans(ofPart text: String) -> [StyledSpan] {
        if CommandTable.help.topic(askedForBy: text) != nil || ShellEscape(text) != nil {
            return [StyledSpan(range: 0..<text.utf8.count, style: .command)]
        }
        let source = SourceFile(name: "prompt", origin: .prompt, text: text)
        let outcome = Parser.parse(source, vocabulary: vocabulary)
        var painter = Painter(
            vocabulary: vocabulary, known: Set(definitions), length: source.bytes.count)
        outcome.script.statements.forEach { painter.paint($0) }
        outcome.comments.forEach { painter.paint($0, .comment) }
        // Text that is just not finished yet is not an error.
        if !outcome.isIncomplete {
            for diagnostic in outcome.diagnostics where diagnostic.severity == .error {
                if let range = diagnostic.location?.range { painter.paint(range, .error) }
            }
        }
        return painter.spans
    }
}

/// Gives each byte its style; later painting covers earlier painting.
private struct Painter {
    let vocabulary: Vocabulary
    var known: Set<String>
    private var styles: [StyledSpan.Style?]

    init(vocabulary: Vocabulary, known: Set<String>, length: Int) {
        self.vocabulary = vocabulary
        self.known = known
        styles = Array(repeating: nil, count: length)
    }

    var spans: [StyledSpan] {
        var spans: [StyledSpan] = []
        var start = 0
        for end in 1...max(1, styles.count)
        where end == styles.count || styles.indices.contains(end) && styles[end] != styles[start] {
            guard styles.indices.contains(start) else { break }
            if let style = styles[start] {
                spans.append(StyledSpan(range: start..<end, style: style))
            }
            start = end
        }
        return spans
    }

    mutating func paint(_ range: SourceRange, _ style: StyledSpan.Style) {
        for offset in max(0, range.lowerBound)..<max(0, min(range.upperBound, styles.count)) {
            styles[offset] = style
        }
    }

    private mutating func paintKeyword(_ range: SourceRange, _ count: Int) {
        paint(SourceRange(range.lowerBound, range.lowerBound + count), .command)
    }

    mutating func paint(_ statement: Statement) {
        switch statement {
        case .command(let command):
            paint(command.name, .command)
            for word in command.arguments { paint(word) }
        case .call(let call):
            let isKnown = call.name.bare.map { known.contains($0) } ?? false
            let isGrowing =
                call.range.upperBound == styles.count && call.arguments.isEmpty
                && call.name.bare.map(mayBecomeKnown) ?? false
            paint(call.name.range, isKnown ? .command : isGrowing ? .hint : .error)
            call.arguments.forEach { paint($0) }
        case .binding(let binding):
            paintKeyword(binding.range, 3)
            paint(binding.variable.range, .variable)
            paint(binding.value)
        case .definition(let definition):
            known.insert(definition.name.name)
            paintKeyword(definition.range, 3)
            paint(definition.body)
        case .loop(let loop):
            paintKeyword(loop.range, 3)
            paint(loop.variable.range, .variable)
            paint(loop.values)
            paint(loop.body)
        case .repetition(let loop):
            paintKeyword(loop.range, 6)
            paint(loop.count)
            paint(loop.body)
        case .rows(let rows):
            paintKeyword(rows.range, 4)
            rows.head.arguments.forEach { paint($0) }
            paint(rows.body)
        case .condition(let condition):
            paintKeyword(condition.range, 2)
            for branch in condition.branches {
                paint(branch.condition)
                paint(branch.body)
            }
            if let otherwise = condition.otherwise { paint(otherwise) }
        case .override(let override):
            paintKeyword(override.range, 4)
            override.overrides.forEach { paint($0.value) }
            paint(override.body)
        case .attempt(let attempt):
            paintKeyword(attempt.range, 3)
            paint(attempt.body)
            if let variable = attempt.variable { paint(variable.range, .variable) }
            paint(attempt.handler)
        case .budget(let budget):
            paintKeyword(budget.range, 6)
            paint(budget.amount)
            paint(budget.body)
        case .expectedFailure(let expectation):
            paintKeyword(expectation.range, 6)
            paint(expectation.body)
            if let hint = expectation.hint { paint(hint) }
        case .parameter(let parameter):
            paintKeyword(parameter.range, 5)
            paint(parameter.variable.range, .variable)
            if let summary = parameter.summary { paint(summary) }
            if let fallback = parameter.fallback { paint(fallback) }
        case .source(let source):
            paintKeyword(source.range, 6)
            paint(source.path)
        case .expectation(let expectation):
            paintKeyword(expectation.range, 6)
            paint(expectation.condition)
            if let hint = expectation.hint { paint(hint) }
        case .plan(let plan):
            paintKeyword(plan.range, 4)
            switch plan.subject {
            case .block(let body): paint(body)
            case .script(let path): paint(path)
            }
        case .jump(let jump): paint(jump.range, .command)
        case .faulty(let statement): if let body = statement.body { paint(body) }
        }
    }

    private mutating func paint(_ condition: Condition) {
        switch condition {
        case .comparison(let left, _, let right):
            paint(left)
            paint(right)
        case .field(let job, _, _, let value):
            paint(job)
            paint(value)
        case .state(let job, _): paint(job)
        case .defined: break
        case .definedJob(let word, _), .exists(let word, _): paint(word)
        case .count(let jobs, _, let number, _):
            paint(jobs)
            paint(number)
        case .not(let condition, _), .group(let condition, _): paint(condition)
        case .and(let left, let right), .or(let left, let right):
            paint(left)
            paint(right)
        }
    }

    private mutating func paint(_ block: Block) { block.statements.forEach { paint($0) } }

    private mutating func paint(_ expression: Expression) {
        switch expression {
        case .word(let word): paint(word)
        case .list(let words, _): words.forEach { paint($0) }
        case .range(let first, let last, _):
            paint(first)
            paint(last)
        }
    }

    private mutating func paint(_ word: Word) {
        if word.quote != nil {
            paint(word.range, .string)
        } else if word.bare?.hasPrefix("%") == true {
            paint(word.range, .job)
        } else if let text = word.bare, text.hasPrefix("-"), text.count > 1 {
            paint(word.range, .option)
        }
        for expansion in word.expansions { paint(expansion.range, .variable) }
    }

    private func mayBecomeKnown(_ name: String) -> Bool {
        known.contains { $0.hasPrefix(name) }
            || vocabulary.signatures.contains { $0.name.hasPrefix(name) }
    }
}
