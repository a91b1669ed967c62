import IGSClient
import IGSJobs
package import IGSScript

extension Session {
    /// The jobs that a `retry` would submit, at most; `nil` where they are not known.
    package func plannedRetries(_ call: Call) -> [PlannedJob]? {
        let arguments = call.arguments(of: "job") + call.arguments(of: "more")
        let specs = arguments.compactMap(\.value)
        guard specs.count == arguments.count,
            let entries = try? JobSelection.entries(specs, in: self)
        else { return nil }
        return entries.map { entry in
            let request = entry.job.request
            return PlannedJob(
                name: entry.name, prompt: request.prompt, ratio: request.ratio,
                resolution: request.resolution, quality: request.quality, references: [],
                isUncertain: false)
        }
    }
}
