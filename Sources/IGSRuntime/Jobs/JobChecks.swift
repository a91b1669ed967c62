import IGSClient
import IGSScript

/// Finds the jobs that specs mean before a run, as far as they can be known.
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

    /// Returns what is wrong with a text that names jobs.
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
            ? nil : JobListMessages.unknownJob(text, known: knowledge.jobNames)
    }
}
