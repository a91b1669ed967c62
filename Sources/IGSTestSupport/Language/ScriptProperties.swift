import IGSScript

/// What must hold for any bytes as a script, besides that nothing crashes and everything ends.
package struct ScriptProperties {
    private let bytes: [UInt8]
    private let file: SourceFile
    private let isText: Bool
    private let hasReplacements: Bool

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
        file = SourceFile(name: "any.igs", origin: .file, bytes: bytes)
        isText = !bytes.contains(0) && String(validating: bytes, as: UTF8.self) != nil
        hasReplacements = String(decoding: bytes, as: UTF8.self).unicodeScalars.contains("\u{FFFD}")
    }

    /// Returns a property that does not hold for a script; `nil` if they all do.
    ///
    /// Bytes that are not text are not a script either, so the most similar text is checked, too.
    package static func violation(of bytes: [UInt8]) -> String? {
        let properties = ScriptProperties(bytes)
        if let violation = violation(properties) { return violation }
        guard !properties.isText else { return nil }
        let text = String(decoding: bytes.map { $0 == 0 ? 1 : $0 }, as: UTF8.self)
        return violation(ScriptProperties(Array(text.utf8)))
    }

    private static func violation(_ properties: ScriptProperties) -> String? {
        let outcome = Parser.parse(properties.file, vocabulary: .plain)
        return properties.violation(ofParsing: outcome)
            ?? properties.violation(ofChecking: outcome)
            ?? properties.violation(ofFormatting: outcome)
    }
}

// MARK: - Parser

private extension ScriptProperties {
    func violation(ofParsing outcome: Parser.Outcome) -> String? {
        if outcome.diagnostics.count > Parser.maximumDiagnosticCount {
            return "there are \(outcome.diagnostics.count) findings"
        }
        for diagnostic in outcome.diagnostics {
            if let problem = problem(with: diagnostic) { return "the parser: \(problem)" }
        }
        return violation(of: outcome.script.statements, in: SourceRange(0, bytes.count))
    }

    /// Checks that statements lie in their block, one behind the other.
    func violation(of statements: [Statement], in outer: SourceRange) -> String? {
        var end = outer.lowerBound
        for statement in statements {
            let range = statement.range
            guard range.lowerBound >= end, range.upperBound <= outer.upperBound, range.count > 0
            else { return "a statement at \(range) overlaps, in \(outer) from \(end)" }
            end = range.upperBound
            for block in statement.blocks {
                guard block.range.lowerBound >= range.lowerBound,
                    block.range.upperBound <= range.upperBound
                else { return "a block at \(block.range) is not in its statement, \(range)" }
                if let problem = violation(of: block.statements, in: block.range) {
                    return problem
                }
            }
        }
        return nil
    }
}

private extension Statement {
    /// The blocks that the statement contains.
    var blocks: [Block] {
        switch self {
        case .condition(let statement):
            statement.branches.map(\.body) + [statement.otherwise].compactMap(\.self)
        case .loop(let statement): [statement.body]
        case .repetition(let statement): [statement.body]
        case .rows(let statement): [statement.body]
        case .definition(let statement): [statement.body]
        case .override(let statement): [statement.body]
        case .attempt(let statement): [statement.body, statement.handler]
        case .budget(let statement): [statement.body]
        case .expectedFailure(let statement): [statement.body]
        case .faulty(let statement): [statement.body].compactMap(\.self)
        case .plan(let statement):
            if case .block(let body) = statement.subject { [body] } else { [] }
        case .command, .call, .binding, .parameter, .jump, .expectation, .source: []
        }
    }
}

// MARK: - Checker

private extension ScriptProperties {
    struct Finding: Hashable {
        let file: ObjectIdentifier
        let range: SourceRange
        let id: String?
        let message: String
    }

    func violation(ofChecking outcome: Parser.Outcome) -> String? {
        var checker = Checker(host: PlainHost(script: bytes), knowledge: PlainHost.knowledge)
        let findings = checker.check(file)
        var seen: Set<Finding> = []
        for finding in findings {
            if let problem = problem(with: finding) { return "the checker: \(problem)" }
            guard let location = finding.location else { continue }
            let key = Finding(
                file: ObjectIdentifier(location.file), range: location.range, id: finding.shownID,
                message: finding.message)
            if !seen.insert(key).inserted { return "it is found twice: \(finding.message)" }
        }
        guard findings.count < 1_000 else { return nil }
        for diagnostic in outcome.diagnostics
        where !findings.contains(where: {
            $0.shownID == diagnostic.shownID && $0.message == diagnostic.message
                && $0.location?.range == diagnostic.location?.range
        }) {
            return "the checker keeps to itself: \(diagnostic.message)"
        }
        return violation(ofRendering: findings)
    }

    func violation(ofRendering findings: [Diagnostic]) -> String? {
        let renderer = Renderer(isColoured: false)
        for finding in findings.prefix(10) {
            let text = renderer.render(finding)
            let mark = finding.location.map { "\($0.start.line):\($0.start.column)" } ?? ""
            guard text.contains(mark), text.contains("^") else { return "it reads \(text)" }
        }
        return nil
    }

    /// Checks that a finding has a name, words, and a position that can be shown.
    func problem(with finding: Diagnostic) -> String? {
        guard finding.id != nil, !finding.message.isEmpty else { return "a finding without words" }
        if isText, finding.message.unicodeScalars.contains("\u{FFFD}"), !hasReplacements {
            return "it cuts a character: \(finding.message)"
        }
        guard let location = finding.location else { return "no place: \(finding.message)" }
        for range in [location.range, finding.fix?.range].compactMap(\.self) {
            guard range.upperBound <= location.file.bytes.count else {
                return "\(range) is out of bounds: \(finding.message)"
            }
            guard
                !isText
                    || (isCharacterStart(range.lowerBound) && isCharacterStart(range.upperBound))
            else { return "\(range) cuts a character: \(finding.message)" }
        }
        return nil
    }

    private func isCharacterStart(_ offset: Int) -> Bool {
        offset >= bytes.count || bytes[offset] & 0xC0 != 0x80
    }
}

// MARK: - Formatter

private extension ScriptProperties {
    func violation(ofFormatting outcome: Parser.Outcome) -> String? {
        let once = Formatter.format(file, vocabulary: .plain)
        guard outcome.diagnostics.isEmpty else {
            return once.bytes == nil ? nil : "what does not parse is formatted"
        }
        guard let bytes = once.bytes else { return "what parses is not formatted" }
        guard bytes != self.bytes else { return nil }
        let formatted = SourceFile(name: "formatted.igs", origin: .file, bytes: bytes)
        let again = Parser.parse(formatted, vocabulary: .plain)
        if let problem = again.diagnostics.first {
            return "what was formatted does not parse: \(problem.message)"
        }
        if SyntaxDump.text(of: again.script) != SyntaxDump.text(of: outcome.script) {
            return "formatting changes what a script means"
        }
        let twice = Formatter.format(formatted, vocabulary: .plain)
        return twice.bytes == bytes ? nil : "formatting twice changes more"
    }
}
