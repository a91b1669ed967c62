import IGSJobs
import IGSScript

/// Finds out whether a condition holds, and notes the values that decided it.
struct ConditionEvaluator {
    private let session: Session
    private let file: SourceFile
    /// Whether to note the values.
    var takesNotes = false
    /// The values that did not match, one line each.
    private(set) var notes: [String] = []
    /// Whether the current part of the condition should hold; `false` after a `not`.
    private var isWanted = true

    init(session: Session, file: SourceFile) {
        self.session = session
        self.file = file
    }

    /// Whether the condition holds, according to what the session knows about its jobs.
    ///
    /// - Throws: ``Failure`` if it asks for something that does not exist.
    mutating func holds(_ condition: Condition) throws(Failure) -> Bool {
        switch condition {
        case .comparison(let left, let comparison, let right):
            let values = (left: try value(of: left), right: try value(of: right))
            let holds = comparison.holds(values.left, values.right)
            if takesNotes, holds != isWanted {
                notes += ["the left is '\(values.left)'", "the right is '\(values.right)'"]
            }
            return holds
        case .field(let job, let field, let comparison, let value):
            return try holds(job, field, comparison, try self.value(of: value))
        case .state(let job, let state): return try holds(job, state)
        case .defined(let name, _):
            return session.environment[name.name] != nil || session.definitions[name.name] != nil
        case .definedJob(let job, _): return try !entriesOrNone(job).isEmpty
        case .count(let jobs, let comparison, let number, _):
            return try holds(jobs, comparison, try value(of: number))
        case .exists(let path, _): return try exists(path)
        case .not(let condition, _):
            isWanted.toggle()
            defer { isWanted.toggle() }
            return try !holds(condition)
        case .group(let condition, _): return try holds(condition)
        case .and(let left, let right):
            guard try holds(left) else { return false }
            return try holds(right)
        case .or(let left, let right):
            if try holds(left) { return true }
            return try holds(right)
        }
    }
}

private extension ConditionEvaluator {
    mutating func holds(
        _ job: Word, _ field: NamedRange, _ comparison: Condition.Operator, _ value: String
    ) throws(Failure) -> Bool {
        guard let wanted = JobField(rawValue: field.name) else {
            throw located(
                CheckMessages.unknownField(
                    field.name, known: JobField.allCases.map(\.rawValue)), field.range)
        }
        let entries = try entries(job)
        for entry in entries {
            guard let text = wanted.text(of: entry) else {
                throw located(JobListMessages.fieldNotKnown(field.name, of: entry), job.range)
            }
            let holds = comparison.holds(text, value)
            if takesNotes, holds != isWanted, !holds || entry.number == entries.last?.number {
                notes += [
                    "the left, the \(field.name) of job \(entry.number) '\(entry.label)', is '\(text)'",
                    "the right is '\(value)'",
                ]
            }
            if !holds { return false }
        }
        return true
    }

    mutating func holds(_ job: Word, _ state: NamedRange) throws(Failure) -> Bool {
        guard let wanted = JobStateWord(state.name) else {
            throw located(
                CheckMessages.unknownState(
                    state.name, states: JobStateWord.words,
                    fields: JobField.allCases.map(\.rawValue)),
                state.range)
        }
        let entries = try entries(job)
        let other = entries.first { !wanted.holds(of: $0.job.status) }
        if takesNotes, (other == nil) != isWanted, let entry = other ?? entries.last {
            notes.append("job \(entry.number) '\(entry.label)' is \(entry.job.status.rawValue)")
        }
        return other == nil
    }

    mutating func holds(
        _ jobs: Word, _ comparison: Condition.Operator, _ number: String
    ) throws(Failure) -> Bool {
        let entries = try entriesOrNone(jobs)
        let holds = comparison.holds("\(entries.count)", number)
        if takesNotes, holds != isWanted {
            notes += ["the left, the count, is \(entries.count)", "the right is '\(number)'"]
        }
        return holds
    }

    mutating func exists(_ word: Word) throws(Failure) -> Bool {
        let path = try value(of: word)
        let exists = try exists(path, at: SourceLocation(file, word.range))
        if takesNotes, exists != isWanted {
            notes.append(exists ? "there is such a file" : "there is no such file")
        }
        return exists
    }

    /// Whether there is a file where `save` would write it, or beside or below the script.
    func exists(_ path: String, at location: SourceLocation) throws(Failure) -> Bool {
        let written = UserPath.expand(path)
        let writer = PictureWriter(confinement: session.confinement, replaces: false)
        if writer.mayWrite(written), UserPath.withoutLinks(written) != nil { return true }
        do throws(Diagnostic) {
            return UserPath.withoutLinks(try ScriptFolder(of: file).fileToRead(path)) != nil
        } catch {
            // A picture that is still to be written does not exist.
            guard writer.mayWrite(written) else { throw Failure(error.located(at: location)) }
            return false
        }
    }

    /// Returns the entries that a spec means; none if nothing has the name.
    func entriesOrNone(_ job: Word) throws(Failure) -> [JobEntry] {
        do throws(Failure) {
            return try entries(job)
        } catch {
            guard error.diagnostics.allSatisfy(JobListMessages.isAboutUnknownJob) else {
                throw error
            }
            return []
        }
    }

    func entries(_ job: Word) throws(Failure) -> [JobEntry] {
        do throws(Failure) {
            return try JobSelection.entries([try value(of: job)], in: session)
        } catch {
            throw error.located(at: SourceLocation(file, job.range))
        }
    }

    func value(of word: Word) throws(Failure) -> String {
        do throws(Diagnostic) {
            return try word.argument(in: SessionScope(session: session)).value ?? ""
        } catch {
            throw located(error, word.range)
        }
    }

    func located(_ diagnostic: Diagnostic, _ range: SourceRange) -> Failure {
        Failure(diagnostic.located(at: SourceLocation(file, range)))
    }
}
