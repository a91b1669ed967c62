import IGSClient
import IGSJobs

extension Session {
    /// Returns the jobs that a `retry` of some jobs would submit, at most.
    package func plannedRetries(_ specs: [String]) -> [PlannedJob] {
        // A plan does not give jobs numbers.
        let planned = specs.flatMap { text -> [Job] in
            guard let spec = JobSpec(text) else { return [] }
            let found = jobs.entries(for: spec).map(\.job)
            guard found.isEmpty, case .name(let name) = spec else { return found }
            return (try? desk.jobsOfEarlierSessions(named: name)) ?? []
        }
        return planned.map { job in
            let request = job.request
            return PlannedJob(
                name: job.name, prompt: request.prompt, ratio: request.ratio,
                resolution: request.resolution, quality: request.quality, references: [],
                isUncertain: false)
        }
    }
}
