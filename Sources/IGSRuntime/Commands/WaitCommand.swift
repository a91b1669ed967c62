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
        discussion: ["A job that failed makes 'wait' fail, with the reason."],
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
        if specs.isEmpty, session.mode != .file { try await session.takeUpJobs() }
        let entries =
            specs.isEmpty ? session.liveEntries : try JobSelection.entries(specs, in: session)
        let timeout = call.value(ofOption: "timeout").flatMap(DurationText.parse)
        try await session.wait(for: entries, any: call.has("any"), timeout: timeout)
        if let failure = session.raiseFailures(of: specs.isEmpty ? nil : Set(entries.map(\.number)))
        {
            throw failure
        }
    }
}
