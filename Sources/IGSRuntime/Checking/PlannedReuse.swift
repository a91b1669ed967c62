package import IGSJobs
import IGSClient

/// Finds out which planned jobs pictures answer that the ledger has already.
package final class PlannedReuse {
    private let pictures: ReusablePictures?
    private var counts: [GenerationRequest: Int] = [:]
    /// Why the ledger could not be read, if that has happened.
    private(set) var failure: Failure?

    /// - Parameter pictures: The pictures that can be taken; `nil` if there is no ledger yet.
    package init(_ pictures: ReusablePictures?) {
        self.pictures = pictures
    }

    /// Notes whether pictures answer the jobs of one call.
    ///
    /// - Parameter isKnown: Whether all that the jobs ask for is known.
    func answer(_ jobs: inout [PlannedJob], isKnown: Bool) {
        guard let pictures else { return }
        let wanted = isKnown ? jobs.compactMap(wish) : []
        guard wanted.count == jobs.count, failure == nil else {
            for index in jobs.indices { jobs[index].reuse = .open }
            return
        }
        do throws(LedgerError) {
            for (index, found) in try pictures.take(wanted).enumerated() where found != nil {
                jobs[index].reuse = .yes
            }
        } catch {
            failure = LedgerMessages.failure(error)
        }
    }

    private func wish(_ job: PlannedJob) -> ReusablePictures.Wanted? {
        guard let ratio = job.ratio, let resolution = job.resolution,
            let request = try? GenerationRequest(
                prompt: job.prompt, ratio: ratio, resolution: resolution, quality: job.quality)
        else { return nil }
        counts[request, default: 0] += 1
        return ReusablePictures.Wanted(request, ordinal: counts[request, default: 1])
    }
}
