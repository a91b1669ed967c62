import IGSClient
import IGSJobs
package import IGSScript

extension Session {
    /// The jobs that a `retry` would submit, at most; `nil` where they are not known.
    package func plannedRetries(_ call: Call) -> [PlannedJob]? {
        let arguments = call.arguments(of: "job") + call.arguments(of: "more")
        let specs = arguments.compactMap(\.value)
        guard specs.count == arguments.count else { return nil }
        // A plan gives no numbers.
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
