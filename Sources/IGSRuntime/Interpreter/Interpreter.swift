package import IGSScript

/// Runs parsed and checked scripts in a session.
///
/// Statements that only change variables run without a suspension; the commands are the only ones
/// that may wait.
package struct Interpreter {
    private let session: Session
    private let host = ScriptHost()
    /// Whether to go on after an error.
    private let keepsGoing: Bool
    /// The values that the caller gave for the script's parameters.
    private let parameters: [String: String]

    /// Makes an interpreter.
    ///
    /// - Parameters:
    ///   - keepsGoing: Whether to go on after an error, whatever the session's settings say.
    ///   - parameters: The values for the script's parameters, by name.
    package init(
        session: Session, keepsGoing: Bool = false, parameters: [String: String] = [:]
    ) {
        self.session = session
        self.keepsGoing = keepsGoing
        self.parameters = parameters
    }

    /// Runs a script.
    ///
    /// - Returns: The first failure that was reported and passed over.
    /// - Throws: ``Failure`` at the first error, unless told to go on.
    package func run(_ script: Script) async throws(Failure) -> Failure? {
        try await run(script.statements, in: script.file)
    }
}

private extension Interpreter {
    func run(_ statements: [Statement], in file: SourceFile) async throws(Failure) -> Failure? {
        var first: Failure?
        for statement in statements {
            if Task.isCancelled { throw .interrupted }
            do throws(Failure) {
                first = try await execute(statement, in: file) ?? first
            } catch {
                guard error.code != .interrupted,
                    keepsGoing || session.settings.onError == .continue
                else { throw error }
                error.diagnostics.forEach(session.note)
                first = first ?? error
            }
            if session.exitRequest != nil { break }
        }
        return first
    }

    /// Runs one statement.
    ///
    /// - Returns: A failure inside it that was passed over.
    func execute(_ statement: Statement, in file: SourceFile) async throws(Failure) -> Failure? {
        switch statement {
        case .binding(let binding):
            session.environment[binding.name] = try value(of: binding.value, in: file)
        case .parameter(let parameter): try bind(parameter, in: file)
        case .command(let command): try await execute(command, in: file)
        case .loop(let loop):
            var first: Failure?
            for element in try value(of: loop.values, in: file).elements {
                session.environment[loop.name] = .string(element)
                first = try await run(loop.body, in: file) ?? first
                if session.exitRequest != nil { break }
            }
            return first
        case .source(let source): return try await run(source, in: file)
        }
        return nil
    }

    func execute(_ command: CommandStatement, in file: SourceFile) async throws(Failure) {
        let location = SourceLocation(file, command.range)
        let call = try bind(command, at: location)
        do throws(Failure) {
            try await CommandTable.command(named: call.signature.name)?.run(call, in: session)
        } catch {
            throw error.located(at: location)
        }
    }

    func bind(_ command: CommandStatement, at location: SourceLocation) throws(Failure) -> Call {
        do throws(Diagnostic) {
            let (signature, words) = try host.vocabulary.resolve(command, in: location.file)
            let (call, problems) = Call.bind(
                signature, words, at: location, in: SessionScope(session: session))
            if let problem = problems.first { throw problem }
            return call
        } catch {
            throw Failure(error.located(at: location))
        }
    }

    func run(_ source: SourceStatement, in file: SourceFile) async throws(Failure) -> Failure? {
        let script = try load(source, from: file)
        session.sources.append(script.file)
        defer { session.sources.removeLast() }
        return try await run(script.statements, in: script.file)
    }

    /// Reads and checks a script that another names: its path may have been computed.
    func load(_ source: SourceStatement, from file: SourceFile) throws(Failure) -> Script {
        let loaded: SourceFile
        do throws(Diagnostic) {
            let path = try source.path.argument(in: SessionScope(session: session)).value ?? ""
            loaded = try host.load(path, from: file)
            guard !(session.sources + [file]).contains(where: { $0.identity == loaded.identity })
            else { throw CheckMessages.sourceCycle(path) }
            guard session.sources.count < Checker<ScriptHost>.maximumSourceDepth else {
                throw CheckMessages.sourceTooDeep(limit: Checker<ScriptHost>.maximumSourceDepth)
            }
        } catch {
            throw Failure(error.located(at: SourceLocation(file, source.path.range)))
        }
        return try ScriptRunner(session: session).prepare(loaded)
    }

    func bind(_ parameter: ParameterStatement, in file: SourceFile) throws(Failure) {
        if let given = parameters[parameter.name] {
            session.environment[parameter.name] = .string(given)
        } else if let fallback = parameter.fallback {
            if session.environment[parameter.name] == nil {
                session.environment[parameter.name] = try value(of: fallback, in: file)
            }
        } else if session.environment[parameter.name] == nil {
            throw Failure(
                ServiceCheckMessages.missingParameter(
                    parameter.name, summary: parameter.summary?.literal
                )
                .located(at: SourceLocation(file, parameter.nameRange)), code: .usage)
        }
    }

    func value(of expression: Expression, in file: SourceFile) throws(Failure) -> Value {
        do throws(Diagnostic) {
            // Nothing is left to be computed during a run.
            return try expression.value(in: SessionScope(session: session)) ?? .string("")
        } catch {
            throw Failure(error.located(at: SourceLocation(file, expression.range)))
        }
    }
}
