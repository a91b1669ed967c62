import IGSClient
import IGSJobs
import IGSScript

/// The jobs of earlier sessions: looked at, named, and brought back.
extension Session {
    /// The jobs of earlier sessions that a name means, each with a number in this one; none if the name means none there,
    /// or is one that the running input gives.
    ///
    /// - Throws: ``Failure`` if the ledger cannot be used.
    func earlierJobs(named name: String) throws(Failure) -> [JobEntry] {
        guard !givenNames.contains(name) else { return [] }
        return try jobsOfEarlierSessions(named: name).map { job in
            let isNew = !jobs.contains(job.id)
            let entry = jobs.addRecalled(job)
            if isNew { reporter.report(.recalled(entry)) }
            return entry
        }
    }

    /// The same jobs, without a number.
    ///
    /// - Throws: ``Failure`` if the ledger cannot be used.
    func jobsOfEarlierSessions(named name: String) throws(Failure) -> [Job] {
        guard hasLedger else { return [] }
        let ledger = try openService().ledger
        do throws(LedgerError) {
            return try ledger.jobs(named: name, service: profile.name)
        } catch {
            throw LedgerMessages.failure(error)
        }
    }

    /// The names that a job of an earlier session can be found by.
    ///
    /// - Parameter given: Names that the input gives, which is not running yet.
    func earlierNames(besides given: Set<String> = []) -> Set<String> {
        guard hasLedger, let ledger = try? openService().ledger else { return [] }
        return ((try? ledger.jobNames(service: profile.name)) ?? []).subtracting(
            givenNames.union(given))
    }

    /// What to say of a spec that means no job.
    func unknownJob(_ spec: String) -> Diagnostic {
        JobListMessages.unknownJob(spec, known: jobs.names + earlierNames().sorted())
    }

    /// Gives the jobs of earlier sessions numbers in this one: those that a filter lets pass.
    ///
    /// - Throws: ``Failure`` if the ledger cannot be used.
    func recallJobs(where isWanted: (Job) -> Bool) async throws(Failure) {
        guard hasLedger else { return }
        let service = try await service()
        do throws(LedgerError) {
            for job in try await service.ledger.entries(service: profile.name) where isWanted(job) {
                jobs.addRecalled(job)
            }
        } catch {
            throw LedgerMessages.failure(error)
        }
    }

    /// How many jobs the ledger has that this session does not know.
    func countEarlierJobs() async -> Int {
        guard hasLedger, let ledger = try? await service().ledger else { return 0 }
        let all = (try? await ledger.entries(service: profile.name)) ?? []
        return all.count { !jobs.contains($0.id) }
    }
}
