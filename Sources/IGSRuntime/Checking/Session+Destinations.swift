import IGSClient
import IGSJobs
import IGSScript

extension Session {
    /// What is certain to go wrong with the destinations of planned pictures.
    ///
    /// What is in the way is looked up in the ledger: see ``DestinationCheck``.
    func destinationFindings(_ saves: [PlannedSave]) async throws(Failure) -> [Diagnostic] {
        // What a resumed run has made may be what is in the way.
        let isResumed = try await hasJobsOfRun()
        let asked = Asked()
        let first = DestinationCheck(confinement: confinement) { path, _ in
            asked.paths.insert(path)
            return true
        }.findings(saves)
        guard first.isEmpty, !isResumed, !asked.paths.isEmpty else { return first }
        let requests = profile.isSandbox ? try await makers(of: asked.paths) : [:]
        let isSandbox = profile.isSandbox
        return DestinationCheck(confinement: confinement) { path, job in
            guard let request = requests[path] else {
                // It may be of a ledger that is gone; of the same pixels, it may be the same.
                return isSandbox && (try? ReferenceImage(file: path))?.size == job.size
            }
            return request.prompt == job.prompt && request.ratio == job.ratio
                && request.resolution == job.resolution && request.quality == job.quality
        }.findings(saves)
    }

    /// Whether the run goes on with jobs of an earlier session.
    private func hasJobsOfRun() async throws(Failure) -> Bool {
        guard let run, run.isResumed else { return false }
        let ledger = try await stack().ledger
        do throws(LedgerError) {
            return try await ledger.hasJobs(of: run.id)
        } catch {
            throw LedgerMessages.failure(error)
        }
    }

    /// What was asked for to make the pictures that files hold, as far as the ledger knows.
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

    /// The pictures that are in the way of others.
    private final class Asked {
        var paths: Set<String> = []
    }
}
