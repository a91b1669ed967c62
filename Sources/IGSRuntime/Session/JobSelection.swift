import IGSClient
import IGSScript

/// Finds the jobs that specs mean, during a run.
enum JobSelection {
    /// Returns the entries of some specs, each once, in the order of the specs. If the session does not have a name, it
    /// looks the name up among the jobs of earlier sessions.
    ///
    /// - Throws: ``Failure`` for a spec that means no job; `all` and `failed` may mean none.
    static func entries(_ specs: [String], in session: Session) throws(Failure) -> [JobEntry] {
        var entries: [JobEntry] = []
        var seen: Set<Int> = []
        for text in specs {
            guard let spec = JobSpec(text) else {
                throw Failure(CheckMessages.badValue(text, for: "JOB", .job))
            }
            var found = session.jobs.entries(for: spec)
            if found.isEmpty, case .name(let name) = spec {
                found = try session.desk.earlierJobs(named: name)
            }
            if found.isEmpty, spec != .all, spec != .failed {
                throw Failure(session.desk.unknownJob(text))
            }
            entries += found.filter { seen.insert($0.number).inserted }
        }
        return entries
    }
}
