import IGSJobs
import IGSScript

final class WaitCommand: Command {
    let signature = Signature(
        "wait", "waits for jobs", category: .pictures,
        parameters: [Parameter("job", .job, .many, "jobs; without, all that are on their way")],
        options: [
            CommandOption("any", nil, nil, "until one of them is done"),
            CommandOption(
                "timeout", nil, .duration("TIME", in: .milliseconds(1)...(.seconds(86_400))),
                "at most this long; the jobs go on"),
        ],
        discussion: [
            "'wait' succeeds if each of the jobs has its picture; with --any, if one of them has.",
            "'wait JOB' also asks the service again for a job that ended without a picture, free of charge,",
            "unless the service said that the task itself failed.",
        ],
        examples: [
            .init("gen a castle\nwait", "all that are on their way"),
            .init("gen a cat -n 2 --as cat\nwait %cat --any --timeout 3m", "the first of two"),
        ])

    func check(_ call: Call, _ knowledge: inout Knowledge, report: (Diagnostic) -> Void) {
        JobChecks.check(call.arguments(of: "job"), of: call, knowledge, report: report)
        if call.arguments(of: "job").isEmpty { knowledge.noteJobsTakenUp(by: call) }
    }

    func run(_ call: Call, in session: Session) async throws(Failure) {
        let specs = call.values(of: "job")
        let isNamed = !specs.isEmpty
        if !isNamed, session.mode != .file { try await session.takeUpJobs() }
        await session.refresh()
        let entries =
            isNamed
            ? try JobSelection.entries(specs, in: session)
            : session.outstanding(takesEarlier: session.mode != .file)
        let timeout = call.value(ofOption: "timeout").flatMap(DurationText.parse)
        let any = call.has("any")
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
