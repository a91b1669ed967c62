import IGSJobs
import IGSScript

final class WaitCommand: Command {
    private static let jobs = ParameterKey<[String]>(
        "job", .job, "jobs; all running jobs if not given")
    private static let any = OptionKey<Bool>("any", "wait until one of them is done")
    private static let timeout = OptionKey<Duration>(
        "timeout", .duration("TIME", in: .milliseconds(1)...(.seconds(86_400))),
        "wait at most this long; the jobs keep running")

    let signature = Signature(
        "wait", "wait for jobs", category: .pictures,
        parameters: [jobs],
        options: [any, timeout],
        discussion: [
            "'wait' succeeds if each of the jobs has its picture; with --any, if one of them does.",
            "'wait JOB' also asks the service again for a job that ended without a picture, free of charge,",
            "unless the service said that the task itself failed.",
        ],
        examples: [
            .init("gen a castle\nwait", "all running jobs"),
            .init("gen a cat -n 2 --as cat\nwait %cat --any --timeout 3m", "the first of two"),
        ])

    func check(_ call: Call, _ knowledge: inout Knowledge, report: (Diagnostic) -> Void) {
        JobChecks.check(call.arguments(of: Self.jobs), of: call, knowledge, report: report)
        if call.argument(of: Self.jobs) == nil, call.location.file.origin != .file {
            knowledge.noteEarlierJobs()
        }
    }

    func run(_ call: Call, in session: Session) async throws(Failure) {
        let specs = call[Self.jobs]
        let isNamed = !specs.isEmpty
        if !isNamed, session.mode != .file { try await session.takeUpJobs() }
        await session.refresh()
        let entries =
            isNamed
            ? try JobSelection.entries(specs, in: session)
            : session.outstanding(takesEarlier: session.mode != .file)
        let timeout = call[Self.timeout]
        let any = call[Self.any]
        try await session.wait(for: entries, any: any, timeout: timeout, isNamed: isNamed)
        let numbers = Set(entries.map(\.number))
        if any, entries.contains(where: { session.jobs.entry($0.number)?.job.status == .completed })
        {
            return
        }
        if let failure = session.raiseFailures(of: isNamed ? numbers : nil, isNamed: isNamed) {
            throw failure
        }
    }
}
