import IGSClient
import IGSJobs
import IGSScript

extension Session {
    /// Returns what is certain to go wrong with the destinations of planned pictures.
    ///
    /// The ledger says which pictures are in the way: see ``DestinationCheck``.
    func destinationFindings(_ saves: [PlannedSave]) async throws(Failure) -> [Diagnostic] {
        // A picture in the way may be one that the resumed run itself has made.
        let isResumed = try await hasJobsOfRun()
        let asked = Asked()
        let first = DestinationCheck(confinement: confinement) { path, _ in
            asked.paths.insert(path)
            return true
        }.findings(saves)
        guard first.isEmpty, !isResumed, !asked.paths.isEmpty else { return first }
        // The sandbox makes the same picture again, and a picture that is reused is the same.
        let isRepeatable = profile.isSandbox || reuse != nil
        let requests = isRepeatable ? try await makers(of: asked.paths) : [:]
        let isSandbox = profile.isSandbox
        return DestinationCheck(confinement: confinement) { path, job in
            guard let request = requests[path] else {
                // A lost ledger may have known the picture; with the same size in pixels, it may be
                // the same one.
                return isSandbox && (try? ReferenceImage(file: path))?.size == job.size
            }
            return request.prompt == job.prompt && request.ratio == job.ratio
                && request.resolution == job.resolution && request.quality == job.quality
        }.findings(saves)
    }

    /// Whether the run continues with jobs of an earlier session.
    private func hasJobsOfRun() async throws(Failure) -> Bool {
        guard let run, run.isResumed else { return false }
        let ledger = try await stack().ledger
        do throws(LedgerError) {
            return try await ledger.hasJobs(of: run.id)
        } catch {
            throw LedgerMessages.failure(error)
        }
    }

    /// Returns the requests that made the pictures in files, as far as the ledger knows them.
    private func makers(
        of paths: Set<String>
    ) async throws(Failure) -> [String: GenerationRequest] {
        guard desk.hasLedger else { return [:] }
        let ledger = try await stack().ledger
        var requests: [String: GenerationRequest] = [:]
        for path in paths {
            guard let digest = ContentDigest.ofFile(path) else { continue }
            do throws(LedgerError) {
                requests[path] = try await ledger.job(withPicture: digest)?.request
            } catch {
                throw LedgerMessages.failure(error)
            }
        }
        return requests
    }

    /// Collects the paths of the pictures that are in the way of others.
    private final class Asked {
        var paths: Set<String> = []
    }
}
