package import IGSClient
package import IGSScript

/// What one `gen` asks for, job by job, with the settings that hold for it.
///
/// It needs no session, so it serves the run and what looks ahead of it alike.
package struct GenPlan: Sendable {
    /// One picture to be asked for.
    package struct Job: Sendable {
        /// The name, where it gets one.
        package let name: String?
        /// What it shows.
        package let prompt: String
        package let ratio: AspectRatio
        package let resolution: Resolution
        /// `nil`: the service's own default.
        package let quality: Quality?

        /// What is asked of the service.
        ///
        /// - Throws: ``Diagnostic`` where there is no such picture.
        package func request(
            _ references: [ReferenceImage]
        ) throws(Diagnostic) -> GenerationRequest {
            do throws(RequestError) {
                return try GenerationRequest(
                    prompt: prompt, ratio: ratio, resolution: resolution, quality: quality,
                    references: references)
            } catch {
                throw PromptMessages.badRequest(error)
            }
        }
    }

    /// The references that accompany the jobs.
    package enum References: Sendable {
        case wholeSet
        /// Those of these names or numbers.
        case named([String])
    }

    /// The jobs, in order.
    package let jobs: [Job]
    /// The name that means all of the jobs.
    package let group: String?
    /// The references of each of them.
    package let references: References
    /// The seed that was drawn to pick prompts at random; `nil` where none was needed or one given.
    package let drawnSeed: UInt64?

    /// Plans a call.
    ///
    /// - Parameters:
    ///   - settings: Those that hold where the call says nothing else.
    ///   - drawSeed: Called where prompts are picked at random and the call has no seed.
    /// - Returns: `nil` where a value has to be computed still.
    /// - Throws: ``Diagnostic`` where the call cannot be meant so.
    package init?(_ call: Call, settings: Settings, drawSeed: () -> UInt64) throws(Diagnostic) {
        guard let batch = try PromptBatch(call, drawSeed: drawSeed) else { return nil }
        var settings = settings
        for name in ["ratio", "resolution", "quality"] where call.has(name) {
            guard let value = call.value(ofOption: name) else { return nil }
            Setting.named(name)?.write(&settings, value)
        }
        let names = call.arguments(ofOption: "ref").map(\.value)
        guard !names.contains(nil) else { return nil }
        references =
            call.has("ref") || call.has("no-refs") ? .named(names.compactMap(\.self)) : .wholeSet
        group = batch.name
        drawnSeed = batch.drawnSeed
        jobs = batch.jobs.map { job in
            Job(
                name: job.name, prompt: job.prompt, ratio: settings.ratio,
                resolution: settings.resolution, quality: settings.quality)
        }
    }
}
