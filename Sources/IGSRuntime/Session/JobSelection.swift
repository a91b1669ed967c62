import IGSClient
import IGSScript

/// Finds the jobs that specs mean, during a run.
enum JobSelection {
    /// The entries of some specs, each once, in the order of the specs.
    ///
    /// - Throws: ``Failure`` for a spec that means no job; `all` and `failed` may mean none.
    static func entries(_ specs: [String], in session: Session) throws(Failure) -> [JobEntry] {
        var entries: [JobEntry] = []
        var seen: Set<Int> = []
        for text in specs {
            guard let spec = JobSpec(text) else {
                throw Failure(CheckMessages.badValue(text, for: "JOB", .job))
            }
            let found = session.jobs.entries(for: spec)
            if found.isEmpty, spec != .all, spec != .failed {
                throw Failure(ServiceCheckMessages.unknownJob(text, known: session.jobs.names))
            }
            entries += found.filter { seen.insert($0.number).inserted }
        }
        return entries
    }
}

/// Finds jobs that specs mean before a run, as far as they can be known.
enum JobChecks {
    static func check(
        _ arguments: [Call.Argument], of call: Call, _ knowledge: Knowledge,
        report: (Diagnostic) -> Void
    ) {
        for argument in arguments {
            guard let text = argument.value else { continue }
            check(text, knowledge, at: call.location(of: argument.word), report: report)
        }
    }

    static func check(
        _ text: String, _ knowledge: Knowledge, at location: SourceLocation,
        report: (Diagnostic) -> Void
    ) {
        if let problem = problem(with: text, knowledge) { report(problem.located(at: location)) }
    }

    /// What is wrong with a text that names jobs.
    static func problem(with text: String, _ knowledge: Knowledge) -> Diagnostic? {
        let exists =
            switch JobSpec(text) {
            case nil:
                false
            case .name(let name): knowledge.mayHaveJob(named: name)
            case .number(let number): knowledge.jobCount.map { number <= $0 } ?? true
            case .numbers(let range): knowledge.jobCount.map { range.lowerBound <= $0 } ?? true
            case .last: knowledge.jobCount.map { $0 > 0 } ?? true
            case .all, .failed: true
            }
        return exists
            ? nil : ServiceCheckMessages.unknownJob(text, known: knowledge.jobNames)
    }
}

/// Finds the reference that a text means.
enum ReferenceSelection {
    /// - Throws: ``Failure`` where there is none.
    static func reference(_ text: String, in session: Session) throws(Failure) -> Reference {
        guard let reference = session.references.reference(text) else {
            throw Failure(
                ServiceCheckMessages.unknownReference(
                    text, known: session.references.references.compactMap(\.name)))
        }
        return reference
    }
}

extension Knowledge {
    /// Notes that a call may bring in jobs of earlier sessions, whose numbers and names only the run
    /// can know.
    mutating func noteJobsTakenUp(by call: Call) {
        guard call.has("all") || call.location.file.origin != .file else { return }
        hasUnknownJobs = true
        jobCount = nil
    }

    /// Notes that a setting changes, but not which.
    mutating func forgetSettings() {
        for setting in Setting.all { settings[setting.name] = .some(nil) }
    }

    /// The place of the reference that a name or a number means.
    func indexOfReference(_ text: String) -> Int? {
        if let index = references.firstIndex(where: { $0 == text }) { return index }
        return Int(text).flatMap { references.indices.contains($0 - 1) ? $0 - 1 : nil }
    }
}
