package import IGSScript

/// Runs checked scripts in a session, one statement at a time.
package final class Interpreter {
    /// How deep the calls of definitions may nest.
    static let maximumCallDepth = 200

    let session: Session
    let host: ScriptHost
    /// Whether to continue after an error.
    private let keepsGoing: Bool
    /// The values that the caller gave for the script's parameters.
    let parameters: [String: Value]
    /// The source of the statement that is running.
    var file: SourceFile
    /// How many of the running blocks catch a failure.
    var catcherCount = 0
    /// The first failure that was reported and passed over.
    private var firstFailure: Failure?

    /// Makes an interpreter.
    ///
    /// - Parameters:
    ///   - file: The script.
    ///   - keepsGoing: Whether to continue after an error, whatever the session's settings say.
    ///   - parameters: The values for the script's parameters, by name.
    package init(
        _ file: SourceFile, in session: Session, keepsGoing: Bool = false,
        parameters: [String: Value] = [:]
    ) {
        self.file = file
        self.session = session
        host = ScriptHost(table: session.givenTable)
        self.keepsGoing = keepsGoing
        self.parameters = parameters
    }

    /// Runs the script.
    ///
    /// - Returns: The first failure that was reported and passed over.
    /// - Throws: ``Failure`` at the first error, unless the interpreter is to continue after
    ///   errors.
    package func run() async throws(Failure) -> Failure? {
        _ = try await runFile()
        return firstFailure
    }
}

extension Interpreter {
    /// Parses and runs the current file.
    func runFile() async throws(Failure) -> Flow {
        var statements = FileStatements(Parser(file, vocabulary: host.vocabulary), session)
        let flow = try await run(&statements)
        guard flow == .next else { return flow }
        // A checked file has no errors, but it may have changed since.
        let errors = statements.parser.diagnostics.filter { $0.severity == .error }
        guard errors.isEmpty else { throw Failure(errors, code: .invalidScript) }
        return .next
    }

    /// Runs a block.
    func run(_ block: Block) async throws(Failure) -> Flow {
        var statements = block.statements.makeIterator()
        return try await run(&statements)
    }

    /// Runs statements one after the other.
    private func run(
        _ statements: inout some IteratorProtocol<Statement>
    ) async throws(Failure) -> Flow {
        while let statement = statements.next() {
            if Task.isCancelled { throw .interrupted }
            let flow: Flow
            do throws(Failure) {
                flow = try await run(consume statement)
            } catch {
                flow = try passOver(error)
            }
            if session.isEngineBehind { await session.tellEngine() }
            if flow != .next { return flow }
        }
        return .next
    }

    /// Reports a failure and continues, if the user wants that; otherwise throws it.
    private func passOver(_ failure: Failure) throws(Failure) -> Flow {
        guard failure.code != .interrupted, catcherCount == 0,
            keepsGoing || session.settings.onError == .continue
        else { throw failure }
        located(failure).diagnostics.forEach(session.note)
        firstFailure = firstFailure ?? failure
        return session.exitRequest == nil ? .next : .exit
    }

    private func run(_ statement: consuming Statement) async throws(Failure) -> Flow {
        switch consume statement {
        case .command(let command): return try await run(command)
        case .call(let call): return try await run(call)
        case .binding(let binding): try bind(binding)
        case .parameter(let parameter): try bind(parameter)
        case .condition(let condition): return try await run(condition)
        case .loop(let loop): return try await run(loop)
        case .repetition(let repetition): return try await run(repetition)
        case .rows(let rows): return try await run(rows)
        case .jump(let jump):
            return switch jump.kind {
            case .break: .leaveLoop
            case .continue: .nextRound
            case .return: .leaveCall
            }
        case .definition(let definition):
            session.definitions[definition.name.name] = Definition(definition, in: file)
        case .override(let override): return try await run(override)
        case .attempt(let attempt): return try await run(attempt)
        case .budget(let budget): return try await run(budget)
        case .expectation(let expectation): try await run(expectation)
        case .expectedFailure(let expected): return try await run(expected)
        case .source(let source): return try await run(source)
        case .plan(let statement): try await plan(statement)
        case .faulty: break
        }
        return .next
    }

    private func run(_ command: consuming CommandStatement) async throws(Failure) -> Flow {
        var problems: [Diagnostic] = []
        let call = Call.bind(command, of: file, in: SessionScope(session: session), &problems)
        if let problem = problems.first { throw Failure(problem.located(at: call.location)) }
        do throws(Failure) {
            try await CommandTable.command(with: call.signature)?.run(call, in: session)
        } catch {
            throw error.located(at: call.location)
        }
        return session.exitRequest == nil ? .next : .exit
    }
}

// MARK: - Values

extension Interpreter {
    /// Gives a variable a value.
    func assign(_ value: Value, to variable: NamedRange) throws(Failure) {
        do throws(Diagnostic) {
            try session.environment.set(variable.name, to: value)
        } catch {
            throw Failure(error.located(at: SourceLocation(file, variable.range)))
        }
    }

    func value(of expression: Expression) throws(Failure) -> Value {
        do throws(Diagnostic) {
            // During a run, no value is left to be computed.
            return try expression.value(in: SessionScope(session: session)) ?? .string("")
        } catch {
            throw Failure(error.located(at: SourceLocation(file, expression.range)))
        }
    }

    func value(of word: Word) throws(Failure) -> String {
        do throws(Diagnostic) {
            return try word.argument(in: SessionScope(session: session)).value ?? ""
        } catch {
            throw Failure(error.located(at: SourceLocation(file, word.range)))
        }
    }

    /// Returns the value of a word that must have a type.
    func value(of word: Word, as type: ValueType, for subject: String) throws(Failure) -> String {
        let value = try value(of: word)
        guard type.isValid(value) else {
            throw Failure(
                CheckMessages.badValue(value, for: subject, type)
                    .located(at: SourceLocation(file, word.range)))
        }
        return value
    }

    private func bind(_ binding: BindingStatement) throws(Failure) {
        let name = binding.variable.name
        let new = try value(of: binding.value)
        guard binding.adds else { return try assign(new, to: binding.variable) }
        guard let old = session.environment[name] else {
            throw Failure(
                CheckMessages.undefinedVariable(
                    name, known: session.environment.variables.keys.sorted()
                ).located(at: SourceLocation(file, binding.variable.range)))
        }
        let sum: Value
        do throws(Diagnostic) {
            sum = try binding.result(of: new, after: old)
        } catch {
            throw Failure(error.located(at: SourceLocation(file, binding.range)))
        }
        try assign(sum, to: binding.variable)
    }

    private func bind(_ parameter: ParameterStatement) throws(Failure) {
        let variable = parameter.variable
        if let given = parameters[variable.name] {
            try assign(given, to: variable)
        } else if session.environment[variable.name] == nil {
            guard let fallback = parameter.fallback else {
                throw Failure(
                    ScriptMessages.missingParameter(
                        variable.name, summary: parameter.summary?.literal
                    ).located(at: SourceLocation(file, variable.range)))
            }
            try assign(try value(of: fallback), to: variable)
        }
    }
}

/// The statements of a file. A word of igs that a script has defined by now is the script's.
private struct FileStatements: IteratorProtocol {
    private(set) var parser: Parser
    private let session: Session

    init(_ parser: Parser, _ session: Session) {
        self.parser = parser
        self.session = session
    }

    mutating func next() -> Statement? {
        for word in Vocabulary.redefinableWords where session.definitions[word] != nil {
            parser.redefined.insert(word)
        }
        return parser.next()
    }
}
