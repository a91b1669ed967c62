/// What the checker cannot know by itself: the commands' own rules, and files.
public protocol CheckerHost {
    /// The commands.
    var vocabulary: Vocabulary { get }

    /// Checks one call by the rules of its command, and notes what it will change.
    ///
    /// - Parameter report: Receives what is wrong; a diagnostic without a place gets the call's.
    func check(_ call: Call, _ knowledge: inout Knowledge, report: (Diagnostic) -> Void)

    /// Reads the script that a `source` statement names.
    ///
    /// - Parameter file: The script that holds the statement.
    /// - Throws: ``Diagnostic`` where it cannot be read.
    func load(_ path: String, from file: SourceFile) throws(Diagnostic) -> SourceFile
}

/// Checks a whole script before its first command runs: names, options, types, and by the host's
/// rules what only the runtime knows of.
public struct Checker<Host: CheckerHost> {
    private let host: Host
    /// What is known at the point that the checker has reached.
    public private(set) var knowledge: Knowledge
    private var diagnostics: [Diagnostic] = []
    /// How many rounds of loops were followed.
    private var rounds = 0
    /// How many scripts were sourced, each as often as it was.
    private var sourcedCount = 0
    /// The scripts that are being checked, the outermost first.
    private var files: [SourceFile] = []

    /// Makes a checker that starts from what is known of the session.
    public init(host: Host, knowledge: Knowledge) {
        self.host = host
        self.knowledge = knowledge
    }

    /// Checks a script, and what it sources.
    ///
    /// - Returns: What is wrong, in the order of the source.
    public mutating func check(_ script: Script) -> [Diagnostic] {
        diagnostics = []
        checkFile(script)
        return diagnostics.uniqued
    }
}

private extension Checker {
    var file: SourceFile? { files.last }

    mutating func checkFile(_ script: Script) {
        files.append(script.file)
        check(script.statements, isTopLevel: true)
        files.removeLast()
    }

    mutating func check(_ statements: [Statement], isTopLevel: Bool) {
        for statement in statements { check(statement, isTopLevel: isTopLevel) }
    }

    mutating func check(_ statement: Statement, isTopLevel: Bool) {
        switch statement {
        case .command(let command): check(command)
        case .binding(let binding):
            knowledge.variables[binding.name] = .some(value(of: binding.value))
        case .parameter(let parameter):
            if !isTopLevel {
                report(CheckMessages.parameterInBlock(parameter.name), parameter.nameRange)
            }
            if let fallback = parameter.fallback, knowledge.variables[parameter.name] == nil {
                _ = value(of: fallback)
            }
            // The caller may give another value than the default.
            if knowledge.variables[parameter.name] == nil {
                knowledge.variables[parameter.name] = .some(nil)
            }
        case .loop(let loop): check(loop)
        case .source(let source): check(source)
        }
    }

    mutating func check(_ command: CommandStatement) {
        guard let file else { return }
        do throws(Diagnostic) {
            let (signature, words) = try host.vocabulary.resolve(command, in: file)
            let (call, problems) = Call.bind(
                signature, words, at: SourceLocation(file, command.range), in: knowledge)
            diagnostics += problems
            // Also after a problem: the names that a faulty call gives are not unknown ones.
            host.check(call, &knowledge) { problem in
                if problems.isEmpty { diagnostics.append(problem.located(at: call.location)) }
            }
        } catch {
            report(error, command.range)
        }
    }

    mutating func check(_ loop: LoopStatement) {
        let values = value(of: loop.values)?.elements
        if let values, rounds + values.count <= Self.maximumRounds {
            rounds += values.count
            for element in values {
                knowledge.variables[loop.name] = .string(element)
                check(loop.body, isTopLevel: false)
            }
            if values.isEmpty { checkOnce(loop) }
        } else {
            checkOnce(loop)
        }
    }

    /// Checks a block that runs any number of times, for any values.
    mutating func checkOnce(_ loop: LoopStatement) {
        let before = knowledge
        knowledge.variables[loop.name] = .some(nil)
        check(loop.body, isTopLevel: false)
        let after = knowledge
        knowledge = before
        knowledge.merge(afterLoop: after)
    }

    mutating func check(_ source: SourceStatement) {
        guard let file else { return }
        do throws(Diagnostic) {
            guard let path = try source.path.argument(in: knowledge).value else {
                knowledge.hasUnknownJobs = true
                knowledge.hasUnknownReferences = true
                return
            }
            let loaded = try host.load(path, from: file)
            guard !files.contains(where: { $0.identity == loaded.identity }) else {
                throw CheckMessages.sourceCycle(path)
            }
            sourcedCount += 1
            guard files.count <= Self.maximumSourceDepth, sourcedCount <= Self.maximumSourcedCount
            else {
                throw CheckMessages.sourceTooDeep(limit: Self.maximumSourceDepth)
            }
            let outcome = Parser.parse(loaded)
            diagnostics += outcome.diagnostics
            checkFile(outcome.script)
        } catch {
            report(error, source.path.range)
        }
    }

    /// The value of an expression, where it is known; reports what is wrong with it.
    mutating func value(of expression: Expression) -> Value? {
        do throws(Diagnostic) {
            return try expression.value(in: knowledge)
        } catch {
            report(error, expression.range)
            return nil
        }
    }

    mutating func report(_ diagnostic: Diagnostic, _ range: SourceRange) {
        guard let file else { return }
        diagnostics.append(diagnostic.located(at: SourceLocation(file, range)))
    }
}

extension Checker {
    /// How many rounds of loops are followed with their values; beyond that a block is checked once.
    static var maximumRounds: Int { 1_000 }

    /// How many scripts may be sourced in all.
    static var maximumSourcedCount: Int { 1_000 }

    /// How deep scripts may source each other.
    public static var maximumSourceDepth: Int { 16 }
}

private extension [Diagnostic] {
    /// Each finding once, though several rounds of a loop may come upon it.
    var uniqued: [Diagnostic] {
        var seen: Set<String> = []
        return filter { diagnostic in
            guard let location = diagnostic.location else { return true }
            return seen.insert(
                "\(location.file.name) \(location.range.lowerBound) \(diagnostic.id ?? "") \(diagnostic.message)"
            ).inserted
        }
    }
}
