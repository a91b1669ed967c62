import IGSScript

final class JobsCommand: Command {
    let signature = Signature(
        "jobs", "lists the jobs", category: .pictures,
        options: [CommandOption("all", "a", nil, "also those of earlier sessions")],
        discussion: [
            "Unfinished jobs of earlier sessions are taken up at the prompt, and by 'jobs' and 'wait'",
            "in -c and standard input; a file deals with its own, unless it asks for --all.",
        ],
        examples: [.init("jobs", "number, name, status and prompt of each")],
        habits: ["ls", "list", "queue", "ps"])

    func check(_ call: Call, _ knowledge: inout Knowledge, report: (Diagnostic) -> Void) {
        knowledge.noteJobsTakenUp(by: call)
    }

    func run(_ call: Call, in session: Session) async throws(Failure) {
        if call.has("all") {
            try await session.recallJobs()
        } else if session.mode != .file {
            try await session.takeUpJobs()
        }
        await session.reportSettled()
        session.reporter.report(.jobs(session.jobs.listed))
    }
}
