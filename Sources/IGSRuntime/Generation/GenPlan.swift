package import IGSClient
package import IGSScript

/// What one `gen` asks for, job by job, with the settings that hold for it.
///
/// It needs no session, so the run and whatever looks ahead of the run can both use it.
package struct GenPlan: Sendable {
    /// One picture to ask for.
    package struct Job: Sendable {
        /// The name, if it gets one.
        package let name: String?
        /// What it shows.
        package let prompt: String
        package let ratio: AspectRatio
        package let resolution: Resolution
        /// `nil` means the service's own default.
        package let quality: Quality?

        /// Returns the request for the service.
        ///
        /// - Throws: ``Diagnostic`` if no such picture exists.
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

    /// The references that are sent with the jobs.
    package enum References: Sendable {
        case wholeSet
        /// The references with these names or numbers.
        case named([String])

        /// Takes them from a `gen`; `nil` if a name still has to be computed.
        init?(_ references: GenOptions.References) {
            switch references {
            case .wholeSet: self = .wholeSet
            case .named(let texts):
                let names = texts.compactMap(\.value)
                guard names.count == texts.count else { return nil }
                self = .named(names)
            }
        }
    }

    /// The jobs, in order.
    package let jobs: [Job]
    /// The name that means all of the jobs.
    package let group: String?
    /// The references of each job.
    package let references: References
    /// The seed that was drawn to pick prompts at random; `nil` if none was needed, or the call has
    /// one.
    package let drawnSeed: UInt64?

    /// Plans a `gen`.
    ///
    /// - Parameter drawSeed: Called if prompts are picked at random and the call has no seed.
    /// - Returns: `nil` if a value still has to be computed.
    /// - Throws: ``Diagnostic`` if the call is not valid.
    package init?(_ options: GenOptions, drawSeed: () -> UInt64) throws(Diagnostic) {
        guard let batch = try PromptBatch(options, drawSeed: drawSeed),
            let ratio = options.ratio.value, let resolution = options.resolution.value,
            let quality = options.quality.value,
            let references = References(options.references)
        else { return nil }
        self.references = references
        group = batch.name
        drawnSeed = batch.drawnSeed
        jobs = batch.jobs.map { job in
            Job(
                name: job.name, prompt: job.prompt, ratio: ratio, resolution: resolution,
                quality: quality)
        }
    }
}
