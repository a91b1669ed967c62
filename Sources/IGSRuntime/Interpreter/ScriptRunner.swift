package import IGSClient
package import IGSScript

/// Takes a source through all its stages: parses, checks and runs it, and waits for its jobs.
package struct ScriptRunner {
    private let session: Session
    private let keepsGoing: Bool
    private let detaches: Bool
    private let parameters: [String: Value]
    private let resumption: Resumption?
    private let maximumCost: Price?

    /// Which run of a file to resume.
    package enum Resumption: Sendable {
        /// The last run that has not come to its end.
        case last
        /// The run with an id.
        case run(String)
    }

    /// Makes a runner.
    ///
    /// - Parameters:
    ///   - keepsGoing: Whether to continue after an error.
    ///   - detaches: Whether to end without waiting for the jobs.
    ///   - parameters: The values for the script's parameters, by name.
    ///   - resumption: Which run of the file to resume; `nil` begins a new one.
    ///   - maximumCost: The most that all jobs may cost together.
    package init(
        session: Session, keepsGoing: Bool = false, detaches: Bool = false,
        parameters: [String: Value] = [:], resumption: Resumption? = nil,
        maximumCost: Price? = nil
    ) {
        self.resumption = resumption
        self.maximumCost = maximumCost
        self.session = session
        self.keepsGoing = keepsGoing
        self.detaches = detaches
        self.parameters = parameters
    }

    /// Runs a whole script, or nothing of it if it does not parse or has errors.
    ///
    /// - Returns: How the process ends.
    package func run(_ file: SourceFile) async -> Int32 {
        let code = await runChecked(file)
        tellOfReuse()
        await session.endRun(code)
        return code
    }

    /// Reports how much of a script was reused.
    private func tellOfReuse() {
        guard let reuse = session.reuse, reuse.reusedCount + reuse.submittedCount > 0 else {
            return
        }
        session.reporter.report(
            .reuse(reused: reuse.reusedCount, submitted: reuse.submittedCount))
    }

    private func runChecked(_ file: SourceFile) async -> Int32 {
        do throws(Failure) {
            let (declared, files) = try checkFiles(of: file)
            try declared.check(parameters)
            try await begin(file, reading: files)
            try await checkDestinations(file)
            let first = try await execute(file)
            if let request = session.exitRequest {
                await tellOfLiveJobs()
                return request.code ?? first?.exitCode ?? 0
            }
            do throws(Failure) {
                try await finish()
            } catch {
                guard let first else { throw error }
                error.diagnostics.forEach(session.note)
                return first.exitCode
            }
            return first?.exitCode ?? 0
        } catch {
            error.diagnostics.forEach(session.note)
            await tellOfLiveJobs()
            return error.exitCode
        }
    }

    /// Begins the run of a file, or resumes one.
    private func begin(_ file: SourceFile, reading files: [ScriptRun.File]) async throws(Failure) {
        if let maximumCost { session.caps.maximum = maximumCost }
        // A ledger that cannot be read must not look like one that has nothing to reuse.
        if session.reuse != nil, session.desk.hasLedger { _ = try await session.stack() }
        if file.origin == .file {
            let run = ScriptRun(
                of: file, parameters: parameters, reading: files, reuses: session.reuse != nil)
            switch resumption {
            case nil: session.run = run
            case .last: try await session.resume(nil, orBegin: run)
            case .run(let id): try await session.resume(id, orBegin: run)
            }
        }
    }

    /// Runs one input of the prompt, and reports what goes wrong.
    package func runInput(_ file: SourceFile) async {
        do throws(Failure) {
            _ = try check(file)
            _ = try await execute(file)
        } catch {
            error.diagnostics.forEach(session.note)
            if error.code == .interrupted {
                session.note(JobListMessages.stopped(session.liveEntries))
            }
        }
        await session.reportSettled()
    }

    /// Runs one of several statements that arrive one by one, and reports what goes wrong.
    ///
    /// - Returns: What went wrong first.
    package func runStatement(_ file: SourceFile) async -> Failure? {
        do throws(Failure) {
            _ = try check(file)
            let failure = try await execute(file)
            await session.reportSettled()
            return failure
        } catch {
            error.diagnostics.forEach(session.note)
            await session.reportSettled()
            return error
        }
    }

    /// Waits for the jobs of statements that arrived one by one.
    ///
    /// - Parameter first: What went wrong first with them.
    /// - Returns: How the process ends.
    package func end(after first: Failure?) async -> Int32 {
        defer { tellOfReuse() }
        if let request = session.exitRequest {
            await tellOfLiveJobs()
            return request.code ?? first?.exitCode ?? 0
        }
        do throws(Failure) {
            try await finish()
            return first?.exitCode ?? 0
        } catch {
            error.diagnostics.forEach(session.note)
            return first?.exitCode ?? error.exitCode
        }
    }

    /// Parses a source, and checks it against what the session knows.
    ///
    /// - Returns: The parameters that it declares.
    /// - Throws: ``Failure`` with all the errors. Otherwise it reports the warnings.
    package func check(_ file: SourceFile) throws(Failure) -> ScriptParameters {
        try checkFiles(of: file).parameters
    }

    /// Does the same, and returns what else the run reads: the scripts that it sources, and the tables that it goes
    /// through.
    private func checkFiles(
        of file: SourceFile
    ) throws(Failure) -> (parameters: ScriptParameters, files: [ScriptRun.File]) {
        let (_, given, checker, findings) = examine(file)
        let parameters = try Self.conclude(
            file, checker, findings.map { JobListMessages.explained($0, given: given) },
            session.reporter)
        session.desk.give(given)
        session.checkedTables.merge(checker.tables) { $1 }
        if let table = session.givenTable, checker.tables.isEmpty, !checker.leavesOut {
            throw table.notUsed()
        }
        let files =
            checker.sourcedScripts.values.map(ScriptRun.File.init)
            + checker.tables.values.map(ScriptRun.File.init)
        return (parameters, files)
    }

    /// Returns what is known before an input runs: what the session knows, and which jobs of earlier sessions the input
    /// may name.
    package func knowledge(for file: SourceFile) -> Knowledge { examine(file).knowledge }

    /// Checks a source. A job that it names without making it may be an earlier session's. The ledger is asked only if
    /// a job is missing.
    private func examine(
        _ file: SourceFile
    ) -> (
        knowledge: Knowledge, given: Set<String>, checker: Checker,
        findings: [Diagnostic]
    ) {
        var knowledge = session.knowledge
        var (checker, findings) = Self.examine(file, knowledge, session.givenTable)
        let given = checker.knowledge.jobs.subtracting(knowledge.jobs)
        let unknown = findings.count(where: JobListMessages.isAboutUnknownJob)
        if unknown > 0, let earlier = session.desk.earlierJobs(besides: given) {
            knowledge.earlierJobs = earlier
            (checker, findings) = Self.examine(file, knowledge, session.givenTable)
            let rest = findings.count(where: JobListMessages.isAboutUnknownJob)
            if rest > 0, rest < unknown {
                // A statement that names such a job gives it a number.
                knowledge.jobCount = nil
                (checker, findings) = Self.examine(file, knowledge, session.givenTable)
            }
        }
        return (knowledge, given, checker, findings)
    }

    private static func examine(
        _ file: SourceFile, _ knowledge: Knowledge, _ table: GivenTable? = nil
    ) -> (Checker, [Diagnostic]) {
        var checker = Checker(host: ScriptHost(table: table), knowledge: knowledge)
        let findings = checker.check(file)
        return (checker, findings)
    }

    private static func conclude(
        _ file: SourceFile, _ checker: Checker, _ findings: [Diagnostic],
        _ reporter: any Reporter
    ) throws(Failure) -> ScriptParameters {
        guard findings.contains(where: { $0.severity == .error }) else {
            findings.forEach { reporter.report(.diagnostic($0)) }
            return ScriptParameters(checker.parameters, of: file)
        }
        throw Failure(findings, code: file.origin == .prompt ? .failure : .invalidScript)
    }

    /// Parses and checks a file as `igs check` does: without a session, and without sending
    /// anything.
    ///
    /// - Throws: ``Failure`` with all the errors. Otherwise it reports the warnings.
    package static func check(_ path: String, reporter: any Reporter) throws(Failure) {
        let file = try ScriptFile.named(path)
        let (checker, findings) = examine(file, .ofNewSession())
        _ = try conclude(file, checker, findings, reporter)
        // The check ignores errors that only a plan finds.
        guard mayWrite(file),
            let (plan, _) = try? Planner.ofNewSession(parameters: [:]).plan(file, warn: { _ in })
        else { return }
        plan.destinationWarnings.forEach { reporter.report(.diagnostic($0)) }
    }

    /// Returns the identities of the files that a script may source, as far as they can be known; none if the script
    /// cannot be read.
    package static func sources(of path: String) -> Set<String> {
        guard let file = try? ScriptFile.read(path) else { return [] }
        return Set(examine(file, .ofNewSession()).0.sourcedScripts.keys)
    }

    /// Whether a script may write pictures at all. Most scripts that do not need no second look.
    private static func mayWrite(_ file: SourceFile) -> Bool {
        file.bytes.count <= maximumPlannedByteCount
            && String(decoding: file.bytes, as: UTF8.self).contains("save")
    }

    /// The greatest length of a script whose destinations are checked, in bytes.
    private static let maximumPlannedByteCount = 1 << 20

    /// Refuses a script if some of its pictures are certain to have no place, before anything is
    /// sent.
    private func checkDestinations(_ file: SourceFile) async throws(Failure) {
        guard Self.mayWrite(file), session.jobs.entries.isEmpty else { return }
        var knowledge = knowledge(for: file)
        for (name, value) in parameters {
            knowledge.variables[name] = .value(value)
        }
        guard
            let (plan, _) = try? Planner(knowledge, table: session.givenTable)
                .plan(file, warn: { _ in })
        else { return }
        let findings = try await session.destinationFindings(plan.saves)
        if !findings.isEmpty { throw Failure(findings, code: .invalidScript) }
    }

    private func execute(_ file: SourceFile) async throws(Failure) -> Failure? {
        try await Interpreter(
            file, in: session, keepsGoing: keepsGoing, parameters: parameters
        ).run()
    }

    /// Waits for the jobs of a script that has come to its end, and raises their failures.
    private func finish() async throws(Failure) {
        if detaches {
            await tellOfLiveJobs()
            return
        }
        await session.refresh()
        try await session.wait(
            for: session.outstanding(takesEarlier: false), any: false, timeout: nil)
        if let failure = session.raiseFailures() { throw failure }
    }

    private func tellOfLiveJobs() async {
        await session.reportSettled()
        let live = session.liveEntries
        if !live.isEmpty { session.reporter.report(.leftRunning(live)) }
    }
}
