import IGSJobs
import IGSScript

final class StatusCommand: Command {
    private static let jobs = ParameterKey<[String]>("job", .job, "jobs")

    let signature = Signature(
        "status", "show the session, or jobs in full", category: .pictures,
        parameters: [jobs],
        examples: [
            .init("status", "the service, the settings, the jobs"),
            .init(
                "gen a castle --as castle\nstatus castle",
                "all that is known of a job, and what to expect"),
        ], habits: ["info"])

    func check(_ call: Call, _ knowledge: inout Knowledge, report: (Diagnostic) -> Void) {
        JobChecks.check(call.arguments(of: Self.jobs), of: call, knowledge, report: report)
    }

    func run(_ call: Call, in session: Session) async throws(Failure) {
        await session.reportSettled()
        let specs = call[Self.jobs]
        guard specs.isEmpty else {
            for entry in try JobSelection.entries(specs, in: session) {
                let outlook = await session.openedStack?.engine.outlook(entry.job.id)
                session.reporter.report(.job(entry, outlook))
            }
            return
        }
        let jobs = session.jobs.entries(for: .all)
        let counts = JobStatus.allCases.map { status in
            (status.rawValue, jobs.count { $0.job.status == status })
        }
        session.reporter.report(
            .status(
                SessionStatus(
                    service: session.profile, settings: session.settingLines,
                    referenceCount: session.references.count,
                    jobs: counts.filter { $0.1 > 0 }.map { (status: $0.0, count: $0.1) },
                    stateFolder: session.stateFolder)))
    }
}
