import IGSScript

/// Scripts that other scripts name.
extension Interpreter {
    func run(_ source: SourceStatement) async throws(Failure) -> Flow {
        let loaded = try load(source.path)
        // A script with a literal path was checked with the script that names it.
        if source.path.literal == nil { _ = try ScriptRunner(session: session).check(loaded) }
        let outer = file
        session.sources.append(loaded)
        file = loaded
        defer {
            file = outer
            session.sources.removeLast()
        }
        switch try await runFile() {
        case .exit:
            guard let request = session.exitRequest else { return .exit }
            // An exit ends the script that asks for it, not the script that sources it, nor the
            // shell.
            session.withdrawExit()
            guard let code = request.code, code != 0 else { return .next }
            throw ScriptMessages.sourceExited(loaded.name, code)
                .located(at: SourceLocation(outer, source.path.range))
        case .leaveCall: return .next
        case let flow: return flow
        }
    }

    /// Reports what a block or a script would submit.
    func plan(_ statement: PlanStatement) async throws(Failure) {
        var knowledge = session.knowledge
        knowledge.earlierJobs = session.desk.earlierJobs()
        let planner = Planner(
            knowledge, caps: try await session.plannedCaps(), isRun: session.run != nil,
            table: session.givenTable)
        let plan =
            switch statement.subject {
            case .block(let block): try planner.plan(block, in: file, warn: session.note)
            case .script(let path): try planner.plan(try load(path), warn: session.note).plan
            }
        session.reporter.report(.planned(plan))
    }

    /// Reads the script that a statement names.
    private func load(_ word: Word) throws(Failure) -> SourceFile {
        let path = try value(of: word)
        do throws(Diagnostic) {
            let loaded = try host.load(path, from: file)
            guard !(session.sources + [file]).contains(where: loaded.isSame) else {
                throw CheckMessages.sourceCycle(path)
            }
            guard session.sources.count < Checker.maximumSourceDepth else {
                throw CheckMessages.sourceTooDeep(limit: Checker.maximumSourceDepth)
            }
            return loaded
        } catch {
            throw Failure(error.located(at: SourceLocation(file, word.range)))
        }
    }
}
